"""Rows of the database from values, and values from rows."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from quotecheck.model import (
    Article,
    Attribution,
    Diagnostic,
    Entity,
    EntityType,
    Furniture,
    FurnitureKind,
    Kind,
    Polarity,
    Quote,
    Source,
    Span,
    Speaker,
    Tenure,
)

__all__ = [
    "PIECES",
    "Row",
    "article_from",
    "article_row",
    "diagnostic_rows",
    "entity_from",
    "furniture_rows",
    "quote_digits",
    "quote_from",
    "quote_row",
    "span_rows",
    "spans_by_role",
    "speaker_from",
    "words",
]

Row = Mapping[str, Any]
Member = TypeVar("Member", bound=StrEnum)

# What stands between the pieces of an interrupted quotation when they are shown as one.
PIECES = " … "


def words(text: str, spans: Iterable[Span]) -> str | None:
    """The words at the spans as one string; None if there are no spans."""
    return PIECES.join(span.of(text) for span in spans) or None


def article_row(article: Article) -> dict[str, Any]:
    """The columns of an article, but for its run."""
    source = article.source
    return {
        "id": article.id,
        "digest": source.digest,
        "text": article.text,
        # Nothing, if they are the text in UTF-8.
        "raw": b"" if source.raw == article.text.encode() else zlib.compress(source.raw, level=9),
        "encoding": source.encoding,
        "path": source.path,
        "title": source.title,
        "url": source.url,
        "outlet": source.outlet,
        "author": source.author,
        "published": source.published,
        "language": source.language,
        "fetched": source.fetched,
        "licence": source.licence,
        "reader": source.reader,
        "reader_version": source.reader_version,
    }


def member(kinds: type[Member], value: str) -> Member:
    """The member of an enumeration that a column names; the schema lets no other value in, so another one is damage.

    Raises:
        sqlite3.DatabaseError: there is no such member.
    """
    try:
        return kinds(value)
    except ValueError as error:
        raise sqlite3.DatabaseError(str(error)) from error


def article_from(row: Row) -> Article:
    """The article of a row of ``article.sql``."""
    source = Source(
        raw=zlib.decompress(row["raw"]) if row["raw"] else row["text"].encode(),
        **{key: row[key] for key in ("digest", "encoding", "path", "title", "url", "outlet", "author", "published", "language")},
        **{key: row[key] for key in ("fetched", "licence", "reader", "reader_version")},
    )
    diagnostics = tuple(
        Diagnostic(message=message, span=None if start is None else Span(start, end))
        for message, start, end in json.loads(row["diagnostics"])
    )
    furniture = tuple(Furniture(line=line, kind=member(FurnitureKind, kind)) for line, kind in json.loads(row["furniture"]))
    return Article(id=row["id"], text=row["text"], source=source, diagnostics=diagnostics, furniture=furniture)


def furniture_rows(article: Article, *, row: int) -> Iterator[dict[str, Any]]:
    """A row for each line of an article that is none of what it tells."""
    for furniture in article.furniture:
        yield {"article": row, "line": furniture.line, "kind": furniture.kind.value}


def diagnostic_rows(diagnostics: Iterable[Diagnostic], *, article: int) -> Iterator[dict[str, Any]]:
    """A row for each diagnostic, in order."""
    for ordinal, diagnostic in enumerate(diagnostics):
        span = diagnostic.span
        yield {
            "article": article,
            "ordinal": ordinal,
            "message": diagnostic.message,
            "start": span.start if span else None,
            "end": span.end if span else None,
        }


def quote_digits(article: Article, content: Iterable[Span], *, repeat: int) -> str:
    """The hexadecimal digits from which a quote takes its id: those of its article and of where its words stand.

    Args:
        article: the article in which it stands.
        content: the spans of its words.
        repeat: how many quotes of the article before it have the very same content.
    """
    key = [article.id, article.source.digest, [[span.start, span.end] for span in content]]
    return sha256(json.dumps([*key, repeat] if repeat else key).encode()).hexdigest()


def quote_row(article: Article, attribution: Attribution) -> dict[str, Any]:
    """The columns of a quote that its article and attribution alone decide."""
    text = article.text
    start = attribution.content[0].start
    mention = attribution.speaker
    return {
        "kind": attribution.kind.value,
        "line": article.line_of(start),
        "column": article.column_of(start),
        "start": start,
        "end": attribution.content[-1].end,
        "text": words(text, attribution.content),
        "cue_text": words(text, attribution.cue),
        "mention_text": words(text, mention.spans) if mention else None,
        "mention_form": mention.form if mention else None,
        "polarity": attribution.polarity.value,
        "hedge_text": attribution.hedge.of(text) if attribution.hedge else None,
        "when_text": attribution.when.of(text) if attribution.when else None,
        "where_text": attribution.where.of(text) if attribution.where else None,
        "confidence": float(attribution.confidence),
        "rule": attribution.rule,
    }


def span_rows(attribution: Attribution, *, quote: int) -> Iterator[dict[str, Any]]:
    """A row for each span of an attribution."""
    roles = {
        "content": attribution.content,
        "cue": attribution.cue,
        "speaker": attribution.speaker.spans if attribution.speaker else (),
        "hedge": (attribution.hedge,) if attribution.hedge else (),
        "when": (attribution.when,) if attribution.when else (),
        "where": (attribution.where,) if attribution.where else (),
    }
    for role, spans in roles.items():
        for ordinal, span in enumerate(spans):
            yield {"quote": quote, "role": role, "ordinal": ordinal, "start": span.start, "end": span.end}


def spans_by_role(encoded: str) -> dict[str, tuple[Span, ...]]:
    """The spans of a quote from their JSON, ``[[role, start, end], …]`` in order."""
    spans: dict[str, tuple[Span, ...]] = {}
    for role, start, end in json.loads(encoded):
        spans[role] = (*spans.get(role, ()), Span(start, end))
    return spans


def quote_from(row: Row) -> Quote:
    """The quote of a row of ``quotes.sql`` or ``quote.sql``."""
    spans = spans_by_role(row["spans"])
    return Quote(
        content=spans.get("content", ()),
        kind=member(Kind, row["kind"]),
        cue=spans.get("cue", ()),
        mention=spans.get("speaker", ()),
        speaker_mention=row["mention_text"],
        named=bool(row["named"]),
        polarity=member(Polarity, row["polarity"]),
        hedge=row["hedge_text"],
        when=row["when_text"],
        where=row["where_text"],
        **{
            key: row[key]
            for key in ("id", "article", "path", "line", "column", "text", "cue_text", "speaker", "speaker_id", "confidence", "rule")
        },
        **{key: row[key] for key in ("published", "outlet", "title", "url")},
    )


def entity_from(row: Row) -> Entity:
    """The entity of a row of ``forms.sql``."""
    return Entity(
        name=row["name"],
        type=member(EntityType, row["type"]),
        aliases=tuple(json.loads(row["aliases"])),
        offices=tuple(json.loads(row["offices"])),
        gender=row["gender"],
        rivals=tuple(json.loads(row["rivals"])),
    )


def speaker_from(row: Row) -> Speaker:
    """The speaker of a row of ``speakers.sql``."""
    seen = [Tenure(office=office, since=first, until=last) for office, articles, first, last in json.loads(row["offices"]) if articles]
    listed = [Tenure(office=office, since=since, until=until, listed=True) for office, since, until in json.loads(row["terms"])]
    return Speaker(
        type=member(EntityType, row["type"]),
        aliases=tuple(json.loads(row["aliases"])),
        offices=tuple(office for office, *_ in json.loads(row["offices"])),
        tenures=(*seen, *listed),
        **{key: row[key] for key in ("id", "name", "listed", "quotes", "articles", "first", "last")},
    )
