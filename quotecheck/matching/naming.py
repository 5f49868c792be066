"""Proper names on one side of a comparison, and whether two of them may be one's."""

from __future__ import annotations

from itertools import groupby

from quotecheck.attribution.names import compatible, is_acronym, split_title
from quotecheck.attribution.titles import vocabulary
from quotecheck.matching.information import information
from quotecheck.matching.markers import Marker
from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind
from quotecheck.people.bodies import full_name
from quotecheck.people.places import government_of, nation_of

__all__ = ["is_capitalised", "may_be_one", "names"]

_RARE = 2.3
"""Information from which on a capital behind a mark is rather a name's than a sentence's."""

_TELLING = 2.0
"""Information that a name has at the least."""


def names(side: Side, taken: frozenset[int]) -> list[Marker]:
    """Give the names of a side, in order; the value of one is the name as it stands there.

    Args:
        side: where to look.
        taken: the units that are something else.
    """
    cased = side.is_parsed or _tells_case(side)
    flags = [number not in taken and cased and _is_of_name(side, number) for number in range(len(side.units))]
    found: list[Marker] = []
    for is_name, run in groupby(range(len(flags)), key=lambda number: flags[number]):
        numbers = list(run)
        if is_name:
            value = " ".join(dict.fromkeys(side.text(number) for number in numbers))
            first, last = numbers[0], numbers[-1] + 1
            governs = side.head(next((number for number in numbers if side.head(number) not in numbers), first))
            found.append(Marker(kind=DifferenceKind.NAME, value=value, first=first, last=last, governs=governs, is_weak=True))
    return found


def is_capitalised(side: Side, number: int) -> bool:
    """Tell whether a unit is written with a capital and can be a name: not *She* or *The*."""
    return side.text(number)[0].isupper() and information(side.units[number].form) >= _TELLING


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may be one's: *Clinton* and *Hillary Clinton*, *U.S.* and *American*."""
    words, others = ({word.casefold().removesuffix("'s") for word in name.split()} for name in (one, other))
    if words <= others or others <= words or is_acronym(one, other) or is_acronym(other, one):
        return True
    named = {word.casefold() for name in (one, other) for word in split_title(name)[1].split()}
    if compatible(one, other) and all(_is_title(word) for word in (words ^ others) - named):
        return True
    for known in (full_name, nation_of, government_of):
        a, b = known(one), known(other)
        if a is not None and (a == b or a.casefold() == other.casefold()):
            return True
        if b is not None and b.casefold() == one.casefold():
            return True
    return False


def _is_title(word: str) -> bool:
    return any(word.strip(".") in vocabulary(kind) for kind in ("office", "courtesy"))


def _tells_case(side: Side) -> bool:
    """Whether capitals tell names: not in a headline."""
    capitals = sum(word.text[0].isupper() for word in side.passage.words)
    return capitals <= max(1, len(side.passage.words) * 0.7)


def _is_of_name(side: Side, number: int) -> bool:
    unit = side.units[number]
    text = side.text(number)
    if unit.form in {"'s", "not", "i"} or not any(letter.isalpha() for letter in text):
        return False
    if side.is_parsed:
        named = side.passage.names[unit.place] is not None
        proper = side.upos(number) == "PROPN" or (side.upos(number) == "ADJ" and nation_of(text) is not None)
        return named or (proper and text[0].isupper())
    if not text[0].isupper():
        return False
    return not side.parted(number) or information(unit.form) >= _RARE
