"""The names of an entity, taken apart, and several entities described as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotecheck.attribution.names import acronym_letters, fullest, person_words
from quotecheck.model import Entity, EntityType

__all__ = ["describe", "handles_of", "names_without_handles"]


def names_without_handles(entity: Entity) -> tuple[str, ...]:
    """Give all names of an entity that are no handles, its ``name`` first."""
    return tuple(name for name in dict.fromkeys((entity.name, *entity.aliases)) if not name.startswith("@"))


def handles_of(entity: Entity) -> frozenset[str]:
    """Give the handles of an entity ("@SecBlinken") in lower case."""
    return frozenset(name.casefold() for name in (entity.name, *entity.aliases) if name.startswith("@"))


def describe(entities: Sequence[Entity]) -> Entity:
    """Describe entities that are one speaker as one entity.

    Its name is the one that most of them go by, the fullest among equals; a family name alone or an acronym only where there
    is no other. Its type is that of most of them.

    Args:
        entities: at least one; their order changes nothing.

    Raises:
        ValueError: if there is no entity.
    """
    kinds = Counter(entity.type for entity in entities)
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    counts = Counter(entity.name for entity in entities)
    names = [name for name in counts if _is_full(name, kind)] or list(counts)
    name = fullest(name for name in names if counts[name] == max(counts[other] for other in names))
    aliases = {alias for entity in entities for alias in entity.aliases}
    if kind is not EntityType.UNNAMED:
        aliases |= counts.keys()
    offices = {office for entity in entities for office in entity.offices}
    genders = Counter(entity.gender for entity in entities if entity.gender)
    gender = min(genders, key=lambda gender: (-genders[gender], gender), default=None)
    return Entity(name=name, type=kind, aliases=tuple(sorted(aliases)), offices=tuple(sorted(offices)), gender=gender)


def _is_full(name: str, kind: EntityType) -> bool:
    if name.startswith("@"):
        return False
    return len(person_words(name)[0]) > 1 if kind is EntityType.PERSON else acronym_letters(name) is None
