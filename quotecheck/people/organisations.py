"""Which bodies and places are one: those of one name, and a name or acronym that points at exactly one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotecheck.attribution.names import acronym_letters, initials
from quotecheck.model import Entity
from quotecheck.people.entities import names_without_handles
from quotecheck.people.grouping import Grounds
from quotecheck.people.partition import Partition
from quotecheck.people.tables import key

__all__ = ["join_bodies"]


def join_bodies(entities: Sequence[Entity], indexes: Iterable[int], partition: Partition, grounds: Grounds) -> None:
    """Join in ``partition`` the bodies and places that are one.

    Args:
        entities: entities of any articles.
        indexes: which of them are bodies or places.
        partition: what is joined already (by a handle or a decision) stays so.
        grounds: takes the reasons and the doubts.
    """
    heads: dict[str, int] = {}
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    called: defaultdict[str, set[int]] = defaultdict(set)
    ordered = sorted(indexes)
    for index in ordered:
        name = entities[index].name
        partition.join(heads.setdefault(key(name), index), index)
        spellings[key(name)].add(name)
    for index in ordered:
        for name in names_without_handles(entities[index]):
            called[key(name)].add(partition.find(index))
        for letters in initials(entities[index].name):
            called[f"{letters}."].add(partition.find(index))
    meant = {head: _meant(spellings[head], called) - {partition.find(index)} for head, index in heads.items()}
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index in ordered:
        members[key(entities[index].name)].append(index)
    for head, others in meant.items():
        if len(others) == 1:
            partition.join(heads[head], *others)
            for index in members[head]:
                grounds.give(index, "an acronym or another name of it")
        for other in sorted(others) if len(others) > 1 else ():
            grounds.doubt(heads[head], other, f"may be meant by {min(spellings[head])}, as may {len(others) - 1} more")


def _meant(spellings: Iterable[str], called: Mapping[str, set[int]]) -> set[int]:
    """The groups that a name may point at, in any of its spellings: only some of them may show that it is an acronym."""
    keys = {key(name) for name in spellings}
    keys |= {f"{letters}." for name in spellings if (letters := acronym_letters(name))}
    return set().union(*(called.get(found, set()) for found in keys))
