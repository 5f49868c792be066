"""Following a citation to the article as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, pairwise, product

from quotecheck.citing.cited import after, before
from quotecheck.citing.directives import check_sum
from quotecheck.citing.finding import differing, ends_alike, is_at, likeliest, most_like, occurrences, stand_in, tells
from quotecheck.citing.fragments import Fragment, holds, span_of
from quotecheck.citing.plain import PIECES
from quotecheck.citing.pointers import Pointed, Pointer
from quotecheck.model import Article, Span
from quotecheck.store.rows import quote_digits

__all__ = ["Followed", "Outcome", "follow"]

# So many quotes of an article may have the very same words at the very same place.
_MOST_REPEATS = 3
# Characters of a cue that may interrupt words.
_LONGEST_CUE = 300
# So many ways to choose among places of several pieces are proven by their check sum.
_MOST_TRIED = 1000


class Outcome(StrEnum):
    """What became of the words that a citation points at."""

    THERE = "there"
    MOVED = "moved"
    UNPROVEN = "unproven"
    CHANGED = "changed"
    GONE = "gone"

    @property
    def rank(self) -> int:
        """The better the outcome, the lower."""
        return list(Outcome).index(self)


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
        return _counted(pointer, pointer.fragment, article, versions)
    if pointer.check is not None and any(piece.end is not None for piece in pointer.pieces):
        return _checked(pointer, article, versions)
    return _best(_follow_pieces(_with_context(pointer, pieces, article, versions), article) for pieces in (pointer.pieces, *pointer.others))


def _best(ways: Iterable[Followed]) -> Followed:
    """Of the ways in which words may be cut into pieces the one that gives most."""
    best: Followed | None = None
    for found in ways:
        if best is None or found.outcome.rank < best.outcome.rank:
            best = found
        if best.outcome is Outcome.THERE:
            break
    assert best is not None
    return best


def _counted(pointer: Pointer, fragment: Fragment, article: Article, versions: Sequence[Article]) -> Followed:
    """What became of words that a fragment counts: read off the very file, else what it counts in the version that was cited."""
    span, words = span_of(fragment, article), pointer.text
    if holds(fragment, article):
        return Followed(outcome=Outcome.GONE, note="the file has no such place") if span is None else _read_off(words, article, span)
    whole = None if words is None or span is None else Pointed(words=words)
    if whole and span and stand_in(whole.words, span.of(article.text)) and ends_alike(whole, article.text, span):
        return Followed(outcome=Outcome.THERE, spans=(span,))
    ways = [tuple(replace(piece, span=span or Span(0, 0)) for piece in pieces) for pieces in (pointer.pieces, *pointer.others) if pieces]
    for version in versions:
        old = span_of(fragment, version) if holds(fragment, version) else None
        if old is not None and old.of(version.text).strip():
            read = _read_off(words, version, old)
            if read.outcome is not Outcome.THERE:
                return replace(read, spans=())
            # What stood around is known for each, so that the same words elsewhere are not taken for those that were changed.
            # Of the ways to cut them the one with the fewest pieces is right: others cut at an ellipsis of the article's own.
            ways = [(_pointed(old, version.text),), *islice(filter(None, (_within(way, version.text, old) for way in ways)), 1)]
            break
    return _best(_as_one(_follow_pieces(pieces, article), article) for pieces in ways) if ways else _unproven(fragment, article, span)


def _as_one(found: Followed, article: Article) -> Followed:
    """What was found of pieces whose places nobody knows, if a cue stands between them, and no ellipsis of the article's own."""
    gaps = _gaps(found.spans, article)
    near = gaps is not None and all(PIECES.strip() not in gap and any(map(str.isalnum, gap)) for gap in gaps)
    return found if near or found.outcome.rank > Outcome.MOVED.rank else replace(found, outcome=Outcome.CHANGED)


def _gaps(spans: Sequence[Span], article: Article) -> list[str] | None:
    """What stands between pieces; None if that is more than a cue, or they are not in their order."""
    pairs = list(pairwise(spans))
    if any(not 0 <= other.start - one.end <= _LONGEST_CUE for one, other in pairs):
        return None
    return [article.text[one.end : other.start] for one, other in pairs]


def _within(pieces: Sequence[Pointed], text: str, place: Span) -> tuple[Pointed, ...]:
    """The pieces as they stand one after the other within a place; none if they do not."""
    found: list[Pointed] = []
    at = place.start
    for piece in pieces:
        span = next((span for span in occurrences(piece, text) if at <= span.start and span.end <= place.end), None)
        if span is None:
            return ()
        found.append(_pointed(span, text))
        at = span.end
    return tuple(found)


def _unproven(fragment: Fragment, article: Article, span: Span | None) -> Followed:
    """What can be said where nobody knows which words are meant."""
    if holds(replace(fragment, length=None), article):
        return Followed(outcome=Outcome.UNPROVEN, note="the file has its MD5 and another length: one of them is wrong")
    if holds(fragment, article) is None:
        note = "it gives neither words nor an MD5 to prove them"
        return Followed(outcome=Outcome.UNPROVEN, spans=() if span is None else (span,), note=note)
    note = "the file is another than the one cited, and no version that was cited is at hand to tell what stood there"
    return Followed(outcome=Outcome.CHANGED, note=note)


def _read_off(words: str | None, article: Article, span: Span) -> Followed:
    """What stands at a place that is proven; if the citation gives words, too, they must be these."""
    if words is None or stand_in(words, span.of(article.text)):
        return Followed(outcome=Outcome.THERE, spans=(span,))
    note = "the citation gives other words than stand at its place in the very file that it cites"
    return Followed(outcome=Outcome.CHANGED, spans=(span,), differences=differing(words, span.of(article.text)), note=note)


def _checked(pointer: Pointer, article: Article, versions: Sequence[Article]) -> Followed:
    """Words of which the citation leaves some out: a check sum proves them."""
    spans = tuple(piece.span for piece in pointer.pieces if piece.span is not None)
    for version in (article, *versions):
        if spans and all(span.end <= len(version.text) for span in spans):
            pieces = tuple(_pointed(span, version.text) for span in spans)
            whole = all(ends_alike(replace(piece, prefix=None, suffix=None), version.text, span) for piece, span in _zipped(pieces, spans))
            given = all(_begins_and_ends(cited, piece.words) for cited, piece in zip(pointer.pieces, pieces, strict=True))
            if check_sum(piece.words for piece in pieces) == pointer.check and given and (whole or _is_cited(pointer, spans, version)):
                return _follow_pieces(pieces, article)
    places = [_places(piece, article.text) for piece in pointer.pieces]
    if all(places):
        for found in islice(product(*places), _MOST_TRIED):
            if check_sum(span.of(article.text) for span in found) == pointer.check:
                return Followed(outcome=Outcome.MOVED, spans=found)
        note = "its beginning and end are there, not all between"
        return Followed(outcome=Outcome.CHANGED, spans=tuple(found[0] for found in places), note=note)
    like = [most_like(piece, article.text) for piece in pointer.pieces]
    found = tuple(span for span in like if span is not None)
    return Followed(outcome=Outcome.CHANGED if found else Outcome.GONE, spans=found)


def _begins_and_ends(piece: Pointed, words: str) -> bool:
    """Whether words are those of which a citation gives the beginning and the end, or all."""
    now, start, end = (" ".join(text.split()) for text in (words, piece.words, piece.end or piece.words))
    # Longer words give the beginning of their first line and the end of their last.
    return now.startswith(start) and now.endswith(end)


def _places(piece: Pointed, text: str) -> list[Span]:
    """Where a piece may stand now: wherever its beginning and end do, or where it is known to be meant."""
    found = list(occurrences(piece, text))
    likely = None if piece.end is not None else likeliest(piece, text, found, near=0 if piece.span is None else piece.span.start)
    return found if piece.end is not None else [likely] if likely is not None and tells(piece) else []


def _with_context(pointer: Pointer, pieces: tuple[Pointed, ...], article: Article, versions: Sequence[Article]) -> tuple[Pointed, ...]:
    """The pieces with what stood around them, where the citation does not give it but a version does: the one cited, or one like it."""
    for version in (article, *versions):
        spans = _spans_of(pieces, version)
        if spans and _is_cited(pointer, spans, version):
            known = tuple(_around(piece, span, version) for piece, span in _zipped(pieces, spans))
            if all(is_at(piece, version.text, span) for piece, span in _zipped(known, spans)):
                return known
    if any(piece.prefix is None and piece.suffix is None for piece in pieces):
        for version in versions:
            spans = _spans_of(pieces, version)
            if spans and all(is_at(piece, version.text, span) for piece, span in _zipped(pieces, spans)):
                return tuple(_around(piece, span, version) for piece, span in _zipped(pieces, spans))
    return pieces


def _is_cited(pointer: Pointer, spans: Sequence[Span], version: Article) -> bool:
    """Whether a version is the very one that was cited, and these are the places: the id of a quote proves both."""
    if pointer.quote is None:
        return False
    digits = (quote_digits(version, spans, repeat=repeat) for repeat in range(_MOST_REPEATS))
    return any(one.startswith(pointer.quote) for one in digits)


def _spans_of(pieces: Iterable[Pointed], version: Article) -> list[Span]:
    """Where the pieces would stand in a version; none if one cannot."""
    spans = [_place_of(piece, version) for piece in pieces]
    return [] if None in spans else [span for span in spans if span is not None]


def _around(piece: Pointed, span: Span, version: Article) -> Pointed:
    return replace(piece, prefix=before(version.text, span), suffix=after(version.text, span))


def _zipped(pieces: Sequence[Pointed], spans: Sequence[Span]) -> Iterator[tuple[Pointed, Span]]:
    return zip(pieces, spans, strict=True)


def _follow_pieces(pieces: tuple[Pointed, ...], article: Article) -> Followed:
    each = [_follow_piece(piece, article) for piece in pieces]
    outcomes = [one.outcome for one in each]
    if all(outcome is Outcome.GONE for outcome in outcomes):
        return each[0]
    worst = max((Outcome.CHANGED if outcome is Outcome.GONE else outcome for outcome in outcomes), key=lambda outcome: outcome.rank)
    found = Followed(
        outcome=worst,
        spans=tuple(span for one in each for span in one.spans),
        differences=tuple(difference for one in each for difference in one.differences),
        note=next((one.note for one in each if one.note is not None), None),
    )
    if worst is Outcome.UNPROVEN and not all(outcome is Outcome.UNPROVEN for outcome in outcomes):
        # Few words in the same paragraph, beside the others as before, are theirs.
        gaps = _gaps(found.spans, article)
        if gaps is not None and not any("\n" in gap for gap in gaps):
            return replace(found, outcome=Outcome.MOVED, note=None)
    return found


def _follow_piece(piece: Pointed, article: Article) -> Followed:
    text = article.text
    place = _place_of(piece, article)
    if place is not None and is_at(piece, text, place):
        return Followed(outcome=Outcome.THERE, spans=(place,))
    near = place.start if place is not None else 0
    moved = likeliest(piece, text, list(occurrences(piece, text)), near=near)
    if moved is not None:
        # Who does not say where words stood cannot be told that they moved.
        unplaced = piece.span is None and piece.line is None
        if not unplaced and not tells(piece):
            return Followed(outcome=Outcome.UNPROVEN, spans=(moved,), note="so few words may be others, and what stood around is not known")
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
