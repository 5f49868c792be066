"""The names of an entity, taken apart, and several entities described as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from quotecheck.attribution.names import acronym_letters, fullest, person_words
from quotecheck.model import Entity, EntityType
from quotecheck.people.standing import Standing

__all__ = ["describe", "handles_of", "names_without_handles"]


Kind = TypeVar("Kind")


def names_without_handles(entity: Entity) -> tuple[str, ...]:
    """Give all names of an entity that are no handles, its ``name`` first."""
    return tuple(name for name in dict.fromkeys((entity.name, *entity.aliases)) if not name.startswith("@"))


def handles_of(entity: Entity) -> frozenset[str]:
    """Give the handles of an entity ("@SecBlinken") in lower case."""
    return frozenset(name.casefold() for name in (entity.name, *entity.aliases) if name.startswith("@"))


def describe(entities: Sequence[Entity], standings: Sequence[Standing] = (), counts: Sequence[int] | None = None) -> Entity:
    """Describe entities that are one speaker as one entity.

    Its name is what a user calls it, else that on a user's list, else the one that most of them go by, the fullest among equals; a
    family name alone or an acronym only where there is no other. Its type is that of most of them, of the named ones if there are any.

    Args:
        entities: at least one; their order changes nothing.
        standings: what users have decided of each.
        counts: in how many articles each speaks, for equal entities may be given as one; in one by default.

    Raises:
        ValueError: if there is no entity.
    """
    weighed = list(zip(entities, counts or [1] * len(entities), strict=True))
    # A handle alone does not tell what its holder is; nor are capitals how a name is written, if it is written otherwise.
    weighed = [(entity, count) for entity, count in weighed if names_without_handles(entity)] or weighed
    weighed = [(entity, count) for entity, count in weighed if not entity.name.isupper() or acronym_letters(entity.name)] or weighed
    kinds = _counted((entity.type, count) for entity, count in weighed)
    if len(kinds) > 1:
        del kinds[EntityType.UNNAMED]
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    called_so = _counted((entity.name, count) for entity, count in weighed)
    named = {entity.name for entity in entities if entity.type is not EntityType.UNNAMED} or set(called_so)
    names = [name for name in named if _is_full(name, kind)] or list(named)
    most = max(called_so[name] for name in names)
    name = fullest(name for name in names if called_so[name] == most)
    called = max((standing.called for standing in standings if standing.called), default=None)
    listed = sorted(entity.name for entity, standing in zip(entities, standings, strict=False) if standing.on_list)
    if called or listed:
        name = called[1] if called else listed[0]
    aliases = {alias for entity in entities for alias in entity.aliases}
    if kind is not EntityType.UNNAMED:
        aliases |= {*named, name}
    offices = {office for entity in entities for office in entity.offices}
    genders = _counted((entity.gender, count) for entity, count in weighed if entity.gender)
    gender = min(genders, key=lambda gender: (-genders[gender], gender), default=None)
    return Entity(
        name=name,
        type=kind,
        aliases=tuple(sorted(aliases)),
        offices=tuple(sorted(offices)),
        gender=gender,
        rivals=() if _is_full(name, kind) else tuple(sorted({rival for entity in entities for rival in entity.rivals})),
    )


def _counted(pairs: Iterable[tuple[Kind, int]]) -> Counter[Kind]:
    counts: Counter[Kind] = Counter()
    for kind, count in pairs:
        counts[kind] += count
    return counts


def _is_full(name: str, kind: EntityType) -> bool:
    if name.startswith("@"):
        return False
    return len(person_words(name)[0]) > 1 if kind is EntityType.PERSON else acronym_letters(name) is None
