"""Candidates: which quotations of a store may say the same as a given one, by the rare runs of words that they share.

Equal quotations are one *wording* here. Two wordings are candidates for each other if they share a rare shingle, or a rare run of two
words; how rare, over the whole store, says ``Rarity``. The definition is symmetric and knows no order, so that one wording after the
other against the index, and all at once (``quotecheck.matching.joining``), find the same pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from quotecheck.matching.shingles import HALF

__all__ = ["RARITY", "Candidate", "Index", "Rarity", "find_candidates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """Up to how many wordings of a store a run of words is rare.

    Attributes:
        shingle: that have the shingle.
        pair: that have the two words that shingles begin with. Two words are chance far sooner than three.
    """

    shingle: int = 128
    pair: int = 16


RARITY = Rarity()
"""Of 100,000 wordings, this finds in 99 of 100 cases those of which a truncated, gapped, spliced or slightly edited one was made; of
a million, made of the same, in 97: see ``benchmarks/matching.py``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A wording that shares rare runs with another.

    Attributes:
        wording: its number in the store.
        shared: how many rare runs, of three words or of two, both have.
    """

    wording: int
    shared: int


class Index(Protocol):
    """Which wordings have which shingles."""

    def holders(self, starts: Sequence[int], width: int, most: int) -> Sequence[Sequence[int]]:
        """Give the wordings that have a shingle in each of some ranges.

        Args:
            starts: the least shingle of each range.
            width: how many numbers each range has: ``[start, start + width)``.
            most: how many wordings are asked for at most.

        Returns:
            For each start, in this order, the distinct wordings; none where more than ``most`` have a shingle there.
        """
        ...


def find_candidates(
    index: Index, shingles: Sequence[int], *, own: int | None = None, limit: int | None = None, rarity: Rarity = RARITY
) -> list[Candidate]:
    """Give the wordings that may say the same as one.

    Args:
        index: of the store.
        shingles: of the wording, by ``shingles_of`` (as Python's integers, ``.tolist()``).
        own: its number, if it is in the store itself.
        limit: how many to give at most.
        rarity: up to how many wordings a run is rare.

    Returns:
        Those that share most first; of those that share equally many, those with the rarest run first.
    """
    pairs = list(dict.fromkeys(shingle >> HALF << HALF for shingle in shingles))
    found = [*index.holders(pairs, 1 << HALF, rarity.pair), *index.holders(shingles, 1, rarity.shingle)]
    # Counted from the rarest run on, so that equals stay in that order.
    rarest_first: list[Sequence[int]] = sorted(found, key=len)
    shared = Counter(chain.from_iterable(rarest_first))
    if own is not None:
        del shared[own]
    best = sorted(shared, key=shared.__getitem__, reverse=True)[:limit]
    return [Candidate(wording=wording, shared=shared[wording]) for wording in best]
