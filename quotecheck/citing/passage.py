"""The paragraph that a quote stands in, in pieces that say what they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from quotecheck.model import Article, Quote, Span
from quotecheck.parsing.blocks import blocks

__all__ = ["Passage", "Piece", "Role", "passage"]


class Role(StrEnum):
    """What a piece of a passage is to the quote."""

    CONTENT = "content"
    CUE = "cue"
    SPEAKER = "speaker"
    AROUND = "around"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a passage that are all one thing to the quote."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whole paragraphs of an article: their place, and their words in pieces, none empty, in order and without a gap."""

    span: Span
    pieces: tuple[Piece, ...]


def passage(quote: Quote, article: Article) -> Passage:
    """The paragraphs on which the content and the cue of a quote stand, and all between them.

    Args:
        quote: the quote.
        article: the article, in the version in which it stands.
    """
    places = (*quote.content, *quote.cue)
    touched = [block for block in blocks(article.text) if any(block.overlaps(span) for span in places)]
    span = Span(min(block.start for block in (*touched, *places)), max(block.end for block in (*touched, *places)))
    roles = [Role.AROUND] * len(span)
    for role, spans in ((Role.SPEAKER, quote.mention), (Role.CUE, quote.cue), (Role.CONTENT, quote.content)):
        for at in (at for inner in spans for at in range(max(inner.start, span.start), min(inner.end, span.end))):
            roles[at - span.start] = role
    runs = (list(run) for _, run in groupby(range(len(span)), key=roles.__getitem__))
    pieces = tuple(Piece(text=article.text[span.start + run[0] : span.start + run[-1] + 1], role=roles[run[0]]) for run in runs)
    return Passage(span=span, pieces=pieces)
