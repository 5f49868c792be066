"""Measure how pages of the web are read: what of an article is kept, what is told apart from it. A table of docs/benchmarks.md.

    python -m benchmarks.layouts ARTICLES.jsonl [--pages 200] [--write] [--show 20]

The first articles of a file of JSON lines with ``text`` and ``quotes`` are put into pages of five layouts, among navigation, captions,
boxes, comments and headlines of other articles, in which people are quoted, too. Each page is read as any file is.

- paragraphs: the share of the article's paragraphs that stand in the text as lines of the article.
- furniture: the share of the planted lines that are marked as none of it, or are not in the text at all.
- quotations: the share of the gold quotations whose words stand in the article's own lines, and in what the standard library's parser
  reads in the page.
- others: how many lines, for each page, count as the article's and are neither its paragraphs nor planted ones.
- title, author, date, outlet and address: the share of pages whose own are found.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.pages import LAYOUTS, Page, Story
from quotecheck.model import Article
from quotecheck.reading import read

__all__ = ["measure", "stories", "table"]

_KEPT = Path(__file__).with_name("layouts.json")
_METADATA = ("title", "author", "published", "outlet", "url")
_AUTHORS = ("Ada Winters", "Bruno Keller", "Clara Quist", "Denis Aldous", "Edith Moreau")
_OUTLETS = ("The Harbour Post", "County Ledger", "Northern Gazette")
_TITLE = 200
"""Characters; a first line that is longer is no title."""
_UNSEEN = re.compile("[\u00ad\u200b]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story, and the quotations in it, those of several paragraphs or places in parts."""

    story: Story
    quotations: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """How many of what there is were found; and what was not, with its page."""

    found: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def count(self, kind: str, what: str, *, found: bool) -> None:
        """Count one thing."""
        self.all[kind] += 1
        self.found[kind] += found
        if not found:
            self.missed.append((kind, what))

    def share(self, kind: str) -> float:
        """The share that was found."""
        return self.found[kind] / max(1, self.all[kind])


class _Words(HTMLParser):
    """All words of a page, by the standard library."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser hands them over
        """A paragraph or a break parts words."""
        if tag in {"p", "br", "h1", "h2", "div"}:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Take words over."""
        self.pieces.append(data)


def stories(path: Path, count: int) -> list[Told]:
    """The first articles of a file of JSON lines, each with a title, somebody who wrote it and so on."""
    with path.open(encoding="utf-8") as lines:
        told = (_told(json.loads(line), number) for number, line in enumerate(lines))
        return list(islice((one for one in told if one is not None), count))


def _told(record: dict[str, Any], number: int) -> Told | None:
    """One article; None if its annotators have discarded all but a title."""
    text: str = record["text"]
    discarded = [tuple(span) for one in record.get("ignore", ()) for span in one["spans"]]
    paragraphs = [
        " ".join(found.group().split())
        for found in re.finditer(r"[^\n]*\S[^\n]*", text)
        if not any(start <= found.start() and found.end() <= end for start, end in discarded)
    ]
    if len(paragraphs) < 2:
        return None
    title = paragraphs.pop(0) if len(paragraphs[0]) <= _TITLE else " ".join(paragraphs[0].split()[:8])
    kept = _flat(" ".join([title, *paragraphs]))
    parts = (text[start:end].split("\n") for quote in record["quotes"] for start, end in quote["content"])
    quotations = (_flat(part) for each in parts for part in each if part.strip())
    story = Story(
        title=title,
        author=_AUTHORS[number % len(_AUTHORS)],
        published=f"2016-0{number % 9 + 1}-1{number % 10}",
        outlet=_OUTLETS[number % len(_OUTLETS)],
        url=f"https://www.example.org/news/{number}",
        paragraphs=tuple(paragraphs),
    )
    return Told(story=story, quotations=tuple(quotation for quotation in quotations if quotation in kept))


def measure(told: Sequence[Told], folder: Path) -> dict[str, Tally]:
    """What is found in the pages of each layout."""
    tallies = {}
    for layout, make in LAYOUTS.items():
        tallies[layout] = Tally()
        for one in told:
            page = make(one.story)
            path = folder / "page.html"
            path.write_bytes(page.raw)
            for found in read(str(path)):
                if isinstance(found, Article):
                    _compare(one, page, found, tallies[layout])
                else:
                    tallies[layout].count("read", str(found), found=False)
    return tallies


def _compare(told: Told, page: Page, article: Article, tally: Tally) -> None:
    tally.count("read", "", found=True)
    passed = {line.line for line in article.furniture}
    lines = [_flat(line) for line in article.text.split("\n")]
    own = [line for number, line in enumerate(lines, start=1) if number not in passed and line]
    wanted = [_flat(paragraph) for paragraph in (told.story.title, *told.story.paragraphs)]
    planted = [_flat(line) for line in page.furniture]
    for paragraph in wanted:
        tally.count("paragraphs", paragraph, found=paragraph in own)
    for line in planted:
        tally.count("furniture", line, found=not any(line in one for one in own))
    for line in own:
        if line not in wanted and line not in planted:
            tally.missed.append(("others", line))
    words = " ".join(own)
    reader = _Words()
    reader.feed(page.raw.decode(article.source.encoding))
    reader.close()
    raw = _flat("".join(reader.pieces))
    for quotation in told.quotations:
        tally.count("quotations", quotation, found=quotation in words and quotation in raw)
    for key in _METADATA:
        value, right = getattr(article.source, key), getattr(told.story, key)
        tally.count(key, f"{value} for {right}", found=value == right)


def _flat(text: str) -> str:
    """The same words with one blank between them, without characters that are not shown."""
    return " ".join(_UNSEEN.sub("", text).split())


def figures(tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    """The figures of each layout."""
    found = {}
    for layout, tally in tallies.items():
        shares = {kind: round(tally.share(kind), 4) for kind in ("paragraphs", "furniture", "quotations", *_METADATA)}
        others = sum(kind == "others" for kind, _ in tally.missed)
        found[layout] = {"pages": tally.all["read"], **shares, "others": round(others / max(1, tally.found["read"]), 2)}
    return found


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept: dict[str, dict[str, float]] = json.loads(_KEPT.read_text("utf-8"))
    columns = list(next(iter(kept.values())))
    rows = [["layout", *columns], ["---"] * (len(columns) + 1)]
    for layout, values in kept.items():
        rows.append(
            [layout, *(f"{100 * value:.1f} %" if key not in {"pages", "others"} else f"{value:g}" for key, value in values.items())]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def shown(tallies: dict[str, Tally], count: int) -> Iterator[str]:
    """What was missed, so many of each kind and layout."""
    for layout, tally in tallies.items():
        seen: Counter[str] = Counter()
        for kind, what in tally.missed:
            seen[kind] += 1
            if seen[kind] <= count:
                yield f"{layout}: {kind}: {what[:160]}"


def main() -> None:
    """Make pages, read them, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        tallies = measure(stories(arguments.articles, arguments.pages // len(LAYOUTS)), Path(folder))
    for line in shown(tallies, arguments.show):
        print(line)
    for layout, values in figures(tallies).items():
        print(f"{layout}: {values}")
    if arguments.write:
        _KEPT.write_text(json.dumps(figures(tallies), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
