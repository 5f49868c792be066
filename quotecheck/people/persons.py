"""Which persons are one.

Where a name goes with two names that do not go with each other, as "George Bush" with "George W. Bush" and "George H. W. Bush",
it is joined to neither. What is left then falls into groups all of whose names go with one another, whatever the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from quotecheck.attribution.names import compatible, lone_names, person_words
from quotecheck.model import Entity
from quotecheck.people.entities import names_without_handles
from quotecheck.people.partition import Partition

__all__ = ["join_persons"]

_Names = tuple[str, ...]


def join_persons(entities: Sequence[Entity], indexes: Iterable[int], partition: Partition) -> None:
    """Join in ``partition`` the persons that are one.

    Args:
        entities: entities of any articles.
        indexes: which of them are persons.
        partition: what is joined already (by a handle) stays so.
    """
    bearers: dict[_Names, int] = {}
    for index in indexes:
        names = names_without_handles(entities[index])
        if names:
            partition.join(bearers.setdefault(tuple(sorted(names)), index), index)
    full = {index: names for names, index in bearers.items() if any(map(_is_full, names))}
    lone = {index: names for names, index in bearers.items() if index not in full}
    _join_full({index: tuple(filter(_is_full, names)) for index, names in full.items()}, partition)
    _join_lone(lone, full, partition)


def _is_full(name: str) -> bool:
    return len(person_words(name)[0]) > 1


def _join_full(full: dict[int, _Names], partition: Partition) -> None:
    neighbours = {index: set(near) for index, near in _compatible_pairs(full, full).items()}
    doubtful = {
        index for index, near in neighbours.items() if any(other not in neighbours[one] for one, other in combinations(sorted(near), 2))
    }
    for index, near in neighbours.items():
        for other in near - doubtful:
            if index not in doubtful:
                partition.join(index, other)


def _join_lone(lone: dict[int, _Names], full: dict[int, _Names], partition: Partition) -> None:
    """Join family names alone with each other, and with a full name where exactly one person can be meant."""
    for index, near in _compatible_pairs(lone, lone).items():
        for other in near:
            partition.join(index, other)
    named = {partition.find(index) for index in full}
    candidates: defaultdict[int, set[int]] = defaultdict(set)
    for index, near in _compatible_pairs(lone, full).items():
        candidates[partition.find(index)].update(partition.find(other) for other in near)
    for index, found in candidates.items():
        if len(found) == 1 and index not in named:
            partition.join(index, *found)


def _compatible_pairs(ours: dict[int, _Names], others: dict[int, _Names]) -> dict[int, list[int]]:
    """For each of ours, those of the others, not itself, of which any name goes with any of its own."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for index, names in others.items():
        for word in sorted(frozenset().union(*map(lone_names, names))):
            blocks[word].append(index)
    pairs: dict[int, list[int]] = {}
    for index, names in ours.items():
        near = {other for name in names for word in lone_names(name) for other in blocks[word] if other != index}
        pairs[index] = [other for other in sorted(near) if any(compatible(a, b) for a, b in product(names, others[other]))]
    return pairs
