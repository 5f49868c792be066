"""Entities of one article in their canonical form."""

import pytest

from quotecheck.model import Attribution, Entity, EntityType, Kind, Span
from quotecheck.people import identify
from quotecheck.people.within import canonical_entity


def attribution(entity: Entity | None) -> Attribution:
    return Attribution(content=(Span(0, 1),), cue=(), speaker=None, kind=Kind.DIRECT, confidence=1.0, rule="test", entity=entity)


def entities(*given: Entity | None) -> list[Entity | None]:
    return [found.entity for found in identify([attribution(entity) for entity in given])]


def person(name: str, *aliases: str, offices: tuple[str, ...] = ()) -> Entity:
    return Entity(name=name, type=EntityType.PERSON, aliases=aliases, offices=offices)


def test_a_capital_that_speaks_is_its_country():
    assert entities(Entity(name="Moscow", type=EntityType.PLACE)) == [
        Entity(name="Russia", type=EntityType.PLACE, aliases=("Moscow", "Russia"))
    ]


def test_a_body_named_for_a_capital_is_not_its_country():
    name = Entity(name="Moscow", type=EntityType.ORGANISATION)
    assert canonical_entity(name).name == "Moscow"


def test_short_forms_get_their_full_name():
    found = canonical_entity(Entity(name="the EU’s", type=EntityType.ORGANISATION))
    assert found == Entity(name="European Union", type=EntityType.ORGANISATION, aliases=("EU", "European Union"))
    assert canonical_entity(Entity(name="US", type=EntityType.ORGANISATION)).type is EntityType.PLACE


def test_titles_become_offices_and_handles_aliases():
    found = canonical_entity(person("Secretary Antony Blinken (@SecBlinken)", "Mr. Blinken", offices=("US Secretary of State",)))
    assert found == Entity(
        name="Antony Blinken",
        type=EntityType.PERSON,
        aliases=("@SecBlinken", "Antony Blinken", "Blinken"),
        offices=("Secretary", "US Secretary of State"),
    )


def test_one_person_is_one_entity_everywhere():
    first, second, none, third = entities(person("Colonel Caggins"), person("Myles B. Caggins II"), None, person("Caggins"))
    assert none is None
    assert first == second == third
    assert first is not None
    assert first.name == "Myles B. Caggins II"
    assert first.offices == ("Colonel",)


def test_a_body_and_its_acronym_are_one_entity():
    full = Entity(name="Regional Fisheries Authority", type=EntityType.ORGANISATION)
    short = Entity(name="RFA", type=EntityType.ORGANISATION)
    assert len(set(entities(full, short))) == 1
    assert {entity.name for entity in entities(full, short) if entity} == {"Regional Fisheries Authority"}


def test_offices_lose_determiners_quotation_marks_and_the_name_of_their_holder():
    found = canonical_entity(
        person("Ada Byron", offices=("his senior adviser", "Senate Leader Ada Byron (D-Nev.)", "city reporter”", "mayor of Byron Bay"))
    )
    assert found.offices == ("Senate Leader", "city reporter", "mayor of Byron Bay", "senior adviser")


@pytest.mark.parametrize("name", ["the EU’s", "the EU's", "EU’ (in Brussels)", "the EU’s (27 states)", "THE EU'S"])
def test_a_body_loses_article_possessive_and_parenthesis(name):
    assert canonical_entity(Entity(name=name, type=EntityType.ORGANISATION)).aliases == ("EU", "European Union")


def test_a_name_taken_for_a_person_and_an_organisation_is_what_it_is_more_often():
    organisation, slip = Entity(name="Factfinders", type=EntityType.ORGANISATION), person("Factfinders", offices=("critic",))
    assert entities(organisation, slip, organisation) == [Entity(name="Factfinders", type=organisation.type, aliases=("Factfinders",))] * 3
    assert {found.type for found in entities(slip, organisation, slip) if found} == {EntityType.PERSON}
    assert {found.type for found in entities(slip, organisation) if found} == {EntityType.PERSON, EntityType.ORGANISATION}
    family = person("Ford"), Entity(name="Ford Foundation", type=EntityType.ORGANISATION)
    assert [found.type for found in entities(*family, family[1]) if found] == [EntityType.PERSON, *[EntityType.ORGANISATION] * 2]


def test_an_unnamed_speaker_stays_as_it_is():
    police = Entity(name="the President’s spokesman", type=EntityType.UNNAMED)
    assert entities(police) == [police]


def test_canonical_form_is_final():
    for entity in (person("Gen. Phillip Breedlove’s"), Entity(name="the U.N.", type=EntityType.ORGANISATION), person("King Charles III")):
        assert canonical_entity(canonical_entity(entity)) == canonical_entity(entity)
