"""Joining: all candidate pairs of a whole store at once.

Shingles are sorted, so that the wordings that share one stand side by side, and each group is expanded to its pairs. Sorting goes by
ranges of hashes and expanding by ranges of wordings, so that memory holds the shingles and one range of pairs, never all pairs.
The pairs are those of ``quotecheck.matching.candidates``, which says what is a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.matching.candidates import RARITY, Rarity
from quotecheck.matching.shingles import HALF

__all__ = ["Pairs", "join"]

_WORD = 64
_INDEX = np.uint64(32)
"""Bits for the place of a member, or for a wording as one half of a pair."""
_AT_ONCE = 1 << 23
"""Pairs expanded at once, and shingles sorted at once, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Candidate pairs, all three arrays of the shape (pairs,).

    Attributes:
        one: the lesser number of the two wordings.
        other: the greater.
        shared: how many rare runs, of three words or of two, both have.
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    shared: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Wordings that have the same run, side by side.

    Attributes:
        members: the wordings, ascending in each group.
        after: for each of them, how many of its group follow it.
    """

    members: NDArray[np.uint32]
    after: NDArray[np.uint32]


def join(
    shingles: NDArray[np.uint64], wordings: NDArray[np.integer], *, rarity: Rarity = RARITY, at_once: int = _AT_ONCE
) -> Iterator[Pairs]:
    """Give all candidate pairs of a store.

    Args:
        shingles: shape (rows,), of all wordings, each wording's distinct; in any order.
        wordings: shape (rows,), the number of the wording that each belongs to, 0 or greater.
        rarity: up to how many wordings a run is rare.
        at_once: how many pairs to hold in memory, about.

    Yields:
        Blocks of pairs, ascending by ``one`` and then by ``other``, each pair once.
    """
    if not len(shingles):
        return
    # Consecutive numbers take fewer bits than those of a store from which much was deleted.
    present = np.zeros(int(wordings.max()) + 1, dtype=np.bool_)
    present[wordings] = True
    numbers = np.flatnonzero(present)
    ranks = (np.cumsum(present, dtype=np.uint32) - np.uint32(1))[wordings]
    groups = _grouped(shingles, ranks, len(numbers), rarity, at_once)
    for one, other, shared in _expanded(groups, at_once):
        yield Pairs(one=numbers[one], other=numbers[other], shared=shared)


def _grouped(shingles: NDArray[np.uint64], ranks: NDArray[np.uint32], count: int, rarity: Rarity, at_once: int) -> _Groups:
    """The wordings that share each rare run."""
    bits = max(1, (count - 1).bit_length())
    # A shingle and its wording make one number of 64 bits, which sorts far faster than two; what does not fit is the part's.
    # Parts go by the upper half at most, so that none cuts through a run of two words.
    parted = max(2 * HALF + bits - _WORD, min(HALF, (len(shingles) // at_once).bit_length()))
    shift = np.uint64(2 * HALF - parted)
    rest = (np.uint64(1) << shift) - np.uint64(1)
    parts = (shingles >> shift).astype(np.uint32) if parted else None
    found = []
    for part in range(1 << parted):
        of_part = slice(None) if parts is None else np.flatnonzero(parts == part)
        packed = ((shingles[of_part] & rest) << np.uint64(bits)) | ranks[of_part]
        packed.sort()
        found.append(_rare(packed, bits, rarity.shingle))
        # The same without what the third word made.
        wordings = packed & ((np.uint64(1) << np.uint64(bits)) - np.uint64(1))
        pairs = ((packed >> np.uint64(bits + HALF)) << np.uint64(bits)) | wordings
        pairs.sort()  # np.unique would hash them, which takes five times as long
        found.append(_rare(pairs[_starts(pairs)], bits, rarity.pair))
    return _Groups(np.concatenate([groups.members for groups in found]), np.concatenate([groups.after for groups in found]))


def _rare(packed: NDArray[np.uint64], bits: int, most: int) -> _Groups:
    """The groups of two to ``most`` among sorted numbers whose last ``bits`` are the wording."""
    runs = packed >> np.uint64(bits)
    starts = _starts(runs)
    sizes = np.diff(np.append(starts, len(runs)))
    kept = (sizes >= 2) & (sizes <= most)
    members = (packed[np.repeat(kept, sizes)] & ((np.uint64(1) << np.uint64(bits)) - np.uint64(1))).astype(np.uint32)
    sizes = sizes[kept]
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(members)) - 1
    return _Groups(members, after.astype(np.uint32))


def _starts(ascending: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each run of equal numbers begins."""
    changes = np.flatnonzero(ascending[1:] != ascending[:-1]) + 1
    return np.concatenate([np.zeros(min(1, len(ascending)), dtype=np.int64), changes])


def _expanded(groups: _Groups, at_once: int) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]]:
    """The pairs of the members of each group, ascending, with how many groups have both."""
    lone = groups.after == 0
    places = np.flatnonzero(~lone).astype(np.uint64)
    # By wording: its pairs come together, however many groups it is in.
    order = (groups.members[~lone].astype(np.uint64) << _INDEX) | places
    order.sort()
    places = order & ((np.uint64(1) << _INDEX) - np.uint64(1))
    owners = order >> _INDEX
    after = groups.after[places].astype(np.int64)
    totals = np.cumsum(after)
    ends = np.append(_starts(owners)[1:], len(owners))
    start = 0
    while start < len(owners):
        # Up to where there are so many pairs, and on to the end of that wording's.
        done = totals[start - 1] if start else 0
        wanted = np.searchsorted(totals, done + at_once)
        end = int(ends[np.searchsorted(ends, min(wanted + 1, len(owners)))])
        counts = after[start:end]
        firsts = np.cumsum(counts) - counts
        partners = np.arange(int(counts.sum())) + np.repeat(places[start:end].astype(np.int64) + 1 - firsts, counts)
        pairs = np.repeat(owners[start:end] << _INDEX, counts) | groups.members[partners]
        pairs.sort()
        starts = _starts(pairs)
        shared = np.diff(np.append(starts, len(pairs)))
        pairs = pairs[starts]
        yield pairs >> _INDEX, pairs & ((np.uint64(1) << _INDEX) - np.uint64(1)), shared
        start = end
