"""Following a citation to the article as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quotecheck.citing.cited import after, before
from quotecheck.citing.directives import check_sum
from quotecheck.citing.finding import differing, is_at, likeliest, most_like, occurrences
from quotecheck.citing.fragments import Fragment, holds, span_of
from quotecheck.citing.pointers import Pointed, Pointer
from quotecheck.model import Article, Span

__all__ = ["Followed", "Outcome", "follow"]


class Outcome(StrEnum):
    """What became of the words that a citation points at."""

    THERE = "there"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of the words of a citation.

    Attributes:
        spans: where they, or what is left of them, stand now, a place for each piece that was found.
        differences: runs of words that were there, and what is there now.
        note: what else there is to know.
    """

    outcome: Outcome
    spans: tuple[Span, ...] = ()
    differences: tuple[tuple[str, str], ...] = ()
    note: str | None = None


def follow(pointer: Pointer, article: Article, *, versions: Sequence[Article] = ()) -> Followed:
    """What became of the words that a citation points at. Only the very words are said to be there, or to have moved.

    Args:
        pointer: the citation.
        article: as it is now.
        versions: earlier ones, in which words are looked up that the citation itself does not give.
    """
    if pointer.fragment is not None:
        found = _counted(pointer, pointer.fragment, article, versions)
        if found is not None:
            return found
        span = span_of(pointer.fragment, article)
        pieces = _words_of(pointer.fragment, versions) or tuple(replace(piece, span=span or Span(0, 0)) for piece in pointer.pieces)
        if not pieces:
            note = "the file is another than the one cited, and no version that was cited is at hand to tell what stood there"
            return Followed(outcome=Outcome.CHANGED, note=note)
        return _follow_pieces(pieces, article)
    if pointer.check is not None and any(piece.end is not None for piece in pointer.pieces):
        return _checked(pointer, article, versions)
    ways = [_follow_pieces(_with_context(pieces, versions), article) for pieces in (pointer.pieces, *pointer.others)]
    return min(ways, key=lambda found: list(Outcome).index(found.outcome))


def _counted(pointer: Pointer, fragment: Fragment, article: Article, versions: Sequence[Article]) -> Followed | None:
    """What counting gives, if it can be trusted: the file is the very one, or the very words stand there."""
    span = span_of(fragment, article)
    if holds(fragment, article):
        if span is not None and len(span) > 0:
            return Followed(outcome=Outcome.THERE, spans=(span,))
        return Followed(outcome=Outcome.GONE, note="the file has no such place")
    if fragment.md5 is None and not pointer.pieces and not any(holds(fragment, version) for version in versions):
        return Followed(
            outcome=Outcome.CHANGED, spans=() if span is None else (span,), note="it gives neither words nor an MD5 to prove them"
        )
    return None


def _words_of(fragment: Fragment, versions: Sequence[Article]) -> tuple[Pointed, ...]:
    """The words that a fragment counts in the version for which it was written."""
    for version in versions:
        span = span_of(fragment, version) if holds(fragment, version) else None
        if span is not None and span.of(version.text).strip():
            return (_pointed(span, version.text),)
    return ()


def _checked(pointer: Pointer, article: Article, versions: Sequence[Article]) -> Followed:
    """Words of which the citation leaves some out: a check sum proves them."""
    spans = tuple(piece.span for piece in pointer.pieces if piece.span is not None)
    for version, outcome in ((article, Outcome.THERE), *((version, None) for version in versions)):
        if spans and all(span.end <= len(version.text) for span in spans):
            words = [span.of(version.text) for span in spans]
            if check_sum(words) == pointer.check:
                if outcome is not None:
                    return Followed(outcome=outcome, spans=spans)
                return _follow_pieces(tuple(_pointed(span, version.text) for span in spans), article)
    places = [list(occurrences(piece, article.text)) for piece in pointer.pieces]
    if all(places):
        if len(places) == 1:
            proven = [span for span in places[0] if check_sum([span.of(article.text)]) == pointer.check]
            if proven:
                return Followed(outcome=Outcome.MOVED, spans=(proven[0],))
        return Followed(
            outcome=Outcome.CHANGED, spans=tuple(found[0] for found in places), note="its beginning and end are there, not all between"
        )
    like = [most_like(piece, article.text) for piece in pointer.pieces]
    found = tuple(span for span in like if span is not None)
    return Followed(outcome=Outcome.CHANGED if found else Outcome.GONE, spans=found)


def _with_context(pieces: tuple[Pointed, ...], versions: Sequence[Article]) -> tuple[Pointed, ...]:
    """The pieces with what stood around them, where the citation does not give it but an earlier version does."""
    if all(piece.prefix or piece.suffix for piece in pieces):
        return pieces
    for version in versions:
        spans = [_place_of(piece, version) for piece in pieces]
        if all(span is not None and is_at(piece.words, version.text, span) for piece, span in zip(pieces, spans, strict=True)):
            return tuple(
                replace(piece, prefix=before(version.text, span), suffix=after(version.text, span))
                for piece, span in zip(pieces, spans, strict=True)
                if span is not None
            )
    return pieces


def _follow_pieces(pieces: tuple[Pointed, ...], article: Article) -> Followed:
    each = [_follow_piece(piece, article) for piece in pieces]
    outcomes = [one.outcome for one in each]
    if all(outcome is Outcome.GONE for outcome in outcomes):
        return each[0]
    worst = max((Outcome.CHANGED if outcome is Outcome.GONE else outcome for outcome in outcomes), key=list(Outcome).index)
    return Followed(
        outcome=worst,
        spans=tuple(span for one in each for span in one.spans),
        differences=tuple(difference for one in each for difference in one.differences),
    )


def _follow_piece(piece: Pointed, article: Article) -> Followed:
    text = article.text
    place = _place_of(piece, article)
    if place is not None and is_at(piece.words, text, place):
        return Followed(outcome=Outcome.THERE, spans=(place,))
    near = place.start if place is not None else 0
    moved = likeliest(piece, text, list(occurrences(piece, text)), near=near)
    if moved is not None:
        # Who does not say where words stood cannot be told that they moved.
        unplaced = piece.span is None and piece.line is None
        return Followed(outcome=Outcome.THERE if unplaced else Outcome.MOVED, spans=(moved,))
    like = most_like(piece, text)
    if like is None:
        return Followed(outcome=Outcome.GONE, differences=((piece.words, ""),))
    return Followed(outcome=Outcome.CHANGED, spans=(like,), differences=differing(piece.words, like.of(text)))


def _place_of(piece: Pointed, article: Article) -> Span | None:
    """Where the words would stand in an article if nothing had changed there; they begin there at least."""
    if piece.span is not None:
        return piece.span
    if piece.line is None or piece.column is None or piece.line > len(article.line_starts):
        return None
    start = article.line_starts[piece.line - 1] + piece.column - 1
    at = start
    for number, word in enumerate(piece.words.split()):
        if number:
            while at < len(article.text) and article.text[at].isspace():
                at += 1
        at += len(word)
    return Span(start, at)


def _pointed(span: Span, text: str) -> Pointed:
    return Pointed(words=span.of(text), span=span, prefix=before(text, span), suffix=after(text, span))
