"""The versions of an article that a store has, and the very bytes and text of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from rapidfuzz import fuzz, process

from quotecheck.errors import InputError, NothingFound, StoreError
from quotecheck.model import Article, Quote, Revision
from quotecheck.reading import path_id
from quotecheck.store.queries import query
from quotecheck.store.rows import article_from, quote_from
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained

__all__ = ["article_at", "choose", "find_cited", "find_revisions", "named", "proven", "quotes_at", "revised_articles"]

SHORTEST_DIGEST = 4
MOST_CANDIDATES = 5
# Of rapidfuzz's WRatio, 0 to 100, from which on a name is near enough to be offered.
NEAR = 60
# What no store holds: it is in no UTF-8.
_LONE = re.compile("[\\ud800-\\udfff]")


def revised_articles(store: Store) -> Iterator[list[Revision]]:
    """The articles of which a store has several versions, each as its versions in the order in which they were added."""
    seen: set[int] = set()
    with explained(store.path):
        keys = [key for (key,) in store.database.execute(query("revised"))]
    for key in keys:
        if key not in seen:
            found = versions(store, key)
            seen.update(revision.key for revision in found)
            yield found


def find_revisions(store: Store, given: str) -> list[Revision]:
    """The versions of one article, in the order in which they were added.

    Args:
        store: where they are.
        given: see ``named``.

    Raises:
        NothingFound: there is no such article.
    """
    return versions(store, named(store, given))


def find_cited(store: Store, names: Sequence[str], quote: str | None = None) -> list[Revision]:
    """The versions of the article that a citation means, in the order in which they were added; none if the store has none.

    It is the one in which the quote stands, if one of the names is its own; else the one that is called so; else that of the quote.
    Versions have one id: records that share an address on the web are only taken for versions where nothing but that is known.

    Args:
        store: where they are.
        names: what the article may be called, the likeliest first: its id, address, path or digest, to the last letter.
        quote: the id of the quote that was cited.
    """
    known = [name for name in dict.fromkeys((*names, *map(_spelt, names))) if not _LONE.search(name)]
    with explained(store.path):
        found = store.database.execute(query("articles_called"), {"names": json.dumps(known), "quote": quote}).fetchone()
    if found is None:
        return []
    key, id_, _, what = found
    return [revision for revision in versions(store, key) if what == "url" or revision.article == id_]


def choose(store: Store, given: str, *, number: int | None = None) -> Revision:
    """One version of an article: of what is given, the one with a number, or the latest that is called just that.

    Raises:
        NothingFound: there is no such article, or it has not so many versions.
    """
    key = named(store, given)
    found = versions(store, key)
    if number is None:
        return next(revision for revision in found if revision.key == key)
    if number > len(found):
        have = "one revision" if len(found) == 1 else f"{len(found)} revisions"
        raise NothingFound(f"{store.path}: {given} has {have}, not {number}. Run quotecheck revisions to see them.")
    return found[number - 1]


def named(store: Store, given: str) -> int:
    """The primary key of an article; of several versions the latest.

    Args:
        store: where it is.
        given: its id, its address on the web, its path however it is written, or the first digits of its digest.

    Raises:
        NothingFound: there is none, or the digits begin several digests; the message offers what may have been meant.
    """
    with explained(store.path):
        asked = given.lower() if _is_digest(given) else ""
        # "g" follows every hexadecimal digit.
        rows = store.database.execute(query("articles_named"), {"given": given, "first": asked, "last": f"{asked}g" if asked else ""})
        found: dict[str, list[tuple[int, str]]] = {"id": [], "url": [], "digest": []}
        for key, digest, what in rows.fetchall():
            found[what].append((key, digest))
        for what in ("id", "url"):
            if found[what]:
                return found[what][-1][0]
        digests = {digest for _, digest in found["digest"]}
        if len(digests) > 1:
            some = ", ".join(digest[: len(given) + 8] for digest in sorted(digests)[:MOST_CANDIDATES])
            raise NothingFound(f"{store.path}: {given!r} begins the digests of several articles: {some}. Give more digits.")
        if digests:
            return found["digest"][-1][0]
        paths = {given, _spelt(given)}
        known = store.database.execute("SELECT pk, id, path FROM articles ORDER BY pk").fetchall()
    of_path = [int(key) for key, id_, path in known if id_ in paths or path in paths]
    if of_path:
        return of_path[-1]
    raise NothingFound(f"{store.path}: no article {given!r}. {_nearest(given, [id_ for _, id_, _ in known])}")


def versions(store: Store, key: int) -> list[Revision]:
    """All versions of the article of which one has a primary key."""
    with explained(store.path):
        rows = store.database.query(query("revisions"), {"key": key})
        return [Revision(number=number, **row) for number, row in enumerate(rows, start=1)]


def quotes_at(store: Store, revision: Revision) -> list[Quote]:
    """The quotes of one version of an article, in the order in which they stand there."""
    with explained(store.path):
        return [quote_from(row) for row in store.database.query(query("quotes_of_article"), {"key": revision.key})]


def article_at(store: Store, revision: Revision) -> Article:
    """One version of an article.

    Raises:
        StoreError: its bytes are damaged.
    """
    with explained(store.path):
        return article_from(next(iter(store.database.query(query("article"), {"quote": None, "pk": revision.key}))))


def proven(store: Store, revision: Revision) -> Article:
    """One version of an article whose bytes are those that came in.

    Raises:
        StoreError: they are not.
    """
    article = article_at(store, revision)
    if sha256(article.source.raw).hexdigest() != revision.digest:
        raise StoreError(
            f"{store.path}: the bytes kept for {article.id} are not those that came in: their SHA-256 differs. Put back a copy."
        )
    return article


def _is_digest(given: str) -> bool:
    return len(given) >= SHORTEST_DIGEST and all(letter in "0123456789abcdef" for letter in given.lower())


def _spelt(given: str) -> str:
    """A path as ids write it."""
    try:
        return path_id(Path(given))
    except (InputError, ValueError, OSError):
        return given


def _nearest(given: str, ids: list[str]) -> str:
    if not ids:
        return "There are none. Add some with quotecheck add."
    found = process.extract(given, list(dict.fromkeys(ids)), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=MOST_CANDIDATES)
    near = [name for name, _, _ in found] or sorted(set(ids))[:MOST_CANDIDATES]
    return f"{'Nearest' if found else 'There are'}: {', '.join(near)}{'' if found or len(set(ids)) <= len(near) else ', …'}."
