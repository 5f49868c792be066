"""A claimed quotation taken apart: its own words, and where it says that something was left out or put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quotecheck.matching import PlacedWord, place_words
from quotecheck.matching.passages import Passage

__all__ = ["Break", "Claimed", "claimed_words"]

_SIC = re.compile(r"[\[(]\s*sic\s*[\])]", re.IGNORECASE)
_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.(?:\s?\.)?)+\s*[\])]?")
_CAPITAL = re.compile(r"\[(?P<letter>[^\W\d_])\](?=[^\W\d_])")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """What stands between two of the quotation's own words besides these.

    Attributes:
        elided: whether an ellipsis does.
        supplied: the words in brackets.
    """

    elided: bool
    supplied: tuple[PlacedWord, ...]


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A claimed quotation.

    Attributes:
        text: as it came.
        words: that are said to be the speaker's, in order, each with its place in ``text``.
        told: whether they are told by another, in indirect speech.
        edited: whether it says so of a single word: *[M]aybe*, *[sic]*.
        breaks: for the places in ``words`` before which (or behind the last) something is left out or supplied, what.
    """

    text: str
    words: tuple[PlacedWord, ...]
    breaks: dict[int, Break]
    edited: bool = False
    told: bool = False

    @cached_property
    def parts(self) -> tuple[slice, ...]:
        """The runs of words without a break, as ``words[part]``."""
        edges = sorted({0, len(self.words), *self.breaks})
        return tuple(slice(start, end) for start, end in pairwise(edges))

    @cached_property
    def passage(self) -> Passage:
        """The words as they are compared."""
        return passage_of_words(self.words, told=self.told)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether a word has a digit."""
        return any(letter.isdigit() for word in self.words for letter in word.key)

    @cached_property
    def supplied(self) -> tuple[PlacedWord, ...]:
        """The words in brackets."""
        return tuple(word for found in self.breaks.values() for word in found.supplied)

    @property
    def is_marked(self) -> bool:
        """Whether it says that something was left out, put in or changed."""
        return self.edited or any(0 < place < len(self.words) or found.supplied for place, found in self.breaks.items())

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return re.search(r"\?[\"'”’»\s)]*$", self.text) is not None


def claimed_words(text: str, *, told: bool = False) -> Claimed:
    """Take a claimed quotation apart.

    Args:
        told: whether it is told by another, in indirect speech.
        text: the words; an ellipsis, with or without brackets, says that some are left out, and square brackets that some are put in.
            A bracketed capital (*[M]aybe*) is part of its word, and *[sic]* nothing.

    >>> claimed = claimed_words("[M]aybe … we [the police] will [sic] go")
    >>> [[word.key for word in claimed.words[part]] for part in claimed.parts]
    [['maybe'], ['we'], ['will', 'go']]
    """
    # What is blanked keeps its length, so that every place stays true.
    plain = _SIC.sub(lambda found: " " * len(found.group()), text)
    plain = _CAPITAL.sub(lambda found: f" {found['letter']}{_WORD_JOINER}", plain)
    ellipses = [found.span() for found in _ELLIPSIS.finditer(plain)]
    for start, end in ellipses:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    own: list[PlacedWord] = []
    elided: set[int] = set()
    supplied: dict[int, list[PlacedWord]] = {}
    waiting = list(ellipses)
    for word in place_words(plain):
        while waiting and waiting[0][1] <= word.span.start:
            elided.add(len(own))
            waiting.pop(0)
        if word.supplied:
            supplied.setdefault(len(own), []).append(word)
        else:
            own.append(word)
    if told and own and own[0].key == "that":  # it opens the clause
        own.pop(0)
        elided, supplied = {place - 1 for place in elided}, {max(0, place - 1): words for place, words in supplied.items()}
    places = {place for place in elided if place} | set(supplied)  # at either end an ellipsis says no more than any cut
    return Claimed(
        text=text,
        words=tuple(own),
        breaks={place: Break(elided=place in elided, supplied=tuple(supplied.get(place, ()))) for place in sorted(places)},
        told=told,
        edited=_SIC.search(text) is not None or _CAPITAL.search(text) is not None,
    )


def passage_of_words(words: Sequence[PlacedWord], *, told: bool = False) -> Passage:
    """Words of which nothing is known but what they are, and whether they are told in indirect speech."""
    return Passage(words=tuple(words), syntax=((),) * len(words), names=(None,) * len(words), reported=told)
