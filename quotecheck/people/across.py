"""Which entities of many articles are one speaker. Names are joined with care: where one could be two people's, it stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotecheck.attribution.names import acronym_letters, initials, lone_names
from quotecheck.model import Entity, EntityType
from quotecheck.people.entities import describe, handles_of, names_without_handles
from quotecheck.people.organisations import join_bodies
from quotecheck.people.partition import Partition
from quotecheck.people.persons import join_persons
from quotecheck.people.tables import key

__all__ = ["block_keys", "describe", "merge"]


def block_keys(entity: Entity) -> tuple[str, ...]:
    """Give the keys of which ``merge`` needs one in common to join two entities; an unnamed entity has none.

    >>> block_keys(Entity(name="Antony Blinken", type=EntityType.PERSON, aliases=("@SecBlinken",)))
    ('handle:@secblinken', 'person:blinken')
    """
    if entity.type is EntityType.UNNAMED:
        return ()
    if entity.type is EntityType.PERSON:
        keys = {f"person:{word}" for name in names_without_handles(entity) for word in lone_names(name)}
        keys |= {f"handle:{handle}" for handle in handles_of(entity)}
        return tuple(sorted(keys))
    keys = {f"body:{key(name)}" for name in names_without_handles(entity)}
    keys |= {f"account:{handle}" for handle in handles_of(entity)}
    acronym = acronym_letters(entity.name)
    keys |= {f"acronym:{letters}" for letters in ({acronym} if acronym else initials(entity.name))}
    return tuple(sorted(keys))


def merge(entities: Sequence[Entity]) -> list[list[int]]:
    """Partition entities into speakers.

    A pure function of the multiset of entities: their order changes nothing. A family name alone joins a full name only where
    exactly one person bears it; doubtful cases stay apart, and unnamed entities always do.

    Args:
        entities: entities of any articles.

    Returns:
        Groups of indexes into ``entities``: each in order, by their first index.
    """
    partition = Partition(len(entities))
    persons = [index for index, entity in enumerate(entities) if entity.type is EntityType.PERSON]
    bodies = [index for index, entity in enumerate(entities) if entity.type not in {EntityType.PERSON, EntityType.UNNAMED}]
    for indexes, join in ((persons, join_persons), (bodies, join_bodies)):
        accounts: defaultdict[str, list[int]] = defaultdict(list)
        for index in indexes:
            for handle in sorted(handles_of(entities[index])):
                accounts[handle].append(index)
        for holders in accounts.values():
            for index in holders:
                partition.join(holders[0], index)
        join(entities, indexes, partition)
    return partition.groups()
