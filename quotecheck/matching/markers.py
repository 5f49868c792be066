"""Words that turn a meaning, found on one side of a comparison: what they say, and what of.

The words stand in the table ``data/markers.txt``. A marker governs a word (*not* the verb, *all* the noun): by the dependencies where
they are known, otherwise the next word that tells anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind

__all__ = ["Marker", "Phrase", "governed", "opposed", "opposites", "phrases_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A place where something is negated, counted, dated, named or hedged.

    Attributes:
        value: what it says; equal for two wordings of the same.
        first: its units are ``units[first:last]`` of its side.
        governs: the unit that it says this of; None where there is none.
        clause: the head of the clause that it holds for; None where it is not known.
        is_weak: whether it is a difference only in place of another of its kind, not where it is merely left out.
    """

    kind: DifferenceKind
    value: str
    first: int
    last: int
    governs: int | None = None
    clause: int | None = None
    is_weak: bool = False

    @property
    def units(self) -> range:
        """The places of its units."""
        return range(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of the table that stands somewhere: the name of its section, what it says, and its place."""

    section: str
    value: str
    first: int
    last: int


def phrases_at(side: Side) -> Iterator[Phrase]:
    """Give the phrases of the table that stand on a side, in order, of overlapping ones the first and longest."""
    at = 0
    while at < len(side.units):
        found = _longest(side, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


def governed(side: Side, first: int, last: int) -> int | None:
    """Give the unit that a phrase governs."""
    units = range(last - 1, first - 1, -1) if side.units[last - 1].form == "to" else range(first, last)  # "to" belongs to what is tried
    heads = [head for number in units if (head := side.head(number)) is not None and not first <= head < last]
    if heads:
        return heads[0]
    if side.units[first].word is not None:
        # It heads the sentence itself: what it asks for is its complement.
        return next((child for child in side.children[first] if side.relation(child) in {"xcomp", "ccomp", "obj", "nsubj"}), None)
    return next((number for number in range(last, len(side.units)) if side.units[number].fold not in _EMPTY), None)


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Give the pairs of words of which one denies the other."""
    return frozenset(frozenset(phrase) for section in _table().values() for phrase, what, _, _ in section if what == "opposites")


@cache
def opposed() -> frozenset[str]:
    """Give the words that have an opposite."""
    return frozenset(word for pair in opposites() for word in pair)


_EMPTY = frozenset({"be", "have", "do", "will", "can", "may", "to", "a", "an", "the", "<person>", "that", "of", "so"})
_EMPTY |= {"very", "really", "also", "just", "even", "ever", "in", "on", "at"}
"""Words that are not what a marker before them is about."""

_Row = tuple[tuple[str, ...], str, str, frozenset[str]]


def _longest(side: Side, at: int) -> Phrase | None:
    unit = side.units[at]
    best: Phrase | None = None
    for key in dict.fromkeys((unit.form, unit.lemma)):
        for words, section, value, parts in _table().get(key, ()):
            last = at + len(words)
            if section == "opposites" or (best is not None and last <= best.last) or last > len(side.units):
                continue
            if parts and side.upos(at) and side.upos(at) not in parts:
                continue
            if all(word in {side.units[at + n].form, side.units[at + n].lemma} for n, word in enumerate(words)):
                best = Phrase(section=section, value=value, first=at, last=last)
    return best


@cache
def _table() -> dict[str, list[_Row]]:
    """For the first word of each phrase: its words, the kind and value of its section, the parts of speech the first may be."""
    table: dict[str, list[_Row]] = {}
    section, value, parts = "", "", frozenset[str]()
    for line in files("quotecheck.matching").joinpath("data/markers.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            head = line.strip("[]").split()
            parts = frozenset(word for word in head if word.isupper())
            section, value = head[0], " ".join(word for word in head[1:] if not word.isupper())
        elif line and not line.startswith("#"):
            words = tuple(line.split())
            table.setdefault(words[0], []).append((words, section, value, parts))
    return table
