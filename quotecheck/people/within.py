"""The speakers of one article under their canonical names: persons without titles, countries for capitals, bodies in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotecheck.attribution.names import fullest, is_courtesy, split_title
from quotecheck.model import Attribution, Entity, EntityType
from quotecheck.people.across import describe, merge
from quotecheck.people.bodies import full_name
from quotecheck.people.entities import names_of
from quotecheck.people.places import country_named, government_of

__all__ = ["canonical", "identify"]

_HANDLE = re.compile(r"@\w+")
_EDGES = re.compile(r"^(?:the|an?)\s+(?=\S)|['’](?:s)?$|\s*\(.*", re.IGNORECASE | re.DOTALL)


def identify(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Give every attribution's entity its canonical form, the same wherever the article means the same speaker.

    Args:
        attributions: those of one article.

    Returns:
        The attributions in their order, each as it was but for its entity.
    """
    entities = list(dict.fromkeys(canonical(attribution.entity) for attribution in attributions if attribution.entity))
    unified: dict[Entity, Entity] = {}
    for group in merge(entities):
        described = describe([entities[index] for index in group])
        unified.update((entities[index], described) for index in group)
    return tuple(
        replace(attribution, entity=unified[canonical(attribution.entity)]) if attribution.entity else attribution
        for attribution in attributions
    )


def canonical(entity: Entity) -> Entity:
    """Give an entity its canonical form.

    A person loses titles (which become offices), a capital that speaks becomes its country, a body known by its acronym gets
    its full name; what the article wrote stays among the aliases. An unnamed speaker stays as it is.

    >>> canonical(Entity(name="Moscow", type=EntityType.PLACE))
    Entity(name='Russia', type=<EntityType.PLACE: 'place'>, aliases=('Moscow', 'Russia'), offices=())
    """
    if entity.type is EntityType.UNNAMED:
        return entity
    handles = {handle for name in (entity.name, *entity.aliases) for handle in _HANDLE.findall(name)}
    if entity.type is EntityType.PERSON:
        return _canonical_person(entity, handles)
    names = {bare: None for name in names_of(entity) if (bare := _EDGES.sub("", name).strip())}
    name, kind = _canonical_body(next(iter(names), entity.name), entity.type)
    aliases = tuple(sorted({*names, *handles, name}))
    return Entity(name=name, type=kind, aliases=aliases, offices=entity.offices)


def _canonical_person(entity: Entity, handles: set[str]) -> Entity:
    split = [split_title(name) for name in names_of(entity)]
    names = [name for _, name in split if not name.startswith("@")] or [entity.name]
    titles = {title for title, _ in split if title and not is_courtesy(title)}
    return Entity(
        name=fullest(names),
        type=entity.type,
        aliases=tuple(sorted({*names, *handles})),
        offices=tuple(sorted({*entity.offices, *titles})),
    )


def _canonical_body(name: str, kind: EntityType) -> tuple[str, EntityType]:
    country = government_of(name) if kind is EntityType.PLACE else country_named(name)
    if country:
        return country, EntityType.PLACE
    full = full_name(name)
    return (full, EntityType.ORGANISATION) if full else (name, kind)
