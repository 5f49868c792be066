"""Making anew what of a store follows from its articles, quotes and entities, without models."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from quotecheck.errors import StoreError
from quotecheck.model import Article, Furniture, Span
from quotecheck.store import words as word_index
from quotecheck.store.dangling import dangling, remove_remains
from quotecheck.store.doctor import (
    MALFORMED,
    SHOWN,
    Examination,
    Problem,
    came_in,
    examine,
    examine_further,
    parse_problems,
    proves,
    row_problems,
    sensible,
    speaker_problems,
)
from quotecheck.store.forms import broken_keys, forms, is_itself
from quotecheck.store.indexes import mend_indexes, replace_indexes
from quotecheck.store.proofs import is_date, prove
from quotecheck.store.queries import query
from quotecheck.store.recreating import lost, recreate
from quotecheck.store.rows import Row, article_from, furniture_rows, spans_by_role, words
from quotecheck.store.speakers import rebuild
from quotecheck.store.store import Store
from quotecheck.store.texts import tolerant
from quotecheck.store.transactions import explained, writing

__all__ = ["Repair", "repair"]

ADVICE = "Put back a backup, or add the article to a new database"
# The tables of what is known of how quotes match.
MATCHING = ("matches", "shingles", "wordings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was wrong with a store: what was done about it, or that nothing can be."""

    message: str
    mended: bool
    article: str | None = None
    quote: str | None = None


def repair(store: Store, *, further: Examination, unproven: list[str] | None = None) -> list[Repair]:
    """Mend what can be mended, all of it or nothing; but for indexes that cannot be read, which are made anew before.

    Args:
        store: open for writing.
        further: finds what is wrong with what is known of how quotes match.
        unproven: see ``examine``.

    Returns:
        What was mended, then what is still wrong.

    Raises:
        StoreError: the file is too damaged, or in use; or more would be wrong than before. Then nothing is changed.
    """
    try:
        with explained(store.path), sensible(store):
            replaced = list(replace_indexes(store.database))
        with explained(store.path), sensible(store), writing(store.database):
            before, unmatched = found(examine(store)), list(examine_further(store, further))
            mended = list(steps(store, further, doubted=bool(unmatched)))
            left = [*examine(store, unproven=unproven), *(examine_further(store, further) if unmatched else ())]
            if before is not None and len(left) > len(before) + len(unmatched):
                raise StoreError(f"{store.path}: cannot be mended without more being wrong than before. Nothing was changed. {ADVICE}.")
    except sqlite3.IntegrityError as error:
        raise StoreError(f"{store.path}: cannot be mended ({error}). Nothing was changed. {ADVICE}.") from error
    return [*(Repair(message=message, mended=True) for message in (*replaced, *mended)), *map(beyond_repair, left)]


def found(problems: Iterator[Problem]) -> list[Problem] | None:
    """All problems of an examination; None if it fails."""
    try:
        return list(problems)
    except StoreError:
        return None


def beyond_repair(problem: Problem) -> Repair:
    """That a problem cannot be mended."""
    return Repair(message=f"{problem.message}. {ADVICE}.", mended=False, article=problem.article, quote=problem.quote)


def steps(store: Store, further: Examination, *, doubted: bool) -> Iterator[str]:
    """Mend one thing after the other, those first on which others rest; and say what was done.

    Args:
        store: in a transaction.
        further: see ``repair``.
        doubted: whether something was wrong with what is known of matches, which may be so by now because of what was mended.
    """
    database = store.database
    again = list(recreate(database))
    yield from again
    # An index of words that is not there is made again where the quotes are.
    if any(not name.startswith(word_index.INDEX) for name in lost(database)):
        return
    with tolerant(database):
        for step in (mend_indexes, mend_words, remove_remains, mend_lines):
            yield from step(database)
        read_again = list(mend_articles(database))
        yield from read_again
        for step in (mend_entities, mend_speakers, mend_runs):
            yield from step(database)
    if dangling(database) & {*MATCHING, "quotes.wordings"} or (
        (doubted or again or read_again) and are_wrong(database, list(examine_further(store, further)))
    ):
        forget_matches(database)
        yield "what was known of how quotes match was wrong and is gone: run quotecheck match"


def are_wrong(database: Database, unmatched: list[Problem]) -> bool:
    """Whether problems with matches are theirs, and not those of articles that are lost or cannot be read."""
    if not unmatched or any(problem.quote for problem in unmatched):
        return bool(unmatched)
    return not dangling(database) and all(article for _, article in articles(database))


def mend_words(database: Database) -> Iterator[str]:
    """Make the index of the quotes' words anew if it is not what they give."""
    if lost(database) or not word_index.holds(database):
        word_index.make_anew(database)
        yield "the index of the quotes' words was made anew"


def mend_lines(database: Database) -> Iterator[str]:
    """Take away what is said of places that an article does not have."""
    for pk, id_, text in database.execute("SELECT pk, id, text FROM articles ORDER BY pk").fetchall():
        lines = database.execute("DELETE FROM furniture WHERE article = ? AND line > ?", [pk, text.count("\n") + 1]).rowcount
        if lines:
            yield f"{id_}: {lines} of its lines said to be furniture lay beyond its last, and are forgotten"
        remarks = database.execute(
            'UPDATE diagnostics SET start = NULL, "end" = NULL WHERE article = ? AND "end" > ?', [pk, len(text)]
        ).rowcount
        if remarks:
            yield f"{id_}: {remarks} of the remarks on it pointed outside its text, and point nowhere now"


def mend_articles(database: Database) -> Iterator[str]:
    """Read the words and places of quotes again from the articles that are proven, and take away parses that are damaged."""
    for pk, article in articles(database):
        if article is None or not came_in(article):
            continue
        proof = prove(article)
        if not proof.text:
            continue
        if mend_furniture(database, pk, article, proof.furniture):
            yield f"{article.id}: which of its lines are furniture was read from its bytes again"
        if any(parse_problems(database, pk, article)):
            database.execute("DELETE FROM parses WHERE article = ?", [pk])
            yield f"{article.id}: its parse was damaged and is gone; its quotes are matched without it"
        for place in list(database.query(query("quote_places"), {"pk": pk})):
            if mend_place(database, article, place):
                yield f"{article.id}: the words and the place of quote {place['id']} were read from it again"


def articles(database: Database) -> Iterator[tuple[int, Article | None]]:
    """Every article with its primary key; None for one that cannot be read."""
    for (pk,) in database.execute("SELECT pk FROM articles ORDER BY pk").fetchall():
        try:
            yield pk, article_from(next(iter(database.query(query("article"), {"quote": None, "pk": pk}))))
        except (sqlite3.DatabaseError, zlib.error, *MALFORMED):
            yield pk, None


def mend_furniture(database: Database, pk: int, article: Article, furniture: tuple[Furniture, ...] | None) -> bool:
    """Have an article say of its lines what its bytes say, if that can be told."""
    if furniture is None or furniture == article.furniture:
        return False
    database.execute("DELETE FROM furniture WHERE article = ?", [pk])
    database["furniture"].insert_all(furniture_rows(replace(article, furniture=furniture), row=pk))
    return True


def mend_place(database: Database, article: Article, row: Row) -> bool:
    """Read the words of a quote from its article, if its id, which is made from where they stand, proves the place."""
    try:
        spans = spans_by_role(row["spans"])
    except MALFORMED:
        spans = {}
    content = spans.get("content", ())
    whole = (Span(row["start"], row["end"]),)
    places = [place for place in (content, whole) if place and proves(article, place, row["id"])]
    if not places:
        return False
    start, end = places[0][0].start, places[0][-1].end
    now: dict[str, Any] = {"text": words(article.text, places[0]), "start": start, "end": end}
    now |= {"line": article.line_of(start), "column": article.column_of(start), **said_beside(article, row, spans)}
    changed = {column: value for column, value in now.items() if row[column] != value}
    if places[0] == content and not changed:
        return False
    quote = database.execute("SELECT pk FROM quotes WHERE id = ?", [row["id"]]).fetchone()[0]
    for column, value in changed.items():
        database.execute(f'UPDATE quotes SET "{column}" = ? WHERE pk = ?', [value, quote])  # noqa: S608
    if places[0] != content:
        database.execute("DELETE FROM spans WHERE quote = ? AND role = 'content'", [quote])
        database.execute("INSERT INTO spans VALUES (?, 'content', 0, ?, ?)", [quote, start, end])
    return True


def said_beside(article: Article, row: Row, spans: Mapping[str, tuple[Span, ...]]) -> dict[str, str | None]:
    """What stands at the spans of a quote besides its own words, by column.

    Spans that cut a word in two may be damaged, and where there is none, it may be lost: then words that the article has stay shown.
    """
    said: dict[str, str | None] = {}
    for role, column in SHOWN.items():
        if role == "content":
            continue
        if role in spans:
            if all(is_whole(article.text, span) for span in spans[role]):
                said[column] = words(article.text, spans[role])
        elif role != "speaker" and row[column] is not None and row[column] not in article.text:
            said[column] = None
    return said


def is_whole(text: str, span: Span) -> bool:
    """Whether a span lies in a text and cuts no word in two."""
    if not 0 <= span.start < span.end <= len(text):
        return False
    return not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (span.start, span.end))


def mend_entities(database: Database) -> Iterator[str]:
    """Count the quotes of entities anew, and date them as their articles are; but for those that have lost quotes, article or date."""
    counted = "(SELECT count(*) FROM quotes WHERE quotes.entity = entities.id)"
    dated = "coalesce((SELECT moment FROM articles WHERE pk = entities.article), '~')"
    strange = ", ".join(map(str, undated(database)))
    known = f"(article IS NULL OR (article IN (SELECT pk FROM articles) AND article NOT IN ({strange})))"  # noqa: S608
    for column, value, wrong in (("quotes", counted, f"quotes < {counted}"), ("moment", dated, f"moment <> {dated} AND {known}")):
        changed = database.execute(f"UPDATE entities SET {column} = {value} WHERE {wrong}").rowcount  # noqa: S608
        if changed:
            yield f"the {column} of {changed} of the articles' speakers {'were counted' if column == 'quotes' else 'was set'} anew"


def mend_speakers(database: Database) -> Iterator[str]:
    """Make the speakers anew from what the articles say of them, if that is whole and they are not what it gives."""
    homeless = database.execute("SELECT 1 FROM entities WHERE form NOT IN (SELECT id FROM forms) LIMIT 1").fetchone()
    if homeless is not None or undated(database) or not all(map(is_itself, forms(database))):
        return
    wrong = dangling(database) & {"aliases", "doubts", "form_keys", "speaker_keys", "entities.speakers"}
    orphans = any(problem.message.split()[0] in {"form", "speaker"} for problem in row_problems(database))
    if not (wrong or orphans or any(any(broken_keys(database, form)) for form in forms(database)) or any(speaker_problems(database))):
        return
    for table in ("aliases", "doubts", "speaker_keys", "speakers"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608
    database.execute("DELETE FROM form_keys WHERE form NOT IN (SELECT id FROM forms)")
    for form in list(forms(database)):
        missing, strange = broken_keys(database, form)
        for key in sorted(strange):
            database.execute("DELETE FROM form_keys WHERE (key, form) = (?, ?)", [key, form["id"]])
        database["form_keys"].insert_all({"key": key, "form": form["id"]} for key in sorted(missing))
    rebuild(database)
    yield "the speakers, their names and the keys to find them by were made anew"


def undated(database: Database) -> list[int]:
    """The primary keys of the articles with a date that is none, so that nothing can be dated by it."""
    dates = database.execute("SELECT pk, published FROM articles WHERE published IS NOT NULL").fetchall()
    return [pk for pk, published in dates if not is_date(published)]


def mend_runs(database: Database) -> Iterator[str]:
    """Take away runs that added nothing."""
    unused = "NOT EXISTS (SELECT 1 FROM articles WHERE run = runs.pk) AND NOT EXISTS (SELECT 1 FROM quotes WHERE run = runs.pk)"
    gone = database.execute(f"DELETE FROM runs WHERE {unused}").rowcount  # noqa: S608
    if gone:
        yield f"{gone} runs that added no article are gone"


def forget_matches(database: Database) -> None:
    """Have no quote matched, as before the first time that they were."""
    database.execute("UPDATE quotes SET wording = NULL WHERE wording IS NOT NULL")
    database.execute("UPDATE wordings SET cluster = NULL WHERE cluster IS NOT NULL")
    for table in MATCHING:
        database.execute(f"DELETE FROM {table}")  # noqa: S608
