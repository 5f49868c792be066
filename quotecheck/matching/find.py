"""Where the words of a claimed quotation stand, without a gap, inside quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quotecheck.matching.words import PlacedWord, place_words, quote_words
from quotecheck.model import Occurrence, Quote, Span

__all__ = ["find_words"]

# Two words each under one spelling: "tell us" is not "tell US".
_HOMOGRAPHS = frozenset({"us", "who", "it", "aids"})


def find_words(claimed: str, quotes: Iterable[Quote]) -> list[Occurrence]:
    """Every place where the claimed words stand in order and without a gap inside one quote.

    Case, punctuation, quotation marks, dashes and spaces may differ; whole words must agree. An interrupted quotation is read
    through: between two of its pieces the words go on.

    Args:
        claimed: the words that somebody is said to have said.
        quotes: where to look.

    Returns:
        A match for each place, in the order of ``quotes`` and then of the places; the span of a match is the words' in the article,
        from the first to the last. Empty if ``claimed`` holds no word.
    """
    wanted = place_words(claimed)
    if not wanted:
        return []
    matches = []
    for quote in quotes:
        words = quote_words(quote)
        for first in _occurrences(wanted, words):
            last = first + len(wanted)
            matches.append(Occurrence(quote=quote, span=Span(words[first].span.start, words[last - 1].span.end)))
    return matches


def _occurrences(wanted: Sequence[PlacedWord], words: Sequence[PlacedWord]) -> Iterator[int]:
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
