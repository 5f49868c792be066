"""Measure look-ups of speakers in a large store of generated people: the table of docs/benchmarks.md.

    python -m benchmarks.people [--quotes 1000000] [--database FILE] [--write]

People have first and family names as common as the US census has them, offices, and quotes as many as Zipf's law gives them. Every
article quotes five of them, by full name, or, one time in four, by the family name alone. The store is filled by the program's
own code, article by article, without waiting for the disk, and who is who is found out once at the end; the last articles are added as
always, and timed. Look-ups are by full name, family name, initial and family name,
office with a name, office alone, and a misspelt name; each of another person. `first` is the time until the first quote is there, `all`
until all are.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from quotecheck.errors import NothingFound
from quotecheck.model import Article, Attribution, Entity, EntityType, Extraction, Kind, Mention, Source, Span
from quotecheck.store import QuoteFilter, Store
from quotecheck.store.speakers import rebuild
from quotecheck.store.transactions import writing

__all__ = ["table"]

_KEPT = Path(__file__).with_name("people.json")
_SPEAKERS, _EACH = 5, 2
"""Speakers of an article, and quotes of each."""
_PERSONS_OF_QUOTES = 20
"""One person for so many quotes."""
_LOOKUPS = 1000
_FEWEST = 100
"""From how many times on there is a 99th percentile."""
_LAST = 200
"""How many articles are added at the end."""
_OFFICES = ["Senator", "Mayor of {}", "Foreign Minister of {}", "CEO of {}", "Professor", "spokesman for {}", "Governor of {}", "Judge"]
_BODIES = ["Ostrand", "Harbour Bank", "Brandt", "Nordlin", "Klein Valley", "Rivermouth", "Upper Stern", "Falkengate"]

Person = tuple[str, str, str]
"""First name, family name, office."""


def people(count: int, chance: random.Random) -> list[Person]:
    """First name, family name and office of so many people, all names different."""
    from names import FILES

    tables = []
    for kind in ("first:male", "first:female", "last"):
        rows = [line.split() for line in Path(FILES[kind]).read_text("ascii").splitlines()]
        tables.append(([row[0].title() for row in rows], list(accumulate(float(row[1]) for row in rows))))
    found: dict[tuple[str, str], str] = {}
    while len(found) < count:
        given, family = tables[chance.random() < 0.5], tables[2]
        name = (chance.choices(given[0], cum_weights=given[1])[0], chance.choices(family[0], cum_weights=family[1])[0])
        found.setdefault(name, chance.choice(_OFFICES).format(chance.choice(_BODIES)))
    return [(*name, office) for name, office in found.items()]


def written(number: int, persons: list[Person], weights: list[float], chance: random.Random) -> Extraction:
    """An article that quotes some of these people, and what is found in it."""
    text, attributions = "", []
    for given, family, office in dict.fromkeys(chance.choices(persons, cum_weights=weights, k=_SPEAKERS)):
        name = family if chance.random() < 0.25 else f"{given} {family}"
        entity = Entity(name=name, type=EntityType.PERSON, aliases=(name,), offices=(office,) if chance.random() < 0.5 else ())
        for _ in range(_EACH):
            at = len(text)
            text += f"“We said number {number} for {chance.randrange(10**6)},” {name} said.\n"
            end = text.index("”", at) + 1
            mention = Mention(spans=(Span(end + 1, end + 1 + len(name)),), form="name")
            cue = (Span(end + len(name) + 2, end + len(name) + 6),)
            content = (Span(at, end),)
            attributions.append(
                Attribution(content=content, cue=cue, speaker=mention, kind=Kind.DIRECT, confidence=0.9, rule="r", entity=entity)
            )
    raw = text.encode()
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
    source = Source(raw=raw, digest=sha256(raw).hexdigest(), published=day.isoformat(), outlet="The Harbour Post")
    return Extraction(article=Article(id=f"{number}", text=text, source=source), attributions=tuple(attributions))


def fill(path: Path, persons: list[Person], quotes: int, chance: random.Random) -> dict[str, float]:
    """Fill a store with so many quotes of these people; seconds that took, and milliseconds for each of the last articles."""
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(persons))))
    articles = quotes // (_SPEAKERS * _EACH)
    started = time.perf_counter()
    with Store.open(path, create=True) as store:
        store.database.execute("PRAGMA synchronous = OFF")
        run = store.begin_run(version="0", models="m", command="benchmarks.people")
        with patch("quotecheck.store.store.regroup"):
            for number in range(articles):
                if number == 0:
                    store.database.execute("PRAGMA foreign_keys = OFF")  # until it is known who is who
                store.add(written(number, persons, weights, chance), run=run)
        with writing(store.database):
            rebuild(store.database)
        store.database.execute("PRAGMA foreign_keys = ON")
        store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # of all that was found out at once
        filled = time.perf_counter() - started
        last = []
        for number in range(articles, articles + _LAST):
            extraction = written(number, persons, weights, chance)
            started = time.perf_counter()
            store.add(extraction, run=run)
            last.append(1000 * (time.perf_counter() - started))
    return {"all_s": round(filled, 1), "last_p50": _percentile(last, 0.5), "last_p99": _percentile(last, 0.99)}


def lookups(path: Path, persons: list[Person], chance: random.Random) -> dict[str, dict[str, float]]:
    """For each way to ask, how often one person is meant, and the milliseconds that it takes: median and 99th percentile."""
    ways: dict[str, Callable[[str, str, str], str]] = {
        "full name": lambda given, family, _: f"{given} {family}",
        "family name": lambda _, family, __: family,
        "initial and family name": lambda given, family, _: f"{given[0]}. {family}",
        "title and family name": lambda _, family, office: f"{office.split()[0]} {family}",
        "office": lambda _, __, office: office,
        "misspelt": lambda given, family, _: f"{given} {family[:2]}x{family[2:]}",
    }
    found: dict[str, dict[str, float]] = {}
    with Store.open(path, read_only=True) as store:
        quoted = {speaker.name for speaker in store.speakers() if speaker.quotes}
        asked = [person for person in persons if f"{person[0]} {person[1]}" in quoted]
        for way, ask in ways.items():
            who, first, everything = [], [], []
            for person in chance.choices(asked, k=_LOOKUPS):
                started = time.perf_counter()
                try:
                    ids = store.find_ids(ask(*person))
                except NothingFound:
                    ids = []
                who.append(1000 * (time.perf_counter() - started))
                if len(ids) != 1:
                    continue
                answers = iter(store.quotes(QuoteFilter(speaker_ids=(ids[0],))))
                next(answers)
                first.append(1000 * (time.perf_counter() - started))
                sum(1 for _ in answers)
                everything.append(1000 * (time.perf_counter() - started))
            found[way] = {"alone": len(first)} | {
                f"{name}_{point}": _percentile(values, share)
                for name, values in (("who", who), ("first", first), ("all", everything))
                for point, share in (("p50", 0.5), ("p99", 0.99))
            }
    return found


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else 0.0


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    last = kept["fill"]
    size = f"{kept['quotes']:,} quotes of {kept['speakers']:,} speakers in {kept['articles']:,} articles"
    rows = [f"{size}, {kept['bytes_per_quote']:,} bytes a quote."]
    rows += [f"Milliseconds, median / 99th percentile of {_LOOKUPS:,} look-ups each:", ""]
    rows += ["| asked by | who is meant | one is, in | first quote there | all quotes there |", "|---|---|---|---|---|"]
    for way, found in kept["ways"].items():
        who, first, everything = (f"{found[f'{name}_p50']:.1f} / {found[f'{name}_p99']:.1f}" for name in ("who", "first", "all"))
        shown = (first, everything) if found["alone"] >= _FEWEST else ("–", "–")
        rows.append(f"| {way} | {who} | {found['alone']} | {' | '.join(shown)} |")
    took = f"{last['last_p50']:.0f} / {last['last_p99']:.0f} ms"
    rows += ["", f"Adding one more article with ten quotes to that store takes {took}, parsing left out."]
    return "\n".join(rows)


def main() -> None:
    """Fill, look up, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="keep the store here; one that is there is not filled again")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for line in measured(arguments.quotes, arguments.database, write=arguments.write):
        print(line)


def measured(quotes: int, database: Path | None, *, write: bool) -> Iterator[str]:
    """The figures, line by line, kept if that is asked for."""
    chance = random.Random(0)  # noqa: S311 -- nothing secret
    persons = people(max(10, quotes // _PERSONS_OF_QUOTES), chance)
    with TemporaryDirectory() as folder:
        path = database or Path(folder) / "people.db"
        filled: dict[str, float] = {}
        if not path.exists():
            filled = fill(path, persons, quotes, chance)
            yield f"filled: {filled}"
        ways = lookups(path, persons, random.Random(1))  # noqa: S311 -- nothing secret
        for way, figures in ways.items():
            yield f"{way}: {figures}"
        with Store.open(path, read_only=True) as store:
            counts = {name: store.database[name].count for name in ("quotes", "speakers", "articles")}
        filled = filled or json.loads(_KEPT.read_text("utf-8"))["fill"]
        kept: dict[str, Any] = counts | {"ways": ways, "fill": filled, "bytes_per_quote": path.stat().st_size // counts["quotes"]}
        yield str(counts | {"bytes_per_quote": kept["bytes_per_quote"]})
        if write:
            _KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
