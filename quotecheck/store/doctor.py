"""The proof that a whole store holds what it promises."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlite_utils import Database

from quotecheck.model import Article
from quotecheck.reading import restores
from quotecheck.store import schema
from quotecheck.store.parses import unpack
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, article_from, spans_by_role, words
from quotecheck.store.speakers import component, discrepancy, stored_doubts
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained

__all__ = ["Problem", "examine"]

# The columns that must be the words at the spans of a role.
SHOWN = {
    "content": "text",
    "cue": "cue_text",
    "speaker": "mention_text",
    "hedge": "hedge_text",
    "when": "when_text",
    "where": "where_text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a store that does not hold, and where: an article, a quote, or the file as a whole."""

    message: str
    article: str | None = None
    quote: str | None = None


def examine(store: Store) -> Iterator[Problem]:
    """All that is wrong with a store: the file, the articles' bytes and text, the quotes' places, the speakers.

    Raises:
        StoreError: the file is too damaged to be read on.
    """
    database = store.database
    with explained(store.path):
        yield from file_problems(database)
        yield from row_problems(database)
        for (pk,) in database.execute("SELECT pk FROM articles ORDER BY pk").fetchall():
            yield from article_problems(database, pk)
        yield from speaker_problems(database)


def file_problems(database: Database) -> Iterator[Problem]:
    """What SQLite itself finds wrong, and what the schema has otherwise."""
    for name, there in schema.differences(database):
        yield Problem(message=f"{name} is {'not as it should be' if there else 'missing'} in the schema")
    for (finding,) in database.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield Problem(message=f"SQLite: {finding}")
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        yield Problem(message=f"row {row} of {table} points at a row of {parent} that is not there")


def row_problems(database: Database) -> Iterator[Problem]:
    """Rows that stand alone."""
    for row in database.query(query("orphans")):
        yield Problem(message=f"{row['what']} {row['which']} {row['problem']}", quote=row["which"] if row["what"] == "quote" else None)


def article_problems(database: Database, pk: int) -> Iterator[Problem]:
    """What is wrong with one article and the places of its quotes."""
    row = next(iter(database.query(query("article"), {"quote": None, "pk": pk})))
    try:
        article = article_from(row)
    except zlib.error:
        yield Problem(message="the bytes kept for it cannot be unpacked", article=row["id"])
        return
    if sha256(article.source.raw).hexdigest() != article.source.digest:
        yield Problem(message="the bytes kept for it are not those that came in: their SHA-256 differs", article=article.id)
    if not text_holds(article):
        yield Problem(message="its text is not what its bytes give", article=article.id)
    for diagnostic in article.diagnostics:
        if diagnostic.span is not None and diagnostic.span.end > len(article.text):
            yield Problem(message=f"the remark {diagnostic.message!r} points outside its text", article=article.id)
    yield from parse_problems(database, pk, article)
    for place in database.query(query("quote_places"), {"pk": pk}):
        for message in place_problems(article, place):
            yield Problem(message=message, article=article.id, quote=place["id"])


def parse_problems(database: Database, pk: int, article: Article) -> Iterator[Problem]:
    """What is wrong with the parse kept for an article, if there is one."""
    for (packed,) in database.execute("SELECT packed FROM parses WHERE article = ?", [pk]):
        try:
            parse = unpack(packed, article)
        except sqlite3.DatabaseError as error:
            yield Problem(message=str(error), article=article.id)
            continue
        if any(word.span.end > len(article.text) for word in parse.words):
            yield Problem(message="its parse has words outside its text", article=article.id)


def text_holds(article: Article) -> bool:
    """Whether the article's bytes still give its text."""
    try:
        return restores(article)
    except (UnicodeDecodeError, LookupError):
        return False


def place_problems(article: Article, row: Row) -> Iterator[str]:
    """What is wrong with the place of one quote, a row of ``quote_places.sql``."""
    spans = spans_by_role(row["spans"])
    for role, places in spans.items():
        if any(span.end > len(article.text) for span in places):
            yield f"its {role} lies outside the text"
    for role, column in SHOWN.items():
        if row[column] != words(article.text, spans.get(role, ())):
            yield f"its {role} is shown as {row[column]!r}, but the article says {words(article.text, spans.get(role, ()))!r} there"
    content = spans.get("content")
    if content is None:
        return
    start, end = content[0].start, content[-1].end
    if (row["start"], row["end"]) != (start, end):
        yield f"it is said to stand at [{row['start']}, {row['end']}), but its words stand at [{start}, {end})"
    if (row["line"], row["column"]) != (article.line_of(start), article.column_of(start)):
        yield (
            f"it is said to stand in line {row['line']}, column {row['column']}, "
            f"but stands in line {article.line_of(start)}, column {article.column_of(start)}"
        )


def speaker_problems(database: Database) -> Iterator[Problem]:
    """Where the speakers are not what the entities of all articles give."""
    seen: set[int] = set()
    for (form,) in database.execute("SELECT id FROM forms ORDER BY id").fetchall():
        if form in seen:
            continue
        found = component(database, [form])
        seen |= found.forms
        for group in found.groups:
            wrong = discrepancy(database, group)
            if wrong:
                yield Problem(message=f"speaker {group.speaker.name} {wrong}")
        if stored_doubts(database, found) != found.doubts:
            yield Problem(message=f"speaker {found.groups[0].speaker.name} is doubted for other reasons than the articles give")
