"""Claimed words laid against those of one quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from quotecheck.checking.claimed import Claimed
from quotecheck.matching.alignment import align
from quotecheck.matching.find import occurrences
from quotecheck.matching.information import information, total_information
from quotecheck.matching.passages import Passage

__all__ = ["NEAR", "NEAR_BUT_FOR_NUMBERS", "Fit", "exact_fits", "near_fit"]

_SUPPLIED_FOR = 8
"""Words of the article in whose place an editor's may stand without an ellipsis."""
_SLACK = 3
"""Words looked at on either side of the stretch that is most like a claim."""
NEAR, NEAR_BUT_FOR_NUMBERS = 0.5, 0.9
"""The likeness from which on words are the claimed ones, changed; and the share of a claim without its numbers: one alone may be wrong."""
_SHORT = 40
"""Words of a quote that is also looked at as a whole."""
_FEW = 4
"""Words that tell of what a number is."""
_STARTS = 50
"""Places of the first part from which the others are looked for."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Claimed words and where they stand in a quote.

    Attributes:
        claimed: the claim.
        said: the words of the quote.
        runs: the words that both have, in order, each as ``(claimed.words[a:b], said.words[c:d])``.
        is_exact: whether all claimed words are there, in one piece but for what the claim itself marks.
    """

    claimed: Claimed
    said: Passage
    runs: tuple[tuple[int, int, int, int], ...]
    is_exact: bool

    @property
    def first(self) -> int:
        """The first of the quote's words."""
        return self.runs[0][2]

    @property
    def stop(self) -> int:
        """The place behind the last of the quote's words."""
        return self.runs[-1][3]

    @property
    def gaps(self) -> tuple[tuple[slice, slice], ...]:
        """Between two runs each: claimed words that the quote lacks, and the quote's that the claim lacks; either may be empty."""
        return tuple((slice(before[1], behind[0]), slice(before[3], behind[2])) for before, behind in pairwise(self.runs))

    @cached_property
    def covered(self) -> float:
        """The share of the claim's information that the quote has, 0 to 1."""
        total = total_information(word.key for word in self.claimed.words)
        found = sum(information(word.key) for a, b, _, _ in self.runs for word in self.claimed.words[a:b])
        return found / total if total else 1.0

    @property
    def covered_but_for_numbers(self) -> float:
        """The share of the claim's information that the quote has, its numbers left out, 0 to 1; 0 if that is all in few words."""
        if not self.claimed.has_numbers:
            return 0.0
        plain = [place for place, word in enumerate(self.claimed.words) if not any(letter.isdigit() for letter in word.key)]
        found = {place for a, b, _, _ in self.runs for place in range(a, b)}
        total = total_information(self.claimed.words[place].key for place in plain)
        if len(plain) < _FEW:
            return 0.0
        return total_information(self.claimed.words[place].key for place in plain if place in found) / total if total else 0.0

    @cached_property
    def likeness(self) -> float:
        """The share of information that both have in what either has from the first common word to the last, and of all of the claim."""
        shared = sum(information(word.key) for a, b, _, _ in self.runs for word in self.claimed.words[a:b])
        total = total_information(word.key for word in self.claimed.words)
        between = sum(
            total_information(self.said.keys[there])
            for here, there in self.gaps
            if not (self.is_marked_at(here.start) or self.is_marked_at(here.stop))
        )
        return shared / (total + between) if total else 1.0

    @property
    def common(self) -> float:
        """The share of the claim's words that the quote has, of those that either has from the first common word to the last."""
        found = sum(b - a for a, b, _, _ in self.runs)
        return found / max(len(self.claimed.words), self.stop - self.first)

    def is_marked_at(self, place: int) -> bool:
        """Whether the claim says that something is left out or put in before one of its words."""
        return place in self.claimed.breaks

    def of_part(self, here: int, there: int) -> Fit:
        """What stands before a gap: the claim up to ``words[here]``, the quote up to ``words[there]``."""
        runs = tuple(run for run in self.runs if run[1] <= here and run[3] <= there)
        return Fit(claimed=self.claimed, said=self.said, runs=runs or self.runs[:1], is_exact=self.is_exact)

    def of(self, said: Passage) -> Fit:
        """The same, more being known of the quote's words."""
        return Fit(claimed=self.claimed, said=said, runs=self.runs, is_exact=self.is_exact)


def exact_fits(claimed: Claimed, said: Passage) -> Iterator[Fit]:
    """Give every place where all claimed words stand in order, without a gap but where the claim marks one.

    Of a claim with marks, from each place of its first part on what is nearest.
    """
    if not claimed.words:
        return
    first, *others = claimed.parts
    for number, start in enumerate(occurrences(claimed.words[first], said.words)):
        if number >= _STARTS:
            return
        runs = [(first.start, first.stop, start, start + first.stop - first.start)]
        for part in others:
            found = _next(claimed, part, said, runs[-1][3])
            if found is None:
                break
            runs.append((part.start, part.stop, found, found + part.stop - part.start))
        else:
            yield Fit(claimed=claimed, said=said, runs=tuple(runs), is_exact=True)


def _next(claimed: Claimed, part: slice, said: Passage, start: int) -> int | None:
    """Where a part stands next from ``start`` on."""
    mark = claimed.breaks[part.start]
    words = said.words if mark.elided else said.words[: start + _SUPPLIED_FOR + part.stop - part.start]
    found = next(occurrences(claimed.words[part], words[start:]), None)
    return None if found is None else start + found


def near_fit(claimed: Claimed, said: Passage) -> Fit | None:
    """Give how the claimed words lie best against those of a quote; None if none does.

    Of two ways the better: the runs that tell most, wherever they stand; and the stretch of the quote that is most like the claim.
    """
    alignment = align(claimed.passage, said)
    if not alignment.stretches:
        return None
    ways = [_fit(claimed, said, [(run.one.start, run.one.stop, run.other.start) for run in alignment.stretches if run.same])]
    found = fuzz.partial_ratio_alignment(claimed.passage.folds, said.folds)
    if found is not None and len(claimed.words) <= len(said.words):
        near = [slice(max(0, found.dest_start - _SLACK), found.dest_end + _SLACK)]
        near += [slice(0, len(said.words))] if len(said.words) <= _SHORT else []
        for stretch in near:
            blocks = Indel.opcodes(claimed.passage.folds, said.folds[stretch]).as_matching_blocks()
            runs = [(block.a, block.a + block.size, stretch.start + block.b) for block in blocks if block.size]
            ways += [_fit(claimed, said, runs)] if runs else []
    return max(ways, key=lambda fit: (fit.likeness >= NEAR, fit.covered_but_for_numbers >= NEAR_BUT_FOR_NUMBERS, fit.likeness))


def _fit(claimed: Claimed, said: Passage, runs: Sequence[tuple[int, int, int]]) -> Fit:
    return Fit(claimed=claimed, said=said, runs=tuple((a, b, c, c + b - a) for a, b, c in runs), is_exact=False)
