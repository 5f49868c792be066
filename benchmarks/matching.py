"""Measure how fast and how surely the same words are found in a large store: the tables of docs/benchmarks.md.

    python -m benchmarks.matching LINES.jsonl [--quotations 100000] [--million] [--write]

Lines of ``LINES.jsonl`` (``{"text": …}`` each) are stored, others held out. Asked for are quotations made of stored lines, each kind by a
fixed recipe, and held-out lines, of which those are left out that are nearly a stored one. Asking is all there is to it: words,
shingles, candidates from an SQLite file, and the alignment of the best of them, in one thread.

With ``--million`` the store grows to a million wordings, made of its lines by the same recipes; all pairs of it are joined at once, and
the same quotations are asked for again.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import time
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from sys import intern
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from quotecheck.matching import place_words
from quotecheck.matching.candidates import find_candidates
from quotecheck.matching.information import total_information
from quotecheck.matching.joining import join
from quotecheck.matching.shingles import shingles_of

__all__ = ["table"]

_KEPT = Path(__file__).with_name("matching.json")
_ASKED = 5000
"""Quotations of each kind."""
_MILLION = 1_000_000
_ALIGNED = 8
"""How many candidates are aligned for each quotation."""
_TELLING, _SHARE = 8.0, 0.5
"""From how much information in runs of equal words on, and from which share of a quotation's, it counts as matched."""
_NEAR = 0.5
"""From which share of its words on, in the same order in one stored line, a held-out line is nearly that."""
_POOL = 5000
"""How many held-out lines to choose from."""
_TIMES = 3
"""How often each time is taken; the shorter counts."""

Keys = Sequence[str]
Wanted = tuple[str, list[int]]
"""A quotation, and the wordings that it is made of."""


class Index:
    """Shingles of wordings in an SQLite file, and the words themselves in memory."""

    def __init__(self, path: Path, wordings: Sequence[Keys]) -> None:
        self.database = sqlite3.connect(path)
        self.wordings = wordings
        self.database.execute("CREATE TABLE shingles (shingle INTEGER, wording INTEGER, PRIMARY KEY (shingle, wording)) WITHOUT ROWID")

    def fill(self, shingles: NDArray[np.uint64], numbers: NDArray[np.int64]) -> None:
        """Write rows in the order given."""
        with self.database:
            self.database.executemany("INSERT INTO shingles VALUES (?, ?)", zip(shingles.tolist(), numbers.tolist(), strict=True))

    def holders(self, starts: Sequence[int], width: int, most: int) -> list[Sequence[int]]:
        """As ``quotecheck.matching.candidates.Index`` says."""
        rows = self.database.execute(
            "SELECT (SELECT group_concat(wording) FROM (SELECT DISTINCT wording FROM shingles"
            " WHERE shingle BETWEEN start.value AND start.value + ?1 - 1 LIMIT ?2 + 1)) FROM json_each(?3) AS start ORDER BY start.key",
            (width, most, json.dumps(starts)),
        )
        return [tuple(map(int, text.split(","))) if text and text.count(",") < most else () for (text,) in rows]


def edited(keys: Keys, words: Sequence[str], edits: int, chance: random.Random) -> list[str]:
    """So many words replaced, inserted or deleted."""
    found = list(keys)
    for _ in range(edits):
        place, kind = chance.randrange(len(found)), chance.choice(["replace", "insert", "delete"])
        found[place : place + (kind != "insert")] = [] if kind == "delete" and len(found) > 1 else [chance.choice(words)]
    return found


def truncated(keys: Keys, chance: random.Random) -> list[str]:
    """A run of 30 to 70 % of the words, at least four."""
    count = min(len(keys), max(4, round(len(keys) * chance.uniform(0.3, 0.7))))
    start = chance.randrange(len(keys) - count + 1)
    return list(keys[start : start + count])


def gapped(keys: Keys, chance: random.Random) -> list[str]:
    """20 to 50 % of the words cut out of the middle, two left at least on each side where there are so many."""
    count = max(1, round(len(keys) * chance.uniform(0.2, 0.5)))
    start = chance.randrange(2, max(3, len(keys) - count - 1))
    return [*keys[:start], *keys[start + count :]]


def spliced(keys: Keys, other: Keys) -> list[str]:
    """The first half of one and the second half of another."""
    return [*keys[: (len(keys) + 1) // 2], *other[len(other) // 2 :]]


def asked(stored: Sequence[Keys], chance: random.Random) -> dict[str, list[Wanted]]:
    """Quotations of each kind that are made of stored wordings."""
    words = [key for keys in stored for key in keys]
    chosen = chance.sample(range(len(stored)), min(_ASKED, len(stored)))
    made: dict[str, list[tuple[list[str], list[int]]]] = {
        "truncated": [(truncated(stored[number], chance), [number]) for number in chosen],
        "gapped": [(gapped(stored[number], chance), [number]) for number in chosen],
        "spliced": [
            (spliced(stored[one], stored[other]), [one, other]) for one, other in zip(chosen, chosen[1:] + chosen[:1], strict=True)
        ],
    }
    for edits, name in ((1, "one word edited"), (2, "two words edited"), (3, "three words edited")):
        made[name] = [(edited(stored[number], words, edits, chance), [number]) for number in chosen]
    return {kind: [(" ".join(keys), numbers) for keys, numbers in each] for kind, each in made.items()}


def unlike(held_out: Sequence[Keys], stored: Sequence[Keys]) -> list[Keys]:
    """Those held-out wordings of which no stored one has half of the words in the same order."""
    letters = {
        word: chr(0x10000 + number) for number, word in enumerate(dict.fromkeys(key for keys in [*held_out, *stored] for key in keys))
    }
    among = ["".join(letters[key] for key in keys) for keys in stored]
    found: list[Keys] = []
    for start in range(0, len(held_out), 100):
        some = held_out[start : start + 100]
        asked_for = ["".join(letters[key] for key in keys) for keys in some]
        longest = process.cdist(asked_for, among, scorer=LCSseq.similarity, dtype=np.uint16, workers=-1).max(axis=1)
        found += [keys for keys, most in zip(some, longest, strict=True) if most < _NEAR * len(keys)]
    return found


def matched(text: str, index: Index) -> tuple[list[int], list[int]]:
    """All that is done for one quotation: the best candidates, and those of them that have its words."""
    keys = keys_of(text)
    best = [one.wording for one in find_candidates(index, shingles_of(keys).tolist(), limit=_ALIGNED)]
    needed = max(_TELLING, _SHARE * total_information(keys))
    return best, [wording for wording in best if told(keys, index.wordings[wording]) >= needed]


def told(keys: Keys, others: Keys) -> float:
    """The information of the words that two quotations share in runs of two or more."""
    blocks = Indel.opcodes(keys, others).as_matching_blocks()
    return sum(total_information(keys[block.a : block.a + block.size]) for block in blocks if block.size > 1)


def answered(index: Index, texts: Sequence[str]) -> tuple[list[tuple[list[int], list[int]]], float]:
    """What is found for each text, and the seconds that takes when nobody disturbs: of so many times the shortest, hundred by hundred."""
    answers, seconds = [], 0.0
    for start in range(0, len(texts), 100):
        some, took = [], []
        for _ in range(_TIMES):
            started = time.perf_counter()
            some = [matched(text, index) for text in texts[start : start + 100]]
            took.append(time.perf_counter() - started)
        answers += some
        seconds += min(took)
    return answers, seconds


def asking(index: Index, quotations: dict[str, list[Wanted]]) -> dict[str, dict[str, float]]:
    """For each kind: how many quotations a second, and how many of the wordings they are made of are candidates, and are matched."""
    found = {}
    for kind, wanted in quotations.items():
        answers, took = answered(index, [text for text, _ in wanted])
        every = [{one.wording for one in find_candidates(index, shingles_of(keys_of(text)).tolist())} for text, _ in wanted]
        figures = {
            "per_second": len(wanted) / took,
            "candidates": sum(map(len, every)) / len(wanted),
            "matched": sum(bool(having) for _, having in answers) / len(wanted),
        }
        made_of = [set(numbers) for _, numbers in wanted]
        if total := sum(map(len, made_of)):
            figures["recall"] = sum(len(numbers & among) for numbers, among in zip(made_of, every, strict=True)) / total
            figures["aligned"] = sum(len(numbers.intersection(best)) for numbers, (best, _) in zip(made_of, answers, strict=True)) / total
        found[kind] = {name: round(value, 4) for name, value in figures.items()}
    return found


def grown(stored: Sequence[Keys], count: int, chance: random.Random) -> list[Keys]:
    """So many different wordings: the stored ones, and as many others made of them by the recipes of the quotations.

    Half have one to three words edited, a quarter are halves of two put together, the rest are truncated or gapped.
    """
    words = [key for keys in stored for key in keys]
    found: dict[Keys, None] = {tuple(keys): None for keys in stored}
    while len(found) < count:
        keys, kind = chance.choice(stored), chance.random()
        if kind < 0.5:
            made = edited(keys, words, chance.randint(1, 3), chance)
        elif kind < 0.75:
            made = spliced(keys, chance.choice(stored))
        else:
            made = (truncated if kind < 0.875 else gapped)(keys, chance)
        found[tuple(made)] = None
    return list(found)


def shingled(wordings: Sequence[Keys]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All shingles of the wordings, and whose they are, in the order of the wordings."""
    each = [shingles_of(keys) for keys in wordings]
    return np.concatenate(each), np.repeat(np.arange(len(wordings)), [len(shingles) for shingles in each])


def joining(shingles: NDArray[np.uint64], numbers: NDArray[np.int64]) -> dict[str, float]:
    """Seconds to find all pairs, how many there are, and the most memory that this process has held up to then."""
    took, pairs = [], 0
    for _ in range(_TIMES):
        started = time.perf_counter()
        pairs = sum(len(block.one) for block in join(shingles, numbers))
        took.append(time.perf_counter() - started)
    return {"join_s": round(min(took), 1), "pairs": pairs, "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)}


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(intern(word.key) for word in place_words(text))


def indexed(folder: Path, stored: Sequence[Keys]) -> tuple[Index, dict[str, int]]:
    """The index of these wordings, and its bytes for each, written wording by wording and sorted."""
    shingles, numbers = shingled(stored)
    size = {}
    for order, name in ((np.arange(len(shingles)), "wording by wording"), (np.lexsort((numbers, shingles)), "sorted")):
        path = folder / f"{name}.db"
        index = Index(path, stored)
        index.fill(shingles[order], numbers[order])
        size[name] = round(path.stat().st_size / len(stored))
    return index, size


def of_a_million(folder: Path, stored: Sequence[Keys], wanted: dict[str, list[Wanted]]) -> Iterator[tuple[str, Any]]:
    """The figures of a store ten times as large, made of the same lines, each under its name."""
    chance = random.Random(1)  # noqa: S311 -- nothing secret
    texts = [" ".join(keys) for keys in grown(stored, _MILLION, chance)]
    started = time.perf_counter()
    wordings = [keys_of(text) for text in texts]
    words_s = time.perf_counter() - started
    del texts
    started = time.perf_counter()
    shingles, numbers = shingled(wordings)
    shingles_s = time.perf_counter() - started
    yield "joined", {"words_s": round(words_s, 1), "shingles_s": round(shingles_s, 1), "rows": len(shingles)} | joining(shingles, numbers)
    path = folder / "million.db"
    index = Index(path, wordings)
    order = np.lexsort((numbers, shingles))
    for some in np.array_split(order, 50):
        index.fill(shingles[some], numbers[some])
    yield "million_bytes", round(path.stat().st_size / len(wordings))
    yield "million", asking(index, wanted)


def measured(lines: Path, quotations: int, *, million: bool, write: bool) -> Iterator[str]:
    """The figures, line by line, kept if that is asked for."""
    chance = random.Random(0)  # noqa: S311 -- nothing secret
    texts = [json.loads(line)["text"] for line in lines.read_text("utf-8").splitlines()]
    wordings = [keys for keys in dict.fromkeys(map(keys_of, texts)) if keys]
    chance.shuffle(wordings)
    stored, pool = wordings[:quotations], wordings[quotations : quotations + _POOL]
    wanted = asked(stored, chance)
    absent = unlike(pool, stored)
    wanted["absent"] = [(" ".join(keys), []) for keys in absent[:_ASKED]]
    wanted["held out"] = [(" ".join(keys), []) for keys in pool[:_ASKED]]
    kept: dict[str, Any] = json.loads(_KEPT.read_text("utf-8")) if _KEPT.exists() else {}
    kept |= {"quotations": len(stored), "words": round(sum(map(len, stored)) / len(stored), 1), "pool": len(pool), "absent": len(absent)}
    with TemporaryDirectory() as folder:
        index, kept["bytes"] = indexed(Path(folder), stored)
        kept["kinds"] = asking(index, wanted)
        yield from (f"{name}: {value}" for name, value in kept.items() if "million" not in name and name != "joined")
        if million:
            for name, value in of_a_million(Path(folder), stored, wanted):
                kept[name] = value
                yield f"{name}: {value}"
            yield f"growth exponent: {growth(kept):.2f}"
    if write:
        _KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def growth(kept: dict[str, Any]) -> float:
    """The exponent with which a query's time grows with the store, over all kinds."""
    small, large = (sum(1 / figures["per_second"] for figures in kept[name].values()) for name in ("kinds", "million"))
    return log(large / small) / log(_MILLION / kept["quotations"])


def table() -> str:
    """The kept figures as tables of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    shown = [f"{kept['quotations']:,} wordings of {kept['words']} words; the index takes {kept['bytes']['wording by wording']} bytes each"]
    shown[0] += f" written wording by wording, {kept['bytes']['sorted']} written sorted. One thread."
    for name, title in (("kinds", f"{kept['quotations']:,}"), ("million", f"{_MILLION:,}")):
        if name not in kept:
            continue
        shown += [
            "",
            f"| asked of {title} | a second | candidates | recall of candidates | of those aligned | matched |",
            "|---|---|---|---|---|---|",
        ]
        for kind, figures in kept[name].items():
            recall, aligned = (f"{100 * figures[key]:.2f} %" if key in figures else "–" for key in ("recall", "aligned"))
            speed, candidates = f"{figures['per_second']:,.0f}", f"{figures['candidates']:.0f}"
            shown.append(f"| {kind} | {speed} | {candidates} | {recall} | {aligned} | {100 * figures['matched']:.2f} % |")
    if "joined" in kept:
        joined = kept["joined"]
        pairs = f"{joined['pairs']:,} pairs of {_MILLION:,} wordings are joined in {joined['join_s']} s"
        before = f"after {joined['words_s']} s for their words and {joined['shingles_s']} s for their shingles"
        shown += [
            "",
            f"All {pairs}, {before}; at most {joined['peak_gb']} GB of memory. A query's time grows with the power {growth(kept):.2f}.",
        ]
    return "\n".join(shown)


def main() -> None:
    """Store, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    for line in measured(arguments.lines, arguments.quotations, million=arguments.million, write=arguments.write):
        print(line, flush=True)


if __name__ == "__main__":
    main()
