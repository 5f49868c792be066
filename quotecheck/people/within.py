"""The speakers of one article under their canonical names: persons without titles, countries for capitals, bodies in full."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotecheck.attribution.names import fullest, is_courtesy, name_words, split_title, without_possessive
from quotecheck.model import Attribution, Entity, EntityType
from quotecheck.people.across import merge
from quotecheck.people.bodies import full_name
from quotecheck.people.entities import describe, names_without_handles
from quotecheck.people.offices import bare_office
from quotecheck.people.places import country_named, government_of
from quotecheck.people.tables import key

__all__ = ["canonical_entity", "identify"]

_CONFUSED = (EntityType.PERSON, EntityType.ORGANISATION)
"""The types that one name is given in turn where it is strange: "Politifact"."""

_HANDLE = re.compile(r"@\w+")
_EDGES = re.compile(r"^(?:the|an?)\s+(?=\S)|\s*\(.*", re.IGNORECASE | re.DOTALL)


def identify(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Give every attribution's entity its canonical form, the same wherever the article means the same speaker.

    Args:
        attributions: those of one article.

    Returns:
        The attributions in their order, each as it was but for its entity.
    """
    forms = _forms(attribution.entity for attribution in attributions if attribution.entity)
    entities = list(dict.fromkeys(forms.values()))
    unified: dict[Entity, Entity] = {}
    for group in merge(entities, one_article=True).groups:
        described = describe([entities[index] for index in group])
        unified.update((entities[index], described) for index in group)
    return tuple(
        replace(attribution, entity=unified[forms[attribution.entity]]) if attribution.entity else attribution
        for attribution in attributions
    )


def _forms(entities: Iterable[Entity]) -> dict[Entity, Entity]:
    """The canonical form of each entity; what is a person here and an organisation there is what it is more often."""
    counts = Counter(entities)
    forms = {entity: canonical_entity(entity) for entity in counts}
    types: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    for entity, form in forms.items():
        if form.type in _CONFUSED:
            types[key(form.name)][form.type] += counts[entity]
    for entity, form in forms.items():
        most = types[key(form.name)].most_common() if form.type in _CONFUSED else []
        if len(most) > 1 and most[0][1] > most[1][1]:
            forms[entity] = replace(form, type=most[0][0], offices=form.offices if most[0][0] is EntityType.PERSON else ())
    return forms


def canonical_entity(entity: Entity) -> Entity:
    """Give an entity its canonical form.

    A person loses titles (which become offices), a capital that speaks becomes its country, a body known by its acronym gets
    its full name; what the article wrote stays among the aliases. An unnamed speaker stays as it is.

    >>> canonical_entity(Entity(name="Moscow", type=EntityType.PLACE))
    Entity(name='Russia', type=<EntityType.PLACE: 'place'>, aliases=('Moscow', 'Russia'), offices=(), gender=None, rivals=())
    """
    if entity.type is EntityType.UNNAMED:
        return entity
    handles = {handle for name in (entity.name, *entity.aliases) for handle in _HANDLE.findall(name)}
    country = country_named(entity.name) if entity.aliases in ((), (entity.name,)) and not entity.offices and not entity.gender else None
    if entity.type is EntityType.PERSON and country is None:
        return _canonical_person(entity, handles)
    names = {bare: None for name in names_without_handles(entity) if (bare := without_possessive(_EDGES.sub("", name)).strip())}
    name, kind = _canonical_body(next(iter(names), entity.name), entity.type)
    aliases = tuple(sorted({*names, *handles, name}))
    return Entity(name=name, type=kind, aliases=aliases, offices=entity.offices)


def _canonical_person(entity: Entity, handles: set[str]) -> Entity:
    split = [split_title(name) for name in names_without_handles(entity)]
    names = [name for _, name in split if not name.startswith("@")] or [entity.name]
    offices = {bare_office(office, names) for office in entity.offices} | {title for title, _ in split if title and not is_courtesy(title)}
    best = fullest(names)
    return Entity(
        # Of names that are equally full the article has chosen one already.
        name=names[0] if len(name_words(names[0])) == len(name_words(best)) else best,
        type=entity.type,
        aliases=tuple(sorted({*names, *handles})),
        offices=tuple(sorted(offices)),
        gender=entity.gender,
        rivals=entity.rivals,
    )


def _canonical_body(name: str, kind: EntityType) -> tuple[str, EntityType]:
    country = government_of(name) if kind is EntityType.PLACE else country_named(name)
    if country:
        return country, EntityType.PLACE
    full = full_name(name)
    return (full, EntityType.ORGANISATION) if full else (name, kind)
