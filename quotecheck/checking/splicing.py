"""Claims that run words of two quotations together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.checking.archive import Archive
from quotecheck.checking.claimed import Claimed
from quotecheck.matching.information import distinctiveness, total_information
from quotecheck.model import Quote, Span

__all__ = ["Piece", "find_splice"]

_LEAST = 3
"""Words that a piece has at the least."""
_TELLING = 1.5
"""The distinctiveness of a piece, at the least: *I think this is* may stand anywhere."""
_MOST_PIECES = 4
_LEFT_OVER = 0.12
"""The share of the claim's information that may be in none: an *and* put between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of claimed words as it stands in a quote: ``claimed.words[start:stop]``, and where in the article."""

    quote: Quote
    start: int
    stop: int
    span: Span


def find_splice(claimed: Claimed, quotes: Sequence[Quote], archive: Archive) -> list[Piece]:
    """Give the fewest runs of words of some quotes that a claim is made of, in its order; none if it is not made of them.

    Args:
        claimed: the claim.
        quotes: to be looked at, the likelier ones first.
        archive: where they are.
    """
    keys = [word.key for word in claimed.words]
    pieces: list[Piece] = []
    at = 0
    left_over: list[str] = []
    while at < len(keys):
        best = max((_longest(keys, at, quote, archive) for quote in quotes), key=lambda piece: piece.stop, default=None)
        if best is None or best.stop - at < _LEAST or distinctiveness(keys[at : best.stop]) < _TELLING:
            left_over.append(keys[at])
            at += 1
            continue
        pieces.append(best)
        at = best.stop
        if len(pieces) > _MOST_PIECES:
            return []
    total = total_information(keys)
    enough = total and total_information(left_over) <= _LEFT_OVER * total
    return pieces if len(pieces) > 1 and enough else []


def _longest(keys: Sequence[str], at: int, quote: Quote, archive: Archive) -> Piece:
    """The longest run of words from a place on that a quote has."""
    words = archive.passage(quote).keys
    best, place = 0, 0
    for start, word in enumerate(words):
        if word == keys[at]:
            size = 1
            while at + size < len(keys) and start + size < len(words) and keys[at + size] == words[start + size]:
                size += 1
            if size > best:
                best, place = size, start
    found = archive.passage(quote).words
    span = Span(found[place].span.start, found[place + best - 1].span.end) if best else Span(0, 0)
    return Piece(quote=quote, start=at, stop=at + best, span=span)
