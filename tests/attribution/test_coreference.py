"""Who is meant."""

import pytest
from attribution.cases import parse_of

from quotecheck.attribution.chains import Chain
from quotecheck.attribution.coreference import Cast
from quotecheck.model import Entity, EntityType


def cast_of(name):
    parse = parse_of("people", name)
    return parse, Cast(parse, [])


def meant(parse, cast, *words):
    """Who the last run of ``words`` means; the last of them is the head."""
    texts = [word.text for word in parse.words]
    first = max(k for k in range(len(texts)) if texts[k : k + len(words)] == list(words))
    found = parse.words[first : first + len(words)]
    who = cast.resolve(found, found[-1])
    return who.entity() if isinstance(who, Chain) else who


@pytest.mark.parametrize(
    ("case", "words", "name"),
    [
        ("she", ["She"], "Petra Voss"),
        ("he, of two persons", ["He"], "Emil Novak"),
        ("the office", ["The", "minister"], "Hugo Stern"),
        ("the surname", ["Klein"], "Rosa Maria Klein"),
        ("the fuller name comes later", ["Rosa", "Maria", "Klein"], "Rosa Maria Klein"),
        ("the acronym", ["The", "NRC"], "National Rivers Commission"),
        ("the company", ["The", "company"], "Brightwater Shipping"),
    ],
)
def test_who_is_meant(case, words, name):
    assert meant(*cast_of(case), *words).name.removeprefix("The ") == name


def test_a_person_has_its_aliases_and_offices():
    assert meant(*cast_of("the office"), "The", "minister") == Entity(
        name="Hugo Stern", type=EntityType.PERSON, aliases=("Hugo Stern",), offices=("Foreign Minister",)
    )
    assert meant(*cast_of("the surname"), "Klein").aliases == ("Klein", "Rosa Maria Klein")


def test_a_pronoun_with_nobody_before_means_nobody():
    assert meant(*cast_of("nobody before"), "She") is None


def test_they_are_the_subject_of_the_sentence_before():
    assert meant(*cast_of("they"), "They") == Entity(name="Farmers", type=EntityType.UNNAMED)


def test_a_description_of_nobody_known_stands_for_itself():
    assert meant(*cast_of("an unnamed speaker"), "A", "senior", "official") == Entity(name="A senior official", type=EntityType.UNNAMED)


def test_the_one_who_spoke_last_is_the_one_in_mind():
    parse, cast = cast_of("he, of two persons")
    people = {chain.entity().name: chain for name in parse.names if (chain := cast.salient(name.span.end, 0, (EntityType.PERSON,)))}
    assert set(people) == {"Emil Novak"}
    voss = cast.label("Petra Voss", parse.words[4:6])
    cast.spoke(voss, 20, 0)
    assert cast.salient(40, 1, (EntityType.PERSON,)) is voss


def test_a_gender_that_is_known_rules_others_out():
    parse, cast = cast_of("he, of two persons")
    end = len(parse.article.text)
    assert cast.salient(end, 1, (EntityType.PERSON,), "f").entity().name == "Petra Voss"
    assert cast.salient(end, 1, (EntityType.PERSON,), "m").entity().name == "Emil Novak"


def test_nobody_is_in_mind_before_being_named():
    _, cast = cast_of("she")
    assert cast.salient(0, 0, (EntityType.PERSON,)) is None


def test_a_label_names_one_who_is_known_by_a_fuller_name():
    _, cast = cast_of("the surname")
    assert cast.label("Inspector Klein", ()).entity().name == "Rosa Maria Klein"


def test_a_label_that_names_nobody_known_is_a_new_person_or_body():
    parse, cast = cast_of("the surname")
    lund = cast.label("Captain Vera Lund", parse.words[-1:]).entity()
    assert lund == Entity(name="Vera Lund", type=EntityType.PERSON, aliases=("Vera Lund",))
    assert cast.label("WMO", parse.words[-1:]).entity().type is EntityType.ORGANISATION
