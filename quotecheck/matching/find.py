"""Where words stand, without a gap, among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotecheck.matching.words import PlacedWord

__all__ = ["occurrences"]

# Two words each under one spelling: "tell us" is not "tell US".
_HOMOGRAPHS = frozenset({"us", "who", "it", "aids"})


def occurrences(wanted: Sequence[PlacedWord], words: Sequence[PlacedWord]) -> Iterator[int]:
    """The indices in ``words`` at which all of ``wanted`` stands, cutting no compound in two."""
    needle, haystack = _joined(wanted), _joined(words)
    at = haystack.find(needle)
    while at >= 0:
        first = haystack.count("\0", 0, at)
        last = first + len(wanted)
        whole = not words[first].joined and not (last < len(words) and words[last].joined)
        if whole and _same_homographs(wanted, words[first:last]):
            yield first
        at = haystack.find(needle, at + 1)


def _joined(words: Sequence[PlacedWord]) -> str:
    """The keys as one string in which a whole word begins and ends with a character that no key holds."""
    return "\0" + "".join(f"{word.key}\0" for word in words)


def _same_homographs(one: Sequence[PlacedWord], other: Sequence[PlacedWord]) -> bool:
    """Whether "US" never stands against "us", where both sides tell capitals from small letters."""
    if not (_tells_case(one) and _tells_case(other)):
        return True
    return all(a.text.isupper() == b.text.isupper() for a, b in zip(one, other, strict=True) if a.key in _HOMOGRAPHS)


def _tells_case(words: Sequence[PlacedWord]) -> bool:
    text = "".join(word.text for word in words)
    return not text.isupper() and not text.islower()
