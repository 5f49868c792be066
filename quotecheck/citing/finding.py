"""Finding words in a text again: the very words, elsewhere perhaps, else what is most like them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from quotecheck.citing.cited import after, before
from quotecheck.citing.plain import PIECES
from quotecheck.citing.pointers import Pointed
from quotecheck.model import Span

__all__ = ["UNREADABLE", "UNWRITABLE", "differing", "ends_alike", "is_at", "likeliest", "most_like", "occurrences", "stand_in", "tells"]

# Of 100: what is less like the words is none of theirs.
_LIKE = 60.0
# So many characters tell a passage by themselves; fewer stand in many places.
_TELLING = 24
# So many tell it where nothing else in the text reads so.
_RARE = 12
# Fewer are anybody's.
_ANYBODYS = 5
# Of 200, for what stands before and behind together: from here on that speaks for a place.
_SUPPORTED = 110.0
# So small a part of the words may lie on either side of the place that is most like them.
_MARGIN = 4
# Characters of context from which on it can lead to a place.
_LEADING = 8
# What is compared of the rest of a word that was cut: context may end within it.
_COMPARED = 24
_LETTER = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u20d0-\u20f0\ufe20-\ufe2f]"
# A word: I, can't, ready-made, 3,000.50.
_WORD = re.compile(rf"{_LETTER}+(?:(?:['’‐‑-]|(?<=\d)[.,:/](?=\d)){_LETTER}+)*")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
UNWRITABLE = "\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff"
"""What XML cannot hold, in a pattern; in its place stands U+FFFD."""


def is_at(pointed: Pointed, text: str, span: Span) -> bool:
    """Whether just these words stand at a place, white space aside, and are no part of other words than when they were cited."""
    if (
        not pointed.words.strip()
        or not 0 < len(span) <= len(text) - span.start
        or not re.fullmatch(_spaced(pointed), span.of(text).strip())
    ):
        return False
    return ends_alike(pointed, text, span)


def stand_in(words: str, passage: str) -> bool:
    """Whether a passage begins and ends with these words and holds them all; what interrupts them is an ellipsis in them.

    >>> stand_in("“We are,” … “ready.”", "“We are,” he said, “ready.”")
    True
    """
    first, *others = " ".join(words.split()).split(PIECES)
    there, at = " ".join(passage.split()), len(first)
    if not others or not there.startswith(first):
        return there == first and not others
    for part in others[:-1]:
        at = there.find(part, at) + len(part)
        if at < len(part):
            return False
    return there.endswith(others[-1]) and len(there) - len(others[-1]) >= at


def occurrences(pointed: Pointed, text: str) -> Iterator[Span]:
    """Where the words stand; with a beginning and an end, from each beginning to the next end."""
    if pointed.end is None:
        spans = (Span(*match.span()) for match in re.finditer(_spaced(pointed), text))
        yield from (span for span in spans if ends_alike(pointed, text, span))
        return
    ends = list(occurrences(replace(pointed, words=pointed.end, end=None), text))
    starts = [span.start for span in ends]
    for beginning in re.finditer(_spaced(pointed), text, re.IGNORECASE):
        number = bisect_left(starts, beginning.end())
        if number < len(ends):
            yield Span(beginning.start(), ends[number].end)


def likeliest(pointed: Pointed, text: str, found: list[Span], *, near: int) -> Span | None:
    """Of several places with the very words the one that is meant, by what stands around; of equals the nearest.

    None if other words stand now between what stood around them, or if the words are so few that they stand anywhere and nothing around
    them speaks for any of these places.
    """
    if not found:
        return None
    best = max(found, key=lambda span: (_support(pointed, text, span), -abs(span.start - near)))
    # Where all that stood around stands around something else, that has come in their place.
    instead = list(_between(pointed, text))
    if instead and not any(place.contains(span) for place in instead for span in found):
        return None
    if len(best) >= _TELLING or not ((pointed.prefix or "").strip() or (pointed.suffix or "").strip()):
        return best
    alone = len(found) == 1 and len(best) >= _RARE
    return best if alone or _support(pointed, text, best) >= _SUPPORTED else None


def tells(pointed: Pointed) -> bool:
    """Whether words that stand elsewhere now can be known to be the same: few words without what stood around them may be anybody's."""
    return len(pointed.words) >= _ANYBODYS or bool((pointed.prefix or "").strip() or (pointed.suffix or "").strip())


def most_like(pointed: Pointed, text: str) -> Span | None:
    """Where words stand that are most like these, or what stands where they stood; None if there is no such place."""
    instead = next(_between(pointed, text), None)
    if instead is None and len(pointed.words) >= _TELLING:
        like = fuzz.partial_ratio_alignment(pointed.words, text, score_cutoff=_LIKE)
        if like is not None and like.dest_end > like.dest_start:
            return _trimmed(pointed.words, text, Span(like.dest_start, like.dest_end))
    return instead


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


def _spaced(pointed: Pointed) -> str:
    """A pattern of the words with any white space between them."""
    escaped = r"\s+".join(map(re.escape, pointed.words.split()))
    return escaped.replace(UNREADABLE, f"[{UNREADABLE}{UNWRITABLE}]") if pointed.from_xml else escaped


def ends_alike(pointed: Pointed, text: str, span: Span) -> bool:
    """Whether the first and the last word at a place are as whole, or as cut, as those that were cited: 5 is not in 50, nor can in can't.

    Who does not say what stood around cites whole words.
    """
    words, now = " ".join(pointed.words.split()), span.of(text)
    was_before, was_behind = _rest_before(pointed.prefix or "", words), _rest_behind(words, pointed.suffix or "")
    is_before, is_behind = _rest_before(before(text, span), now), _rest_behind(now, after(text, span))
    return was_before[-_COMPARED:] == is_before[-_COMPARED:] and was_behind[:_COMPARED] == is_behind[:_COMPARED]


def _rest_behind(words: str, suffix: str) -> str:
    """What belongs to the last of the words and is not among them."""
    last, first = re.split(r"\s", words)[-1], re.split(r"\s", suffix, maxsplit=1)[0]
    ends = (match.end() for match in _WORD.finditer(last + first) if match.start() < len(last) < match.end())
    return next(((last + first)[len(last) : end] for end in ends), "")


def _rest_before(prefix: str, words: str) -> str:
    """What belongs to the first of the words and is not among them."""
    last, first = re.split(r"\s", prefix)[-1], re.split(r"\s", words, maxsplit=1)[0]
    starts = (match.start() for match in _WORD.finditer(last + first) if match.start() < len(last) < match.end())
    return next((last[start:] for start in starts), "")


def _support(pointed: Pointed, text: str, span: Span) -> float:
    """How much what stands around a place is like what stood around the words: 0 to 200."""
    score = 0.0
    for known, now in ((pointed.prefix, before(text, span)), (pointed.suffix, after(text, span))):
        score += fuzz.ratio(" ".join(known.split()), " ".join(now.split())) if known and known.strip() else 50.0
    return score


def _between(pointed: Pointed, text: str) -> Iterator[Span]:
    """What stands between what stood before the words and what stood behind them."""
    if pointed.prefix is None or pointed.suffix is None:
        return
    prefix, suffix = pointed.prefix.strip(), pointed.suffix.strip()
    if max(len(prefix), len(suffix)) < _LEADING:
        return
    # Where the text began or ended, little stood there; then it must still begin or end so. Context is cut anywhere, also within words.
    most = 3 * len(pointed.words) + 100
    ahead = _loosely(prefix) if len(prefix) >= _LEADING else rf"\A\s*{_loosely(prefix)}"
    behind = re.compile(_loosely(suffix) if len(suffix) >= _LEADING else rf"{_loosely(suffix)}\s*\Z")
    for start in re.finditer(ahead, text):
        end = behind.search(text, start.end(), min(len(text), start.end() + most + len(suffix)))
        if end is not None and (len(suffix) >= _LEADING or end.end() == len(text)):
            inner = text[start.end() : end.start()]
            lead = len(inner) - len(inner.lstrip())
            if inner.strip():
                yield Span(start.end() + lead, start.end() + lead + len(inner.strip()))


def _loosely(context: str) -> str:
    return r"\s+".join(map(re.escape, context.split()))


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
