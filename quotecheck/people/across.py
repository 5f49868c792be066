"""Which entities of many articles are one speaker. Names are joined with care: where one could be two people's, it stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotecheck.attribution.names import acronym_letters, initials, lone_names
from quotecheck.attribution.spelling import sounds
from quotecheck.model import Entity, EntityType
from quotecheck.people.entities import handles_of, names_without_handles
from quotecheck.people.forms import forms_of
from quotecheck.people.grouping import Grounds, Grouping
from quotecheck.people.organisations import join_bodies
from quotecheck.people.partition import Partition
from quotecheck.people.persons import join_persons
from quotecheck.people.standing import FREE, Standing
from quotecheck.people.tables import key

__all__ = ["block_keys", "merge"]


def block_keys(entity: Entity, standing: Standing = FREE) -> tuple[str, ...]:
    """Give the keys of which ``merge`` needs one in common to join two entities, or to doubt whether to.

    An unnamed entity has none but those that decisions give it.

    >>> block_keys(Entity(name="Antony Blinken", type=EntityType.PERSON, aliases=("@SecBlinken",)))
    ('handle:@secblinken', 'person:blinken', 'sound:BLNKN.A')
    """
    keys = {f"same:{mark}" for mark in standing.same} | ({f"apart:{standing.apart}"} if standing.apart else set())
    if entity.type is EntityType.UNNAMED:
        return tuple(sorted(keys))
    names = names_without_handles(entity)
    keys |= {f"handle:{handle}" for handle in handles_of(entity)}
    if entity.type is EntityType.PERSON:
        keys |= {f"person:{word}" for name in names for word in lone_names(name)}
        keys |= {f"sound:{sound}" for name in names for sound in sounds(name)}
        return tuple(sorted(keys))
    keys |= {f"body:{key(name)}" for name in names}
    acronym = acronym_letters(entity.name)
    keys |= {f"acronym:{letters}" for letters in ({acronym} if acronym else initials(entity.name))}
    return tuple(sorted(keys))


def merge(
    entities: Sequence[Entity],
    standings: Sequence[Standing] | None = None,
    *,
    counts: Sequence[int] | None = None,
    one_article: bool = False,
) -> Grouping:
    """Partition entities into speakers.

    A pure function of the multiset of entities and their standings: their order changes nothing. What users have decided comes
    first, then handles, then names. A bare family name goes to whom office, gender and frequency point at; in doubt it
    stays apart and the doubt is told. Unnamed entities are joined by decisions alone.

    Args:
        entities: entities of any articles.
        standings: what users have decided of each; nothing by default.
        counts: in how many articles each speaks, for equal entities may be given as one; in one by default.
        one_article: whether all are of one article, which names in full whom it then calls by the family name.
    """
    standings = standings or [FREE] * len(entities)
    partition, grounds = Partition(len(entities)), Grounds(len(entities))
    _join_decided(entities, standings, partition, grounds)
    persons = [index for index, entity in enumerate(entities) if entity.type is EntityType.PERSON]
    bodies = [index for index, entity in enumerate(entities) if entity.type not in {EntityType.PERSON, EntityType.UNNAMED}]
    _join_accounts(entities, [index for index in (*persons, *bodies) if standings[index].apart is None], partition, grounds)
    join_persons(forms_of(entities, standings, persons, counts), partition, grounds, one_article=one_article)
    join_bodies(entities, [index for index in bodies if standings[index].apart is None], partition, grounds)
    return grounds.over(partition.groups(), default="the name")


def _join_decided(entities: Sequence[Entity], standings: Sequence[Standing], partition: Partition, grounds: Grounds) -> None:
    marked: defaultdict[str, list[int]] = defaultdict(list)
    for index, (entity, standing) in enumerate(zip(entities, standings, strict=True)):
        if entity.type is EntityType.UNNAMED and not standing.same and standing.apart is None:
            grounds.scatter(index)
        for mark in sorted(standing.same):
            marked[f"same:{mark}"].append(index)
        if standing.apart:
            marked[f"apart:{standing.apart}"].append(index)
    for indexes in marked.values():
        for index in indexes:
            partition.join(indexes[0], index)
            grounds.give(index, "a decision of yours")


def _join_accounts(entities: Sequence[Entity], indexes: Iterable[int], partition: Partition, grounds: Grounds) -> None:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index in indexes:
        for handle in sorted(handles_of(entities[index])):
            holders[handle].append(index)
    for handle, found in holders.items():
        for index in found if len(found) > 1 else ():
            partition.join(found[0], index)
            grounds.give(index, f"the handle {handle}")
