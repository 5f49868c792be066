"""Parses as they lie in the store: columns in JSON, compressed. What cues the network saw is left out."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from itertools import chain
from typing import Any

from quotecheck.model import Article, EntityType, Name, Parse, Sentence, Span, Word

__all__ = ["pack", "unpack"]


def pack(parse: Parse) -> bytes:
    """Give the syntax and names of a parse as bytes; the same parse gives the same bytes."""
    text = parse.article.text
    columns = {
        "blocks": _flat(parse.blocks),
        "sentences": [[one.span.start, one.span.end, one.first, one.last, one.block] for one in parse.sentences],
        "spans": _flat(word.span for word in parse.words),
        # Most words are what stands there, and many are their own lemma.
        "texts": [None if word.text == word.span.of(text) else word.text for word in parse.words],
        "lemmas": [None if word.lemma == word.text else word.lemma for word in parse.words],
        "upos": [word.upos for word in parse.words],
        "xpos": [word.xpos for word in parse.words],
        "feats": ["|".join(f"{key}={value}" for key, value in word.feats.items()) for word in parse.words],
        "heads": [None if word.head is None else word.head - word.index for word in parse.words],
        "deprels": [word.deprel for word in parse.words],
        "names": [[name.span.start, name.span.end, name.first, name.last, name.type.value] for name in parse.names],
    }
    return zlib.compress(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode(), level=6)


def unpack(packed: bytes, article: Article) -> Parse:
    """Give the parse that was packed.

    Args:
        packed: by ``pack``.
        article: that was parsed.

    Raises:
        sqlite3.DatabaseError: the bytes are damaged.
    """
    try:
        return _parse(json.loads(zlib.decompress(packed)), article)
    except (zlib.error, KeyError, TypeError, IndexError, ValueError) as error:
        raise sqlite3.DatabaseError(f"the parse of {article.id} is damaged: {error}") from error


def _parse(columns: dict[str, Any], article: Article) -> Parse:
    spans = _spans(columns["spans"])
    names = ("texts", "lemmas", "upos", "xpos", "feats", "heads", "deprels")
    words = []
    for index, (span, values) in enumerate(zip(spans, zip(*(columns[name] for name in names), strict=True), strict=True)):
        text, lemma, upos, xpos, feats, head, deprel = values
        text = span.of(article.text) if text is None else text
        words.append(
            Word(
                index=index,
                span=span,
                text=text,
                lemma=text if lemma is None else lemma,
                upos=upos,
                xpos=xpos,
                feats=dict(pair.split("=", 1) for pair in feats.split("|")) if feats else {},
                head=None if head is None else index + head,
                deprel=deprel,
            )
        )
    return Parse(
        article=article,
        blocks=tuple(_spans(columns["blocks"])),
        sentences=tuple(
            Sentence(span=Span(start, end), first=first, last=last, block=block) for start, end, first, last, block in columns["sentences"]
        ),
        words=tuple(words),
        names=tuple(
            Name(span=Span(start, end), first=first, last=last, type=EntityType(kind)) for start, end, first, last, kind in columns["names"]
        ),
    )


def _flat(spans: Iterable[Span]) -> list[int]:
    return list(chain.from_iterable((span.start, span.end) for span in spans))


def _spans(numbers: list[int]) -> list[Span]:
    return [Span(start, end) for start, end in zip(numbers[::2], numbers[1::2], strict=True)]
