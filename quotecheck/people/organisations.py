"""Which bodies and places are one: those of one name, and a name or acronym that points at exactly one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotecheck.attribution.names import acronym_letters, initials
from quotecheck.model import Entity
from quotecheck.people.entities import names_of
from quotecheck.people.partition import Partition
from quotecheck.people.tables import key

__all__ = ["join_bodies"]


def join_bodies(entities: Sequence[Entity], indexes: Iterable[int], partition: Partition) -> None:
    """Join in ``partition`` the bodies and places that are one.

    Args:
        entities: entities of any articles.
        indexes: which of them are bodies or places.
        partition: what is joined already (by a handle) stays so.
    """
    heads: dict[str, int] = {}
    called: defaultdict[str, set[int]] = defaultdict(set)
    ordered = sorted(indexes)
    for index in ordered:
        partition.join(heads.setdefault(key(entities[index].name), index), index)
    for index in ordered:
        for name in names_of(entities[index]):
            called[key(name)].add(partition.find(index))
        for letters in initials(entities[index].name):
            called[f"{letters}."].add(partition.find(index))
    meant = {head: _meant(entities[index].name, called, partition.find(index)) for head, index in heads.items()}
    for head, others in meant.items():
        if len(others) == 1:
            partition.join(heads[head], *others)


def _meant(name: str, called: dict[str, set[int]], itself: int) -> set[int]:
    letters = acronym_letters(name)
    found = called.get(key(name), set()) | (called.get(f"{letters}.", set()) if letters else set())
    return found - {itself}
