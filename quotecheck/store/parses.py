"""Parses as they lie in the store: columns in JSON, compressed, six bytes a word. What cues the network saw is left out."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from typing import Any

from quotecheck.model import Article, EntityType, Name, Parse, Sentence, Span, Word

__all__ = ["pack", "unpack"]

_SECOND = b"\x02"
"""What packed parses begin with, but for those that were packed before there was a second way to."""


def pack(parse: Parse) -> bytes:
    """Give the syntax and names of a parse as bytes; the same parse gives the same bytes."""
    text = parse.article.text
    gaps, lengths = [], []
    end = 0
    for word in parse.words:
        gaps.append(word.span.start - end)
        lengths.append(len(word.span))
        end = word.span.end
    columns = {
        "blocks": _flat(parse.blocks),
        "sentences": [[one.span.start, one.span.end, one.first, one.last, one.block] for one in parse.sentences],
        "gaps": gaps,
        "lengths": lengths,
        # Most words are what stands there, and many are their own lemma.
        "texts": [None if word.text == word.span.of(text) else word.text for word in parse.words],
        "heads": [None if word.head is None else word.head - word.index for word in parse.words],
        "names": [[name.span.start, name.span.end, name.first, name.last, name.type.value] for name in parse.names],
    }
    columns["lemma"], columns["lemmas"] = _numbered(None if word.lemma == word.text else word.lemma for word in parse.words)
    columns["tag"], columns["tags"] = _numbered(f"{word.upos} {word.xpos} {_feats(word)}" for word in parse.words)
    columns["deprel"], columns["deprels"] = _numbered(word.deprel for word in parse.words)
    packer = zlib.compressobj(level=9, zdict=_common())
    return _SECOND + packer.compress(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()) + packer.flush()


def unpack(packed: bytes, article: Article) -> Parse:
    """Give the parse that was packed.

    Args:
        packed: by ``pack``.
        article: that was parsed.

    Raises:
        sqlite3.DatabaseError: the bytes are damaged.
    """
    try:
        if packed.startswith(_SECOND):
            unpacker = zlib.decompressobj(zdict=_common())
            content = unpacker.decompress(packed[len(_SECOND) :])
            if not unpacker.eof:
                raise zlib.error("it ends early")  # noqa: TRY301 -- so does what zlib.decompress reads
            columns = _listed(json.loads(content))
        else:
            columns = json.loads(zlib.decompress(packed))
        return _parse(columns, article)
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


def _listed(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns as they were first written: a value for every word."""
    ends = list(accumulate(gap + length for gap, length in zip(columns["gaps"], columns["lengths"], strict=True)))
    starts = [end - length for end, length in zip(ends, columns["lengths"], strict=True)]
    tags = [columns["tag"][number].split(" ", 2) for number in columns["tags"]]
    return columns | {
        "spans": list(chain.from_iterable(zip(starts, ends, strict=True))),
        "lemmas": [columns["lemma"][number] for number in columns["lemmas"]],
        "deprels": [columns["deprel"][number] for number in columns["deprels"]],
        **{name: [tag[at] for tag in tags] for at, name in enumerate(("upos", "xpos", "feats"))},
    }


def _numbered(values: Iterable[str | None]) -> tuple[list[str | None], list[int]]:
    """The different values in the order in which they come, and for each value the number of its like."""
    numbers: dict[str | None, int] = {}
    listed = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), listed


def _feats(word: Word) -> str:
    return "|".join(f"{key}={value}" for key, value in word.feats.items())


@cache
def _common() -> bytes:
    """What zlib knows beforehand: tags and relations as they are written, the commonest last. It must never change."""
    return files("quotecheck.store").joinpath("data", "common_tags.txt").read_bytes()


def _flat(spans: Iterable[Span]) -> list[int]:
    return list(chain.from_iterable((span.start, span.end) for span in spans))


def _spans(numbers: list[int]) -> list[Span]:
    return [Span(start, end) for start, end in zip(numbers[::2], numbers[1::2], strict=True)]
