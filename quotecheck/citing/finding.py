"""Finding words in a text again: the very words, elsewhere perhaps, else what is most like them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from quotecheck.citing.cited import after, before
from quotecheck.citing.pointers import Pointed
from quotecheck.model import Span

__all__ = ["differing", "is_at", "likeliest", "most_like", "occurrences"]

# Of 100: what is less like the words is none of theirs.
_LIKE = 60.0
# So many characters tell a passage by themselves; fewer stand in many places.
_TELLING = 24
# So many tell it where nothing else in the text reads so.
_RARE = 12
# Of 200, for what stands before and behind together: from here on that speaks for a place.
_SUPPORTED = 110.0
# So small a part of the words may lie on either side of the place that is most like them.
_MARGIN = 4
# Characters of context from which on it can lead to a place.
_LEADING = 8
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def is_at(words: str, text: str, span: Span) -> bool:
    """Whether just these words stand at a place, white space aside."""
    return span.end <= len(text) and len(span) > 0 and _equal(words, span.of(text))


def occurrences(pointed: Pointed, text: str) -> Iterator[Span]:
    """Where the words stand; with a beginning and an end, from each beginning to the next end."""
    if pointed.end is None:
        found = [Span(*match.span()) for match in _pattern(pointed.words).finditer(text)]
        # What was cut within a word stands within one.
        yield from found or (Span(*match.span()) for match in re.finditer(_spaced(pointed.words), text))
        return
    ends = _pattern(pointed.end)
    for beginning in _pattern(pointed.words, case=False).finditer(text):
        end = ends.search(text, beginning.end())
        if end is not None:
            yield Span(beginning.start(), end.end())


def likeliest(pointed: Pointed, text: str, found: list[Span], *, near: int) -> Span | None:
    """Of several places with the very words the one that is meant, by what stands around; of equals the nearest.

    None if the words are so few that they stand anywhere, and nothing around them speaks for any of these places.
    """
    if not found:
        return None
    best = max(found, key=lambda span: (_support(pointed, text, span), -abs(span.start - near)))
    if len(best) >= _TELLING or not (pointed.prefix.strip() or pointed.suffix.strip()):
        return best
    # Where all that stood around stands around something else, that has come in their place.
    instead = _between(pointed, text)
    if instead is not None and not instead.contains(best):
        return None
    alone = len(found) == 1 and len(best) >= _RARE
    return best if alone or _support(pointed, text, best) >= _SUPPORTED else None


def most_like(pointed: Pointed, text: str) -> Span | None:
    """Where words stand that are most like these, or what stands where they stood; None if there is no such place."""
    if len(pointed.words) >= _TELLING:
        like = fuzz.partial_ratio_alignment(pointed.words, text, score_cutoff=_LIKE)
        if like is not None and like.dest_end > like.dest_start:
            return _trimmed(pointed.words, text, Span(like.dest_start, like.dest_end))
    return _between(pointed, text)


def differing(words: str, now: str) -> tuple[tuple[str, str], ...]:
    """The runs of words that differ: what was there, and what is there now.

    >>> differing("It cannot last.", "It can last.")
    (('cannot', 'can'),)
    """
    one, other = words.split(), now.split()
    steps = Indel.opcodes(one, other)
    found: list[tuple[str, str]] = []
    joined = False
    for step in steps:
        if step.tag == "equal":
            joined = False
            continue
        gone, new = " ".join(one[step.src_start : step.src_end]), " ".join(other[step.dest_start : step.dest_end])
        if joined:
            gone, new = f"{found[-1][0]} {gone}".strip(), f"{found[-1][1]} {new}".strip()
            found.pop()
        found.append((gone, new))
        joined = True
    return tuple(found)


def _equal(words: str, now: str) -> bool:
    if _UNREADABLE in words and len(words) == len(now):
        now = "".join(_UNREADABLE if one == _UNREADABLE else other for one, other in zip(words, now, strict=True))
    return words.split() == now.split()


def _spaced(words: str) -> str:
    """A pattern of the words with any white space between them."""
    return r"\s+".join(re.escape(word).replace(_UNREADABLE, ".") for word in words.split())


def _pattern(words: str, *, case: bool = True) -> re.Pattern[str]:
    """The words, with any white space between them, as they stand by themselves."""
    escaped = _spaced(words)
    head = r"(?<!\w)" if words[:1].isalnum() else ""
    tail = r"(?!\w)" if words.rstrip()[-1:].isalnum() else ""
    return re.compile(f"{head}{escaped}{tail}", re.NOFLAG if case else re.IGNORECASE)


def _support(pointed: Pointed, text: str, span: Span) -> float:
    """How much what stands around a place is like what stood around the words: 0 to 200."""
    score = 0.0
    for known, now in ((pointed.prefix, before(text, span)), (pointed.suffix, after(text, span))):
        score += fuzz.ratio(" ".join(known.split()), " ".join(now.split())) if known.strip() else 50.0
    return score


def _between(pointed: Pointed, text: str) -> Span | None:
    """What stands between what stood before the words and what stood behind them."""
    prefix, suffix = pointed.prefix.strip(), pointed.suffix.strip()
    if min(len(prefix), len(suffix)) < _LEADING:
        return None
    most = 3 * len(pointed.words) + 100
    behind = re.compile(_spaced(suffix))
    # Context begins and ends anywhere, also within words.
    for start in re.finditer(_spaced(prefix), text):
        end = behind.search(text, start.end(), start.end() + most + len(suffix))
        if end is not None:
            inner = text[start.end() : end.start()]
            lead = len(inner) - len(inner.lstrip())
            if inner.strip():
                return Span(start.end() + lead, start.end() + lead + len(inner.strip()))
    return None


def _trimmed(words: str, text: str, span: Span) -> Span:
    """A place that is about the right one, without the words at its ends that only came in there: whole words all."""
    margin = len(span) // _MARGIN
    start, end = max(0, span.start - margin), min(len(text), span.end + margin)
    # What the margin cuts is no word.
    found = [match for match in re.finditer(r"\S+", text) if start <= match.start() and match.end() <= end]
    steps = Indel.opcodes(words.split(), [match.group() for match in found])
    first, last = 0, len(found)
    for step in steps:
        if step.tag != "insert":
            break
        first = step.dest_end
    for step in reversed(steps):
        if step.tag != "insert":
            break
        last = step.dest_start
    return Span(found[first].start(), found[last - 1].end()) if first < last else span
