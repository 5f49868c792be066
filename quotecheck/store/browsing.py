"""What a reader leafs through: people as their names are typed, quotes by words, by time and by outlet, page by page."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from quotecheck.attribution.names import name_words
from quotecheck.errors import NothingFound, StoreError
from quotecheck.model import Article, Kind, Quote, Speaker
from quotecheck.store import schema
from quotecheck.store.connection import WAIT_SECONDS, address, prepare
from quotecheck.store.lookup import StoredIndex
from quotecheck.store.queries import query
from quotecheck.store.rows import article_from, quote_from
from quotecheck.store.search import WordSearch
from quotecheck.store.store import LARGEST_INTEGER, Store
from quotecheck.store.transactions import explained

__all__ = [
    "MOST_ARTICLES",
    "MOST_HELD",
    "Listed",
    "Place",
    "Reason",
    "article_by_digest",
    "conflicting_quotes",
    "expression_of",
    "list_articles",
    "list_speakers",
    "membership_places",
    "months_of",
    "open_reader",
    "outlets_of",
    "places_of",
    "quotes_holding",
    "quotes_in",
    "quotes_said",
    "reasons_of",
    "reported_by_others",
    "snapshot",
    "speaker_numbered",
    "speakers_typed",
]

MOST_HELD = 1000
"""Quotes with some words that are looked at, those that were added last."""
MOST_ARTICLES = 500
"""Articles of a speaker that are looked through for what others report, the latest."""
SHORTEST_DIGEST = 8
_UNDATED = "~"
"""The moment of an article without a date, which is later than any."""
_PIECE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quote stands: in which version of which article.

    Attributes:
        article: the id of the article.
        digest: SHA-256 of its bytes, in hexadecimal.
        shared: whether another article has the same bytes.
    """

    article: str
    digest: str
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in a list of them.

    Attributes:
        article: its id.
        digest: SHA-256 of its bytes, in hexadecimal.
        quotes: how many it has.
    """

    article: str
    digest: str
    title: str | None
    outlet: str | None
    published: str | None
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a quote has the speaker that it has.

    Attributes:
        name: what the article calls the speaker.
        form: how the mention names it: name, nominal or pronoun; None if there is no mention.
        reason: why this is the speaker across articles, in a phrase.
    """

    name: str
    form: str | None
    reason: str


def open_reader(path: Path) -> Store:
    """One more connection to a store, to be read only, beside others of this process.

    ``Store.open`` looks at the first bytes of the file. Closing it after that ends every lock that this process has on it, as POSIX has
    it, and those of its other connections, too: another process then takes itself for the last one that uses the store, and removes the
    log from under them. So nothing but SQLite opens the file here.

    It may be closed by another thread than the one that uses it.

    Raises:
        StoreError: the file is missing or no store, of another schema, locked or damaged.
    """
    with explained(path):
        connection = sqlite3.connect(address(path, create=False, read_only=True), uri=True, timeout=WAIT_SECONDS, check_same_thread=False)
        database = Database(connection, execute_plugins=False)
        try:
            _require_ours(database, path)
            prepare(database, path, read_only=True)
        except BaseException:
            database.close()
            raise
    return Store(database, path)


def _require_ours(database: Database, path: Path) -> None:
    if database.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise StoreError(f"{path}: not a database of quotecheck. Name another file.")


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """Show the block the store as it is now, whatever another process writes meanwhile."""
    with explained(store.path):
        store.database.execute("BEGIN")
        try:
            yield
        finally:
            store.database.rollback()


def expression_of(text: str, *, typed: bool = False) -> str | None:
    """What FTS5 is to be asked for some words, all of which a quote must hold; those between quotation marks side by side.

    Args:
        text: the words.
        typed: whether the last of them may be unfinished.

    Returns:
        None if there is no word.

    >>> expression_of('peace "in our time" soo', typed=True)
    '"peace" "in our time" "soo"*'
    """
    straight = text.translate(dict.fromkeys(map(ord, "“”„«»"), '"') | {0: " "})
    pieces = [(found[1] if found[1] is not None else found[2].replace('"', " "), found[1] is None) for found in _PIECE.finditer(straight)]
    worded = [(" ".join(piece.split()), open_) for piece, open_ in pieces if any(letter.isalnum() for letter in piece)]
    if not worded:
        return None
    unfinished = typed and worded[-1][1] and not text[-1:].isspace()
    return " ".join(f'"{piece}"' for piece, _ in worded) + ("*" if unfinished else "")


def speakers_typed(store: Store, text: str, *, most: int) -> list[Speaker]:
    """The speakers one of whose names has all words of a text, the last of which may be unfinished; who is quoted most first."""
    words = name_words(text)
    if not words:
        return []
    *whole, last = words
    parameters = {
        "keys": json.dumps([f"word {word}" for word in whole]),
        "first": f"word {last}",
        "last": f"word {last}\U0010ffff",
        "limit": most,
    }
    with explained(store.path):
        found = [id_ for (id_,) in store.database.execute(query("speakers_typed"), parameters)]
        return StoredIndex(store.database).speakers(found)


def speaker_numbered(store: Store, number: int) -> Speaker:
    """The speaker with an id, or, where articles that came later gave another id, the one who had it.

    Raises:
        NothingFound: nobody has or had it.
    """
    with explained(store.path):
        index = StoredIndex(store.database)
        asked = min(number, LARGEST_INTEGER)
        now = store.database.execute(query("speaker_of_entity"), {"entity": asked}).fetchone()
        found = index.speakers([asked]) or index.speakers([] if now is None else [now[0]])
    if not found:
        raise NothingFound(f"{store.path}: nobody has the number {number}. Search for the name.")
    return found[0]


def list_speakers(store: Store, *, limit: int, offset: int) -> list[Speaker]:
    """Those who are quoted, who is quoted most first."""
    with explained(store.path):
        found = [id_ for (id_,) in store.database.execute(query("speakers_quoted"), {"limit": limit, "offset": offset})]
        return StoredIndex(store.database).speakers(found)


def quotes_holding(store: Store, words: str, *, limit: int, offset: int) -> list[Quote]:
    """Of the ``MOST_HELD`` quotes added last that hold some words, those of the latest articles first, those without a date last.

    Args:
        store: where they are.
        words: see ``expression_of``.
        limit: how many at most.
        offset: how many to leave out before these.
    """
    return _quotes(store, "quotes_holding", {"words": words, "most": MOST_HELD, "limit": limit, "offset": offset})


def quotes_said(
    store: Store,
    speaker: Speaker,
    *,
    limit: int,
    offset: int = 0,
    kind: Kind | None = None,
    during: str | None = None,
    words: str | None = None,
) -> list[Quote]:
    """The quotes of a speaker, those of the latest articles first, those without a date last.

    Args:
        store: where they are.
        speaker: who is credited.
        limit: how many at most.
        offset: how many to leave out before these.
        kind: only these.
        during: only of this year, month or day, as ISO 8601 has them.
        words: see ``expression_of``.
    """
    parameters: dict[str, Any] = {"speaker": speaker.id, "kind": kind and kind.value, "words": words}
    if during is not None:
        return _quotes(store, "quotes_said", parameters | {"after": during, "before": f"{during}~", "limit": limit, "offset": offset})
    dated, undated = parameters | {"after": "", "before": _UNDATED}, parameters | {"after": _UNDATED, "before": f"{_UNDATED}~"}
    found = _quotes(store, "quotes_said", dated | {"limit": limit, "offset": offset})
    if len(found) == limit:
        return found
    before = offset + len(found) if found or not offset else len(_keys(store, "quotes_said", dated | {"limit": -1, "offset": 0}))
    rest = {"limit": limit - len(found), "offset": max(0, offset - before)}
    return found + _quotes(store, "quotes_said", undated | rest)


def months_of(store: Store, speaker: Speaker) -> list[tuple[str, int]]:
    """In which months a speaker is quoted, as YYYY-MM, and how often; articles without a date left out."""
    with explained(store.path):
        return store.database.execute(query("months_of_speaker"), {"speaker": speaker.id}).fetchall()  # type: ignore[no-any-return]


def outlets_of(store: Store, speaker: Speaker) -> list[tuple[str | None, int]]:
    """In which outlets a speaker is quoted, and how often; None where the outlet is not known."""
    with explained(store.path):
        return store.database.execute(query("outlets_of_speaker"), {"speaker": speaker.id}).fetchall()  # type: ignore[no-any-return]


def reported_by_others(store: Store, speaker: Speaker, *, limit: int) -> list[tuple[Quote, Quote]]:
    """What others report a speaker to have said: quotes within the words of somebody else, each with those words.

    The ``MOST_ARTICLES`` latest articles are looked at.
    """
    with explained(store.path):
        parameters = {"speaker": speaker.id, "most": MOST_ARTICLES, "limit": limit}
        pairs = store.database.execute(query("reported_by_others"), parameters).fetchall()
        known = _by_key(store, {key for pair in pairs for key in pair})
        return [(known[said], known[around]) for said, around in pairs]


def places_of(store: Store, quotes: Sequence[str]) -> dict[str, Place]:
    """In which version of which article some quotes stand, by their ids."""
    with explained(store.path):
        rows = store.database.query(query("articles_of_quotes"), {"quotes": json.dumps(quotes)})
        return {row["quote"]: Place(article=row["article"], digest=row["digest"], shared=bool(row["shared"])) for row in rows}


def reasons_of(store: Store, quotes: Sequence[str]) -> dict[str, Reason]:
    """Why quotes have the speakers that they have, by their ids; nothing of those that have none."""
    with explained(store.path):
        rows = store.database.query(query("reasons_of_quotes"), {"quotes": json.dumps(quotes)})
        return {row["quote"]: Reason(name=row["name"], form=row["form"], reason=row["reason"]) for row in rows}


def membership_places(store: Store, speaker: Speaker) -> list[Place]:
    """In which version of which article a speaker speaks, one for each of ``Store.memberships``, in its order."""
    with explained(store.path):
        rows = store.database.query(query("membership_places"), {"speaker": speaker.id})
        return [Place(article=row["article"], digest=row["digest"], shared=bool(row["shared"])) for row in rows]


def list_articles(store: Store, *, limit: int, offset: int) -> list[Listed]:
    """Articles, the latest first, those without a date last."""
    with explained(store.path):
        return [Listed(**row) for row in store.database.query(query("articles_listed"), {"limit": limit, "offset": offset})]


def article_by_digest(store: Store, digits: str, *, id: str | None = None) -> Article:  # noqa: A002
    """The article whose digest begins so, of some id if that is given.

    Raises:
        NothingFound: there is none, or there are several.
    """
    with explained(store.path):
        asked = {"first": digits.lower(), "last": f"{digits.lower()}g", "article": id}
        keys = [key for (key,) in store.database.execute(query("articles_by_digest"), asked)] if len(digits) >= SHORTEST_DIGEST else []
        if not keys:
            raise NothingFound(f"{store.path}: no article has a digest that begins with {digits!r}.")
        if len(keys) > 1:
            raise NothingFound(f"{store.path}: {digits!r} begins the digests of {len(keys)} articles. Give more digits, or its id.")
        return article_from(next(iter(store.database.query(query("article"), {"quote": None, "pk": keys[0]}))))


def quotes_in(store: Store, article: Article) -> list[Quote]:
    """The quotes of one version of an article, in the order of its text."""
    with explained(store.path):
        sql = "SELECT pk FROM articles WHERE (id, digest) = (?, ?)"
        (key,) = store.database.execute(sql, [article.id, article.source.digest]).fetchone()
        return [quote_from(row) for row in store.database.query(query("quotes_of_article"), {"key": key})]


def conflicting_quotes(store: Store, *, limit: int, offset: int) -> list[list[str]]:
    """The ids of quotes of the same words that articles credit to two speakers by name, those of the same words together."""
    with explained(store.path):
        rows = store.database.execute(query("conflicts"), {"limit": limit, "offset": offset})
        return [json.loads(quotes) for _, quotes in rows]


def _quotes(store: Store, name: str, parameters: dict[str, Any]) -> list[Quote]:
    """The quotes whose primary keys a query gives, in its order."""
    with explained(store.path):
        keys = _keys(store, name, parameters)
        known = _by_key(store, set(keys))
        return [known[key] for key in keys]


def _keys(store: Store, name: str, parameters: dict[str, Any]) -> list[int]:
    return [key for (key,) in store.database.execute(query(name), parameters)]


def _by_key(store: Store, keys: set[int]) -> dict[int, Quote]:
    ordered = sorted(keys)
    return dict(zip(ordered, WordSearch(store).quotes(ordered), strict=True))
