"""Measure a store of ten thousand articles: its size, and how long looking a name up takes. The table of docs/benchmarks.md.

    python -m benchmarks.scale ARTICLES.jsonl [--articles 10000] [--words 600] [--database FILE] [--write]

The first articles of a file of JSON lines are read by the whole pipeline, 200 of them, cut to so many words. The others are the same
articles with other people: in every round, the letters of all names are exchanged for others, each name for another of equal length, so
that spans and parses hold. Each is added as always, in a transaction of its own, but without waiting for the disk.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotecheck.extraction import Extractor
from quotecheck.model import Article, Entity, Extraction
from quotecheck.reading import read_jsonl
from quotecheck.store import QuoteFilter, Store

__all__ = ["table"]

_KEPT = Path(__file__).with_name("scale.json")
_READ = 200
_LOOKUPS = 500
_SMALL = ["bcdfghjklmnpqrstvwxz", "aeiouy"]


def read(path: Path, words: int) -> list[Extraction]:
    """What is found in the first articles of a file, each cut to so many words."""
    extractor = Extractor()
    found: list[Extraction] = []
    with path.open("rb") as stream:
        for article in read_jsonl(stream, name=str(path)):
            if isinstance(article, Article) and len(article.text.split()) >= words:
                text = _cut(article.text, words)
                raw = text.encode()
                source = replace(article.source, raw=raw, digest=sha256(raw).hexdigest())
                found.append(extractor.extract(replace(article, text=text, source=source, furniture=())))
            if len(found) == _READ:
                break
    return found


def _cut(text: str, words: int) -> str:
    at = 0
    for word in text.split()[:words]:
        at = text.index(word, at) + len(word)
    return text[:at] + "\n"


def disguised(extraction: Extraction, number: int) -> Extraction:
    """The same article, quoting other people; the number of the round tells which."""
    parse, article = extraction.parse, extraction.article
    assert parse is not None
    chance = random.Random(number)  # noqa: S311 -- not for secrets
    small: dict[str, str] = {}
    for letters in _SMALL:
        others = list(letters)
        chance.shuffle(others)
        small |= dict(zip(letters, others, strict=True))
    exchanged = str.maketrans(small | {one.upper(): other.upper() for one, other in small.items()}) if number else {}
    named = {index for name in parse.names for index in range(name.first, name.last)}
    text = list(article.text)
    words = list(parse.words)
    for index in named:
        word = words[index]
        text[word.span.start : word.span.end] = word.span.of(article.text).translate(exchanged)
        words[index] = replace(word, text=word.text.translate(exchanged), lemma=word.lemma.translate(exchanged))
    # The last characters make every article another.
    written = "".join(text) + f"{number}\n"
    raw = written.encode()
    source = replace(article.source, raw=raw, digest=sha256(raw).hexdigest(), published=f"2{number % 1000:03}-01-01")
    other = Article(id=f"{article.id}-{number}", text=written, source=source)

    def renamed(entity: Entity) -> Entity:
        return replace(
            entity,
            name=entity.name.translate(exchanged),
            aliases=tuple(alias.translate(exchanged) for alias in entity.aliases),
            rivals=tuple(rival.translate(exchanged) for rival in entity.rivals),
        )

    attributions = tuple(
        found if found.entity is None else replace(found, entity=renamed(found.entity)) for found in extraction.attributions
    )
    return replace(extraction, article=other, attributions=attributions, parse=replace(parse, article=other, words=tuple(words)))


def fill(path: Path, extractions: list[Extraction], count: int) -> dict[str, float]:
    """Fill a store; the bytes of its texts, and the seconds that it took."""
    size = 0
    started = time.perf_counter()
    with Store.open(path, create=True) as store:
        store.database.execute("PRAGMA synchronous = OFF")
        run = store.begin_run(version="0", models="m", command="benchmarks.scale")
        for extraction in _others(extractions, count):
            store.add(extraction, run=run)
            size += len(extraction.article.text.encode())
        store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return {"text_mb": round(size / 1e6, 1), "seconds": round(time.perf_counter() - started, 1)}


def _others(extractions: list[Extraction], count: int) -> Iterator[Extraction]:
    for number in range(count):
        yield disguised(extractions[number % len(extractions)], number // len(extractions))


def lookups(path: Path) -> dict[str, Any]:
    """Milliseconds of ``quotes NAME``, all quotes read: of names drawn from all, and of the fifty most quoted."""
    with Store.open(path, read_only=True) as store:
        speakers = [speaker for speaker in store.speakers() if speaker.quotes and speaker.type.value == "person"]
        drawn = random.Random(1).sample(speakers, min(_LOOKUPS, len(speakers)))  # noqa: S311 -- not for secrets
        figures: dict[str, Any] = {"articles": store.count_articles(), "quotes": store.count_quotes(), "people": len(speakers)}
        for kind, asked in (("drawn", drawn), ("most quoted", speakers[:50])):
            times = []
            for speaker in asked:
                started = time.perf_counter()
                found = list(store.quotes(QuoteFilter(speaker_ids=tuple(store.find_ids(speaker.name)))))
                times.append(1000 * (time.perf_counter() - started))
                assert found
            times.sort()
            figures[kind] = {
                "p50": round(times[len(times) // 2], 1),
                "p95": round(times[int(0.95 * len(times))], 1),
                "max": round(times[-1], 1),
                "quotes": sum(speaker.quotes for speaker in asked) // len(asked),
            }
    return figures


def table() -> str:
    """The figures that were kept, as a table of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    rows = [
        ("articles", f"{kept['articles']:,}"),
        ("quotes", f"{kept['quotes']:,}"),
        ("people", f"{kept['people']:,}"),
        ("texts", f"{kept['text_mb']} MB"),
        ("database", f"{kept['file_mb']} MB, {kept['times']} times the texts"),
        ("all quotes of a name, drawn from all: p50 / p95", f"{kept['drawn']['p50']} / {kept['drawn']['p95']} ms"),
        (
            f"… of one of the fifty most quoted ({kept['most quoted']['quotes']} quotes each)",
            f"{kept['most quoted']['p50']} / {kept['most quoted']['p95']} ms",
        ),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]) + "\n"


def main() -> None:
    """Fill, measure, print and, with ``--write``, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles_file", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/scale.json")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = given.database or Path(folder, "quotes.db")
        figures: dict[str, Any] = fill(path, read(given.articles_file, given.words), given.articles)
        figures |= {"file_mb": round(path.stat().st_size / 1e6, 1)}
        figures |= {"times": round(figures["file_mb"] / figures["text_mb"], 1)} | lookups(path)
    print(json.dumps(figures, indent=1))
    if given.write:
        _KEPT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
