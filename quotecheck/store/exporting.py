"""What goes out of a store: quotes with all that says where they come from, and whole articles as lines of an archive."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from quotecheck.model import Article, EntityType, Parse, Quote
from quotecheck.store import schema
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, article_from, entity_from, member, quote_from, spans_by_role
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained
from quotecheck.store.values import QuoteFilter, Run

__all__ = ["FORMAT", "Traced", "archive", "articles_of", "traced"]

FORMAT = 1
"""Of archives."""
_SOURCE = (
    *("encoding", "path", "title", "url", "outlet", "author", "published", "language"),
    *("fetched", "licence", "reader", "reader_version"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A quote and where it comes from.

    Attributes:
        article: in the very version in which it stands.
        run: that found it.
        who: what its speaker is; None if nobody knows who speaks.
    """

    quote: Quote
    article: Article
    run: Run
    who: EntityType | None


def traced(store: Store, quotes: Iterable[Quote]) -> Iterator[Traced]:
    """Quotes with where they come from, read as they are asked for; those of one article are best given one after the other."""
    article: tuple[int, Article] | None = None
    for quote in quotes:
        with explained(store.path):
            row = next(iter(store.database.query(query("traces"), {"quote": quote.id})))
            key = int(row["article"])
            if article is None or article[0] != key:
                article = (key, _article(store, key))
            who = None if row["who"] is None else member(EntityType, row["who"])
        run = Run(version=row["version"], models=row["models"], command=row["command"], started=row["started"])
        yield Traced(quote=quote, article=article[1], run=run, who=who)


def articles_of(store: Store, criteria: QuoteFilter | None) -> Iterator[tuple[Article, tuple[Quote, ...], Parse | None]]:
    """The articles in which quotes stand that meet all criteria, each with these quotes and its parse; without criteria all articles."""
    chosen = None if criteria is None else {quote.id for quote in store.quotes(criteria)}
    for key in _keys(store, chosen):
        with explained(store.path):
            rows = store.database.query(query("quotes_of_article"), {"key": key})
            quotes = tuple(quote for quote in map(quote_from, rows) if chosen is None or quote.id in chosen)
            article = _article(store, key)
        yield article, quotes, store.parse_of(article)


def archive(store: Store, criteria: QuoteFilter | None = None) -> Iterator[dict[str, Any]]:
    """The lines of an archive, from which ``quotecheck.store.importing`` makes the same store again.

    Args:
        store: where from.
        criteria: only articles in which such a quote stands, with all their quotes, and none of what users have decided of speakers.
    """
    yield {"quotecheck": "archive", "format": FORMAT, "schema": schema.newest()}
    counts = {"decisions": 0, "articles": 0}
    for line in _decisions(store) if criteria is None else ():
        counts["decisions"] += 1
        yield line
    chosen = None if criteria is None else {quote.id for quote in store.quotes(criteria)}
    for key in _keys(store, chosen):
        counts["articles"] += 1
        yield _line(store, key)
    # An archive that was cut off lacks it.
    yield {"end": counts}


def _keys(store: Store, chosen: set[str] | None) -> list[int]:
    """The primary keys of articles, in the order in which they were added: all, or those of some quotes."""
    with explained(store.path):
        if chosen is None:
            rows = store.database.execute("SELECT pk FROM articles ORDER BY pk").fetchall()
        else:
            chosen_rows = "SELECT DISTINCT article FROM quotes WHERE id IN (SELECT value FROM json_each(?)) ORDER BY article"
            rows = store.database.execute(chosen_rows, [json.dumps(sorted(chosen))]).fetchall()
    return [int(key) for (key,) in rows]


def _article(store: Store, key: int) -> Article:
    return article_from(next(iter(store.database.query(query("article"), {"quote": None, "pk": key}))))


def _decisions(store: Store) -> Iterator[dict[str, Any]]:
    """What users have decided of speakers, undone decisions among it."""
    with explained(store.path):
        for row in list(store.database.query("SELECT * FROM decisions ORDER BY pk")):
            rulings = "SELECT article, name, type, kind, value FROM rulings WHERE decision = ? ORDER BY article, name, type, kind"
            ruled = [list(ruling) for ruling in store.database.execute(rulings, [row["pk"]])]
            yield {"decision": {**row, "arguments": json.loads(row["arguments"])}, "rulings": ruled}


def _line(store: Store, key: int) -> dict[str, Any]:
    """One article with all that is known of it."""
    with explained(store.path):
        database = store.database
        article = _article(store, key)
        source = article.source
        run = next(iter(database.query("SELECT runs.* FROM articles JOIN runs ON runs.pk = articles.run WHERE articles.pk = ?", [key])))
        packed = database.execute("SELECT packed FROM parses WHERE article = ?", [key]).fetchone()
        quotes = list(database.query(query("exported_quotes"), {"key": key}))
        numbers = {entity: number for number, entity in enumerate(dict.fromkeys(row["entity"] for row in quotes if row["entity"]))}
        forms = {row["entity"]: row["form"] for row in quotes if row["entity"]}
        entities = [_entity(next(iter(database.query(query("forms"), {"forms": json.dumps([forms[entity]])})))) for entity in numbers]
    return {
        "article": {
            "id": article.id,
            "digest": source.digest,
            **{name: getattr(source, name) for name in _SOURCE},
            "text": article.text,
            # What is nothing but the text in UTF-8 is not given twice.
            "raw": None if source.raw == article.text.encode() else base64.b64encode(source.raw).decode("ascii"),
        },
        "run": {name: run[name] for name in ("version", "models", "command", "started")},
        "diagnostics": [
            [odd.message, *([odd.span.start, odd.span.end] if odd.span is not None else [None, None])] for odd in article.diagnostics
        ],
        "furniture": [[line.line, line.kind.value] for line in article.furniture],
        "entities": entities,
        "quotes": [_quote(row, numbers) for row in quotes],
        "parse": None if packed is None else base64.b64encode(packed[0]).decode("ascii"),
    }


def _entity(form: Row) -> dict[str, Any]:
    entity = entity_from(form)
    return {
        "name": entity.name,
        "type": entity.type.value,
        "aliases": list(entity.aliases),
        "offices": list(entity.offices),
        "gender": entity.gender,
        "rivals": list(entity.rivals),
    }


def _quote(row: Row, numbers: dict[int, int]) -> dict[str, Any]:
    spans = spans_by_role(row["spans"])
    places = {role: [[span.start, span.end] for span in spans.get(role, ())] for role in ("content", "cue", "speaker")}
    one = {role: [spans[role][0].start, spans[role][0].end] if role in spans else None for role in ("hedge", "when", "where")}
    return {
        "kind": row["kind"],
        **places,
        **one,
        "form": row["mention_form"],
        "polarity": row["polarity"],
        "confidence": row["confidence"],
        "rule": row["rule"],
        "entity": numbers.get(row["entity"]),
    }
