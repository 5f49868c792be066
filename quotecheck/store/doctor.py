"""The proof that a whole store holds what it promises."""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

from sqlite_utils import Database

from quotecheck.errors import QuotecheckError, StoreError
from quotecheck.model import Article, FurnitureKind, Span
from quotecheck.store import schema
from quotecheck.store import words as word_index
from quotecheck.store.dangling import dangling_rows
from quotecheck.store.forms import broken_keys, forms, is_itself
from quotecheck.store.indexes import unreadable
from quotecheck.store.parses import unpack
from quotecheck.store.problems import Problem
from quotecheck.store.proofs import MALFORMED, READERS, is_date, prove
from quotecheck.store.queries import query
from quotecheck.store.recreating import lost
from quotecheck.store.rows import Row, article_from, quote_digits, spans_by_role, words
from quotecheck.store.speakers import component, discrepancy, stored_doubts
from quotecheck.store.store import Store
from quotecheck.store.texts import tolerant
from quotecheck.store.transactions import EXPLANATIONS, explained

__all__ = [
    "MALFORMED",
    "SHOWN",
    "Examination",
    "Problem",
    "came_in",
    "examine",
    "examine_further",
    "parse_problems",
    "proves",
    "row_problems",
    "sensible",
    "speaker_problems",
]

# The columns that must be the words at the spans of a role.
SHOWN = {
    "content": "text",
    "cue": "cue_text",
    "speaker": "mention_text",
    "hedge": "hedge_text",
    "when": "when_text",
    "where": "where_text",
}


# Quotes of one article with the very same content, at the most, unless there are more.
MOST_REPEATS = 8

Examination = Callable[[Store], Iterator[Problem]]


def examine(store: Store, *, unproven: list[str] | None = None) -> Iterator[Problem]:
    """All that is wrong with a store: the file, the articles' bytes and text, the quotes' places, the speakers.

    Args:
        store: what to examine, as it stands when this begins.
        unproven: takes the ids of the articles that another version of their reader has read, so that nothing can be said of their text.

    Raises:
        StoreError: the file is too damaged to be read on.
    """
    database = store.database
    with explained(store.path), sensible(store), one_moment(database):
        yield from file_problems(database)
        if lost(database):
            return
        with tolerant(database) as broken:
            yield from broken
            yield from row_problems(database)
            for (pk,) in database.execute("SELECT pk FROM articles ORDER BY pk").fetchall():
                yield from article_problems(database, pk, unproven=unproven)
            yield from form_problems(database)
            yield from speaker_problems(database)


def examine_further(store: Store, examination: Examination) -> Iterator[Problem]:
    """What another examination finds, which may be that it fails; nothing of a store that lacks tables."""
    with explained(store.path):
        if lost(store.database):
            return
    try:
        with explained(store.path), tolerant(store.database):
            yield from examination(store)
    except (QuotecheckError, *MALFORMED) as error:
        yield Problem(message=f"what is known of its quotes cannot be read ({error})")


@contextmanager
def sensible(store: Store) -> Iterator[None]:
    """Turn what values raise that make no sense into one line."""
    try:
        yield
    except MALFORMED as error:
        raise StoreError(f"{store.path}: {EXPLANATIONS[sqlite3.SQLITE_CORRUPT]} ({error})") from error


@contextmanager
def one_moment(database: Database) -> Iterator[None]:
    """Read everything as it stands at one moment, whatever others add meanwhile."""
    if database.conn.in_transaction:
        yield
        return
    database.execute("BEGIN")
    try:
        yield
    finally:
        database.rollback()


def file_problems(database: Database) -> Iterator[Problem]:
    """What SQLite itself finds wrong, and what the schema has otherwise."""
    for difference in schema.differences(database):
        yield Problem(message=difference)
    for name in unreadable(database):
        yield Problem(message=f"the index {name} cannot be read; quotecheck doctor --repair makes it anew if its table can be")
    for (finding,) in database.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield Problem(message=f"SQLite: {finding}")
    yield from dangling_rows(database)
    if not lost(database) and not word_index.holds(database):
        yield Problem(message="the index of the quotes' words is not what the quotes give")


def row_problems(database: Database) -> Iterator[Problem]:
    """Rows that stand alone."""
    for row in database.query(query("orphans")):
        yield Problem(message=f"{row['what']} {row['which']} {row['problem']}", quote=row["which"] if row["what"] == "quote" else None)
    for row in database.query(query("nobodies")):
        yield Problem(message=f"{row['what']} {row['name']!r} stands for nobody, where a quote should have no speaker")


def article_problems(database: Database, pk: int, *, unproven: list[str] | None = None) -> Iterator[Problem]:
    """What is wrong with one article and the places of its quotes; see ``examine``."""
    row = next(iter(database.query(query("article"), {"quote": None, "pk": pk})))
    try:
        article = article_from(row)
    except zlib.error:
        yield Problem(message="the bytes kept for it cannot be unpacked", article=row["id"])
        return
    except (sqlite3.DatabaseError, *MALFORMED) as error:
        yield Problem(message=f"what is known of it cannot be read ({error})", article=row["id"])
        return
    for what, stated in (("publication", article.source.published), ("fetching", article.source.fetched)):
        if stated is not None and not is_date(stated):
            yield Problem(message=f"its date of {what}, {stated!r}, is no date of ISO 8601", article=article.id)
    yield from text_problems(article, [] if unproven is None else unproven)
    for diagnostic in article.diagnostics:
        if diagnostic.span is not None and diagnostic.span.end > len(article.text):
            yield Problem(message=f"the remark {diagnostic.message!r} points outside its text", article=article.id)
    for furniture in article.furniture:
        if furniture.line > len(article.line_starts):
            yield Problem(message=f"line {furniture.line}, said to be a {furniture.kind.value}, lies beyond its last", article=article.id)
    yield from parse_problems(database, pk, article)
    yield from quote_problems(database, pk, article)


def text_problems(article: Article, unproven: list[str]) -> Iterator[Problem]:
    """What is wrong with the bytes of an article and the text that they give; its id goes to ``unproven`` if that cannot be told."""
    if not came_in(article):
        yield Problem(message="the bytes kept for it are not those that came in: their SHA-256 differs", article=article.id)
        return
    if article.source.reader not in READERS:
        yield Problem(message=f"the reader {article.source.reader!r}, which is said to have read it, does not exist", article=article.id)
        return
    proof = prove(article)
    if proof.text is None:
        unproven.append(article.id)
    elif not proof.text:
        yield Problem(message="its text is not what its bytes give", article=article.id)
    elif proof.furniture is not None and article.furniture != proof.furniture:
        lines = sorted({found.line for found in {*article.furniture} ^ {*proof.furniture}})
        which = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"
        yield Problem(message=f"what it says of {which}, that it is furniture or not, is not what its bytes give", article=article.id)


def came_in(article: Article) -> bool:
    """Whether the bytes of an article are those that came in."""
    return sha256(article.source.raw).hexdigest() == article.source.digest


def quote_problems(database: Database, pk: int, article: Article) -> Iterator[Problem]:
    """What is wrong with the places of the quotes of an article; those of captions may be quotes, too, those of other furniture not."""
    passed = {furniture.line: furniture.kind for furniture in article.furniture if furniture.kind is not FurnitureKind.CAPTION}
    places = list(database.query(query("quote_places"), {"pk": pk}))
    repeats = Counter((place["start"], place["end"]) for place in places)
    for place in places:
        try:
            found = [*place_problems(article, place), *furniture_problems(article, place, passed)]
            content = spans_by_role(place["spans"]).get("content")
            if not found and content and not proves(article, content, place["id"], repeats=repeats[place["start"], place["end"]]):
                found = ["its id is not that of a quote at its place"]
        except MALFORMED as error:
            found = [f"its place cannot be read ({error})"]
        for message in found:
            yield Problem(message=message, article=article.id, quote=place["id"])


def parse_problems(database: Database, pk: int, article: Article) -> Iterator[Problem]:
    """What is wrong with the parse kept for an article, if there is one."""
    for (packed,) in database.execute("SELECT packed FROM parses WHERE article = ?", [pk]):
        try:
            parse = unpack(packed, article)
        except (sqlite3.DatabaseError, *MALFORMED) as error:
            yield Problem(message=str(error), article=article.id)
            continue
        if any(word.span.end > len(article.text) for word in parse.words):
            yield Problem(message="its parse has words outside its text", article=article.id)


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


def proves(article: Article, content: tuple[Span, ...], id_: str, *, repeats: int = 0) -> bool:
    """Whether a quote with this content has this id, which is made from its article and from where its words stand.

    Args:
        article: the article in which it stands.
        content: the spans of its words.
        id_: the id.
        repeats: how many quotes of the article may have the very same content.
    """
    inside = content[-1].end <= len(article.text)
    return inside and any(quote_digits(article, content, repeat=repeat).startswith(id_) for repeat in range(max(repeats, MOST_REPEATS)))


def furniture_problems(article: Article, row: Row, passed: Mapping[int, FurnitureKind]) -> Iterator[str]:
    """Which of the words of a quote stand in lines, by their numbers, that are none of what its article tells."""
    for span in spans_by_role(row["spans"]).get("content", ()):
        for line in range(article.line_of(span.start), article.line_of(span.end - 1) + 1):
            start = article.line_starts[line - 1]
            end = start + len(article.text[start : span.end].split("\n", 1)[0])
            if line in passed and article.text[max(start, span.start) : end].strip():
                yield f"its words stand in line {line}, which is a {passed[line].value}"


def form_problems(database: Database) -> Iterator[Problem]:
    """Where forms are not what they were, or are not found by what may make them one speaker with others."""
    for form in forms(database):
        if not is_itself(form):
            yield Problem(message=f"form {form['name']} is not what an article or a list said")
        elif any(broken_keys(database, form)):
            yield Problem(message=f"form {form['name']} has other keys than its names give")


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
