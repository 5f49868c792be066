"""Who is who on real news: the fifty speakers with most quotes, held against a table that was checked by hand.

    python -m benchmarks.speakers ARTICLES.jsonl [--orders 20] [--database FILE]

The articles are extracted and added to a store. `benchmarks/speakers.tsv` holds the fifty speakers with most quotes in the 84
articles of PolNeAR dev: name, quotes, how many of these anybody speaks at all, and how many are the speaker's own, found by reading
the articles without knowing whom the program credits. What differs from the table is printed, and is to be looked at again.
`--orders` adds the articles so many times in another order, and compares all speakers, quotes and doubts. Exit code 1 if a name
is missing or the orders differ.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from quotecheck.errors import InputError
from quotecheck.extraction import Extractor
from quotecheck.model import EntityType, Extraction
from quotecheck.reading import read_jsonl
from quotecheck.store import Store

__all__ = ["most_quoted", "summary", "table"]

TABLE = Path(__file__).with_name("speakers.tsv")
"""Name, quotes, how many of them anybody speaks, and how many are the speaker's own."""
MOST = 50


def table() -> list[tuple[str, int, int, int]]:
    """The table that was checked by hand."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [(row["speaker"], int(row["quotes"]), int(row["spoken"]), int(row["own"])) for row in rows]


def summary() -> str:
    """The table in a sentence."""
    rows = table()
    quotes, spoken, own = (sum(column) for column in ([row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows]))
    share = f"{own / spoken:.3f}".lstrip("0")
    nobody = f"nobody speaks in {quotes - spoken} of these"
    return (
        f"In the 84 articles of PolNeAR dev the fifty speakers with most quotes have {quotes}; {nobody},\n"
        f"and of the other {spoken}, {own} ({share}) are the speaker's own."
    )


def most_quoted(store: Store) -> list[tuple[str, int]]:
    """The fifty speakers with a name who have most quotes."""
    named = [speaker for speaker in store.speakers() if speaker.type is not EntityType.UNNAMED]
    return [(speaker.name, speaker.quotes) for speaker in named[:MOST]]


def extractions(path: Path) -> list[Extraction]:
    """What is found in the articles of a file of JSON lines."""
    extractor = Extractor()
    with path.open("rb") as stream:
        return [extractor.extract(article) for article in read_jsonl(stream, name=path.name) if not isinstance(article, InputError)]


def stored(path: Path, found: Sequence[Extraction]) -> Store:
    """A store with these articles."""
    store = Store.open(path, create=True)
    run = store.begin_run(version="0", models="m", command="benchmarks.speakers")
    for extraction in found:
        store.add(extraction, run=run)
    return store


def differences(found: Sequence[tuple[str, int]]) -> Iterator[str]:
    """What the table has otherwise."""
    known, now = {name: quotes for name, quotes, *_ in table()}, dict(found)
    for name in sorted(known.keys() | now.keys()):
        if known.get(name) != now.get(name):
            yield f"{name}: {now.get(name, 'not among the fifty')}, in the table {known.get(name, 'not there')}"


def main() -> None:
    """Extract, add, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--orders", type=int, default=0)
    parser.add_argument("--database", type=Path, help="keep the store here")
    arguments = parser.parse_args()
    found = extractions(arguments.articles)
    with TemporaryDirectory() as folder:
        with stored(arguments.database or Path(folder) / "given.db", found) as store:
            most = most_quoted(store)
            expected = (store.speakers(), list(store.quotes()), store.doubts())
        for name, quotes in most:
            print(f"{quotes:5}  {name}")
        missing = {name for name, *_ in table()} - {name for name, _ in most}
        for line in differences(most):
            print(line)
        chance = random.Random(0)  # noqa: S311 -- nothing secret
        same = 0
        for number in range(arguments.orders):
            with stored(Path(folder) / f"{number}.db", chance.sample(found, len(found))) as store:
                same += (store.speakers(), list(store.quotes()), store.doubts()) == expected
    print(summary())
    if arguments.orders:
        print(f"{same} of {arguments.orders} orders of adding give the same speakers, quotes and doubts")
    sys.exit(bool(missing) or same != arguments.orders)


if __name__ == "__main__":
    main()
