"""Measure the web pages over a large store: the figures of docs/web.md.

    python -m benchmarks.web [--quotes 100000] [--database FILE] [--write]

The store is that of benchmarks.people: generated people and quotes, not matched. ``quotecheck serve`` shows it in a process of its own.
First one reader asks for pages of each kind, one after the other, over one connection: other people, quotes, articles and words every
time, people as often as they are quoted. Then twenty readers ask at once, each for a page a second or so, while another process adds
articles; and twenty who do not wait, which tells how many pages a second there are. A page is timed from the request to its last byte.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.people import fill, people, written
from quotecheck.store import Store
from quotecheck.store.browsing import places_of

__all__ = ["table"]

_KEPT = Path(__file__).with_name("web.json")
_EACH = 200
"""Pages of each kind."""
_READERS, _SECONDS, _PAUSE = 20, 20.0, 1.0
_PERSONS_OF_QUOTES = 20
_SERVE = "import sys; from quotecheck.cli.serve import serve; serve(sys.argv[1:])"
_ADD = "import sys; from benchmarks.web import add; add(*sys.argv[1:])"

Asked = tuple[str, str, str]
"""The kind of a page, the method, and the address, or the fields that are posted."""


def addresses(path: Path, chance: random.Random) -> dict[str, list[Asked]]:
    """Addresses of each kind of page."""
    with Store.open(path, read_only=True) as store:
        known = [speaker for speaker in store.speakers() if speaker.quotes]
        weights = list(accumulate(speaker.quotes for speaker in known))
        (last,) = store.database.execute("SELECT max(pk) FROM quotes").fetchone()
        keys = json.dumps(chance.sample(range(1, last + 1), _EACH))
        sql = "SELECT id, text FROM quotes WHERE pk IN (SELECT value FROM json_each(?))"
        quotes = store.database.execute(sql, [keys]).fetchall()
        places = places_of(store, [id_ for id_, _ in quotes])
    speakers = chance.choices(known, cum_weights=weights, k=_EACH)
    typed = [speaker.name[: chance.randrange(2, len(speaker.name) + 1)] for speaker in speakers]
    words = [" ".join(text.strip("“”,").split()[chance.randrange(2) :]) for _, text in quotes]
    pages = {
        "front": ["/"] * _EACH,
        "search, a name": [f"/search?{urlencode({'q': name})}" for name in typed],
        "search, words": [f"/search?{urlencode({'q': text})}" for text in words],
        "people": [f"/people?page={chance.randrange(1, 100)}" for _ in range(_EACH)],
        "person": [f"/person/{speaker.id}" for speaker in speakers],
        "articles": [f"/articles?page={chance.randrange(1, 100)}" for _ in range(_EACH)],
        "article": [f"/article/{place.digest[:16]}" for place in places.values()],
        "quotation": [f"/quote/{id_}" for id_, _ in quotes],
        "conflicts": ["/conflicts"] * _EACH,
    }
    found = {kind: [(kind, "GET", address) for address in chosen] for kind, chosen in pages.items()}
    claims = zip(speakers, words, strict=False)
    found["check"] = [("check", "POST", urlencode({"quote": text, "by": speaker.name})) for speaker, text in claims]
    return found


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a server of a store."""
    server = subprocess.Popen([sys.executable, "-c", _SERVE, str(path), "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield server.stderr.readline().split(" is at ")[1].split()[0]
    finally:
        server.terminate()
        server.wait()


def timed(connection: HTTPConnection, asked: Asked) -> tuple[float, int, int]:
    """Milliseconds until a page is there, its status, and its bytes."""
    _, method, address = asked
    started = time.perf_counter()
    if method == "POST":
        connection.request("POST", "/check", address, {"content-type": "application/x-www-form-urlencoded"})
    else:
        connection.request("GET", address)
    response = connection.getresponse()
    size = len(response.read())
    return 1000 * (time.perf_counter() - started), response.status, size


def one_reader(address: str, pages: dict[str, list[Asked]]) -> dict[str, dict[str, float]]:
    """The figures of each kind of page, for one reader."""
    connection = HTTPConnection(urlsplit(address).netloc)
    found = {}
    for kind, chosen in pages.items():
        timed(connection, chosen[0])
        took = [timed(connection, asked) for asked in chosen]
        found[kind] = figures([milliseconds for milliseconds, _, _ in took]) | {
            "errors": sum(status != 200 for _, status, _ in took),
            "largest": max(size for _, _, size in took),
        }
    connection.close()
    return found


def many_readers(address: str, pages: dict[str, list[Asked]], *, pause: float) -> dict[str, float]:
    """The figures of many readers at once, each of whom waits so many seconds between two pages, more or less."""
    every = [asked for chosen in pages.values() for asked in chosen]
    took: list[tuple[str, float, int]] = []
    ends = time.perf_counter() + _SECONDS

    def read(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 -- nothing secret
        connection = HTTPConnection(urlsplit(address).netloc)
        while time.perf_counter() < ends:
            time.sleep(pause * 2 * chance.random())
            asked = chance.choice(every)
            milliseconds, status, _ = timed(connection, asked)
            took.append((asked[0], milliseconds, status))
            if status != 200:
                sys.stderr.write(f"{status}: {asked}\n")
        connection.close()

    readers = [threading.Thread(target=read, args=(number,)) for number in range(_READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    checks = figures([milliseconds for kind, milliseconds, _ in took if kind == "check"])
    return figures([milliseconds for kind, milliseconds, _ in took if kind != "check"]) | {
        "check_p50": checks["p50"],
        "check_p95": checks["p95"],
        "errors": sum(status != 200 for _, _, status in took),
        "pages": len(took),
        "pages_per_second": round(len(took) / _SECONDS, 1),
    }


def add(path: str, seconds: str) -> None:
    """Add articles for so many seconds; tell how many."""
    chance = random.Random(2)  # noqa: S311 -- nothing secret
    persons = people(1000, chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(persons))))
    ends, added = time.perf_counter() + float(seconds), 0
    with Store.open(path) as store:
        run = store.begin_run(version="0", models="m", command="benchmarks.web")
        while time.perf_counter() < ends:
            added += store.add(written(10**9 + added, persons, weights, chance), run=run)
    print(added)


@contextmanager
def adding(path: Path, counted: dict[str, float]) -> Iterator[None]:
    """Have another process add articles meanwhile."""
    command = [sys.executable, "-c", _ADD, str(path), str(_SECONDS)]
    adder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)})
    yield
    told, _ = adder.communicate()
    counted["added"], counted["adder_failed"] = int(told or 0), adder.returncode


def figures(took: list[float]) -> dict[str, float]:
    """Median, 95th percentile and greatest."""
    ordered = sorted(took)
    points = (("p50", 0.5), ("p95", 0.95), ("most", 1.0))
    return {name: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) for name, share in points}


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    rows = [f"{kept['quotes']:,} quotes in {kept['articles']:,} articles; milliseconds, {_EACH} pages of each kind:", ""]
    rows += ["| page | median | 95th percentile | largest, kB |", "|---|---|---|---|"]
    rows += [f"| {kind} | {of['p50']} | {of['p95']} | {of['largest'] / 1000:.0f} |" for kind, of in kept["one"].items()]
    calm, busy = kept["twenty"], kept["twenty_without_rest"]
    rows += [
        "",
        (
            f"Twenty readers, each with a page a second, while another process adds {calm['added'] / _SECONDS:.0f} articles a second: "
            f"median {calm['p50']}, 95th percentile {calm['p95']} ms (checks {calm['check_p50']} and {calm['check_p95']}), "
            f"{calm['errors']} errors in {calm['pages']:,} pages. Twenty who do not wait "
            f"get {busy['pages_per_second']:.0f} pages a second, with {busy['errors']} errors."
        ),
    ]
    return "\n".join(rows)


def measured(quotes: int, database: Path | None) -> dict[str, Any]:
    """All figures."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "web.db"
        if database is not None and database.exists():
            shutil.copy(database, path)
        else:
            chance = random.Random(0)  # noqa: S311 -- nothing secret
            fill(path, people(max(10, quotes // _PERSONS_OF_QUOTES), chance), quotes, chance)
            if database is not None:
                shutil.copy(path, database)
        with Store.open(path, read_only=True) as store:
            found: dict[str, Any] = {"quotes": store.count_quotes(), "articles": store.count_articles()}
        pages = addresses(path, random.Random(1))  # noqa: S311 -- nothing secret
        with serving(path) as address:
            found["one"] = one_reader(address, pages)
            counted: dict[str, float] = {}
            with adding(path, counted):
                found["twenty"] = many_readers(address, pages, pause=_PAUSE)
            found["twenty"] |= counted
            counted = {}
            with adding(path, counted):
                found["twenty_without_rest"] = many_readers(address, pages, pause=0.0)
            found["twenty_without_rest"] |= counted
    return found


def main() -> None:
    """Fill, serve, read, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--database", type=Path, help="keep the store here; one that is there is not filled again, nor changed")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = measured(arguments.quotes, arguments.database)
    print(json.dumps(found, indent=1))
    if arguments.write:
        _KEPT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
