"""Two sides laid against each other unit by unit, and the markers of one found again on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from quotecheck.matching.markers import Marker
from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind

__all__ = ["Gap", "Pairing", "pair", "paired"]

_NEAR = 6
"""Places on the common scale within which markers may be one where no parse tells what they govern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Units of one side and those that stand in their place on the other; either may be empty."""

    one: range
    other: range


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Which units of two sides are the same.

    Attributes:
        pairs: the places of units that are the same, side by side, in order.
    """

    one: Side
    other: Side
    pairs: tuple[tuple[int, int], ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What stands between the pairs, before the first and behind the last; none is empty on both sides."""
        return tuple(gap for gap in self._between if gap.one or gap.other)

    @cached_property
    def _between(self) -> tuple[Gap, ...]:
        ends = [*self.pairs, (self.one.stretch.stop, self.other.stretch.stop)]
        starts = [(self.one.stretch.start - 1, self.other.stretch.start - 1), *self.pairs]
        return tuple(Gap(one=range(a + 1, c), other=range(b + 1, d)) for (a, b), (c, d) in zip(starts, ends, strict=True))

    @cached_property
    def scales(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """For each unit of each side its place on a common scale: odd where it is paired, even for a gap, negative outside."""
        ones, others = ([outside] * len(side.units) for side, outside in ((self.one, -1), (self.other, -2)))
        for number, gap in enumerate(self._between):
            for places, units in ((ones, gap.one), (others, gap.other)):
                places[units.start : units.stop] = [2 * number] * len(units)
        for number, (a, b) in enumerate(self.pairs):
            ones[a] = others[b] = 2 * number + 1
        return tuple(ones), tuple(others)

    def beside(self, unit: int) -> range:
        """What stands on the second side in place of a unit of the first: the same, or a gap."""
        place = self.scales[0][unit]
        if place < 0:
            return range(0)
        if place % 2:
            there = self.pairs[place // 2][1]
            return range(there, there + 1)
        return self._between[place // 2].other

    def is_same_between(self, one: int, other: int) -> bool:
        """Tell whether a unit of the first side and one of the second, and all between, are the same words in the same order."""
        first, last = sorted((self.scales[0][one], self.scales[1][other]))
        gaps = self._between[(first + 1) // 2 : (last + 1) // 2]
        return first % 2 == last % 2 == 1 and not any(gap.one or gap.other for gap in gaps)

    def mirrored(self) -> Pairing:
        """The same with its sides exchanged."""
        return Pairing(one=self.other, other=self.one, pairs=tuple((b, a) for a, b in self.pairs))


def pair(one: Side, other: Side) -> Pairing:
    """Lay two sides against each other; of several ways that are as good, which one depends on the order of the sides."""
    folds = [[unit.fold for unit in side.units[side.stretch.start : side.stretch.stop]] for side in (one, other)]
    found = Indel.opcodes(folds[0], folds[1]).as_matching_blocks()
    blocks = _slid(folds[0], folds[1], [(at, there, size) for at, there, size in found])
    first, other_first = one.stretch.start, other.stretch.start
    pairs = tuple((first + at + n, other_first + there + n) for at, there, size in blocks for n in range(size))
    return Pairing(one=one, other=other, pairs=pairs)


def _slid(one: Sequence[str], other: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The blocks of equal words, the gaps between which begin as early as they can.

    In *he [would say so and he] would* the gap is *[he would say so and] he would*.
    """
    slid = [block for block in blocks if block[2]]
    for number in range(len(slid) - 1, 0, -1):
        at, there, size = slid[number - 1]
        next_at, next_there, next_size = slid[number]
        longer, end, start = (one, next_at, at + size) if there + size == next_there else (other, next_there, there + size)
        if at + size != next_at and there + size != next_there:
            continue
        while size > 1 and longer[end - 1] == longer[start - 1]:
            size, next_size, next_at, next_there, end, start = size - 1, next_size + 1, next_at - 1, next_there - 1, end - 1, start - 1
        slid[number - 1], slid[number] = (at, there, size), (next_at, next_there, next_size)
    return slid


def paired(
    pairing: Pairing, ones: Sequence[Marker], others: Sequence[Marker], same: Callable[[Marker, Marker], bool], *, in_place: bool = False
) -> list[tuple[Marker, Marker]]:
    """Find each marker of one side again on the other, by ever weaker likeness.

    Args:
        pairing: the sides.
        ones: the markers of the first.
        others: those of the second.
        same: whether two markers say the same.
        in_place: whether only what stands in the same place or of the same word counts.

    Returns:
        Those found, each in one pair at most.
    """
    found: list[tuple[Marker, Marker]] = []
    left, left_there = list(ones), list(others)
    for candidates in (_in_place, _of_same_word, *((_of_replaced_word,) if in_place else (_of_same_clause, _nearby))):
        mine, left = left, []
        taken: set[int] = set()
        index = candidates(pairing, left_there)
        for one in mine:
            at = next((n for n in index(one) if n not in taken and same(one, left_there[n])), None)
            if at is None:
                left.append(one)
            else:
                taken.add(at)
                found.append((one, left_there[at]))
        left_there = [other for n, other in enumerate(left_there) if n not in taken]
    return found


_Candidates = Callable[[Marker], Iterable[int]]
"""For a marker of the first side, which of the other's may be it."""


def _in_place(pairing: Pairing, others: Sequence[Marker]) -> _Candidates:
    places = _index((place, number) for number, other in enumerate(others) for place in {pairing.scales[1][unit] for unit in other.units})
    return lambda one: [n for unit in one.units for n in places.get(pairing.scales[0][unit], ())]


def _of_same_word(pairing: Pairing, others: Sequence[Marker]) -> _Candidates:
    return lambda one: [n for n, other in enumerate(others) if _alike(pairing, one.governs, other.governs)]


def _of_replaced_word(pairing: Pairing, others: Sequence[Marker]) -> _Candidates:
    free = [n for n, other in enumerate(others) if _is_replaced(pairing, 1, other.governs)]
    return lambda one: free if _is_replaced(pairing, 0, one.governs) else ()


def _is_replaced(pairing: Pairing, side: int, governs: int | None) -> bool:
    place = -1 if governs is None else pairing.scales[side][governs]
    return place >= 0 and place % 2 == 0


def _of_same_clause(pairing: Pairing, others: Sequence[Marker]) -> _Candidates:
    def candidates(one: Marker) -> list[int]:
        mine = {one.clause, one.governs}
        return [n for n, other in enumerate(others) if any(_alike(pairing, a, b) for a in mine for b in (other.clause, other.governs))]

    return candidates


def _nearby(pairing: Pairing, others: Sequence[Marker]) -> _Candidates:
    def candidates(one: Marker) -> list[int]:
        known = one.clause is not None
        place = pairing.scales[0][one.first]
        return [
            n
            for n, other in enumerate(others)
            if not (known and other.clause is not None)
            and (one.kind is DifferenceKind.DATE or abs(place - pairing.scales[1][other.first]) <= _NEAR)
        ]

    return candidates


def _index(entries: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    index: dict[int, list[int]] = {}
    for key, number in entries:
        index.setdefault(key, []).append(number)
    return index


def _alike(pairing: Pairing, one: int | None, other: int | None) -> bool:
    """Whether two units are the same, or stand in the same gap."""
    if one is None or other is None:
        return False
    if pairing.one.units[one].fold == pairing.other.units[other].fold:
        return True
    return pairing.scales[0][one] == pairing.scales[1][other]
