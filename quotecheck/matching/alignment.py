"""The words of two quotations side by side: which are the same, and what stands between those.

Words are aligned by their folded forms (rapidfuzz's Indel alignment, a longest common subsequence), so that *he would leave* stands
beside *I will leave*. Of runs far apart only those stay that tell more than the gap beside them costs, as in local alignment (Smith and
Waterman 1981): that a long quotation somewhere has a *the*, too, is no likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from rapidfuzz.distance import Indel

from quotecheck.matching.information import information, total_information
from quotecheck.matching.passages import Passage

__all__ = ["Alignment", "Stretch", "align"]

_GAP = 1.5
"""What a gap costs, times the binary logarithm of its words and one: the information of a middling word for one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one side and what stands in their place on the other.

    Attributes:
        same: whether they are the same words, folded; otherwise either side may be empty.
        one: the words of the first as ``words[start:end]``; ``other`` those of the second.
    """

    same: bool
    one: slice
    other: slice


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """Two passages side by side.

    Attributes:
        stretches: in order, the same and the different by turns, from the first run that is the same to the last; none if nothing is.
    """

    one: Passage
    other: Passage
    stretches: tuple[Stretch, ...]

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The places of the words that are the same, side by side."""
        return tuple(
            pair
            for stretch in self.stretches
            if stretch.same
            for pair in zip(range(stretch.one.start, stretch.one.stop), range(stretch.other.start, stretch.other.stop), strict=True)
        )

    @cached_property
    def shared(self) -> float:
        """The information of the words that are the same."""
        return total_information(self.one.keys[place] for place, _ in self.pairs)

    @property
    def different(self) -> tuple[Stretch, ...]:
        """The stretches that are not the same."""
        return tuple(stretch for stretch in self.stretches if not stretch.same)

    @property
    def around(self) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        """What stands before the first and behind the last run: of the first passage, and of the second."""
        if not self.stretches:
            return (slice(0, len(self.one.words)), slice(0, 0)), (slice(0, len(self.other.words)), slice(0, 0))
        first, last = self.stretches[0], self.stretches[-1]
        return (
            (slice(0, first.one.start), slice(last.one.stop, len(self.one.words))),
            (slice(0, first.other.start), slice(last.other.stop, len(self.other.words))),
        )

    def covered(self) -> tuple[float, float]:
        """The share of each side's information that the other has, too, 0 to 1."""
        totals = total_information(self.one.keys), total_information(self.other.keys)
        others = total_information(self.other.keys[place] for _, place in self.pairs)
        return self.shared / totals[0] if totals[0] else 0.0, others / totals[1] if totals[1] else 0.0


def align(one: Passage, other: Passage) -> Alignment:
    """Lay two passages side by side.

    The result depends on which one is first only in that sides are swapped where several alignments are equally long.
    """
    runs = _runs(one.folds, other.folds)
    kept = _closed_up(_best_chain(runs, one), one, other)
    stretches: list[Stretch] = []
    for run in kept:
        if stretches:
            last = stretches[-1]
            stretches.append(Stretch(same=False, one=slice(last.one.stop, run.one.start), other=slice(last.other.stop, run.other.start)))
        stretches.append(run)
    return Alignment(one=one, other=other, stretches=tuple(stretches))


def _runs(one: Sequence[str], other: Sequence[str]) -> list[Stretch]:
    blocks = Indel.opcodes(one, other).as_matching_blocks()
    return [Stretch(same=True, one=slice(at, at + size), other=slice(there, there + size)) for at, there, size in blocks if size]


def _best_chain(runs: Sequence[Stretch], one: Passage) -> Sequence[Stretch]:
    """Those neighbouring runs whose information is greatest, less what the gaps between them cost (Kadane's algorithm)."""
    best, best_first, best_last = 0.0, 0, -1
    value, first = 0.0, 0
    for number, run in enumerate(runs):
        tells = sum(information(key) for key in one.keys[run.one])
        cost = _cost(runs[number - 1], run) if number > first else 0.0
        if value - cost > 0 and number > first:
            value += tells - cost
        else:
            value, first = tells, number
        if value > best:
            best, best_first, best_last = value, first, number
    return runs[best_first : best_last + 1]


def _closed_up(runs: Sequence[Stretch], one: Passage, other: Passage) -> list[Stretch]:
    """The runs, the outer ones moved next to their neighbours where the same words stand there, too: *I am, I am tired*; and lengthened."""
    found = list(runs)
    if len(found) > 1:
        found[0] = _moved(found[0], found[1].one.start - found[0].one.stop, found[1].other.start - found[0].other.stop, one, other)
        found[-1] = _moved(found[-1], found[-2].one.stop - found[-1].one.start, found[-2].other.stop - found[-1].other.start, one, other)
    if found:
        first = found[0]
        more = _common(one.folds[: first.one.start][::-1], other.folds[: first.other.start][::-1])
        found[0] = Stretch(
            same=True,
            one=slice(first.one.start - more, first.one.stop),
            other=slice(first.other.start - more, first.other.stop),
        )
        last = found[-1]
        more = _common(one.folds[last.one.stop :], other.folds[last.other.stop :])
        found[-1] = Stretch(
            same=True, one=slice(last.one.start, last.one.stop + more), other=slice(last.other.start, last.other.stop + more)
        )
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two sequences begin with in common."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _moved(run: Stretch, by: int, other_by: int, one: Passage, other: Passage) -> Stretch:
    """A run moved on one side, if only that side has a gap and the words there are the same."""
    if (by == 0) == (other_by == 0):
        return run
    here = slice(run.one.start + by, run.one.stop + by)
    there = slice(run.other.start + other_by, run.other.stop + other_by)
    same = one.folds[here] == other.folds[there]
    return Stretch(same=True, one=here, other=there) if same else run


def _cost(before: Stretch, run: Stretch) -> float:
    missing = max(run.one.start - before.one.stop, run.other.start - before.other.stop)
    return _GAP * log2(1 + missing)
