"""Speakers across articles: families, generations, scripts of naming; and that order never matters."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.attribution.names import compatible, given_initials, person_words
from quotecheck.model import Entity, EntityType
from quotecheck.people import block_keys, describe, merge


def person(*names: str) -> Entity:
    return Entity(name=names[0], type=EntityType.PERSON, aliases=tuple(sorted(names)))


def body(*names: str) -> Entity:
    return Entity(name=names[0], type=EntityType.ORGANISATION, aliases=tuple(sorted(names)))


def groups(*entities: Entity) -> set[frozenset[str]]:
    return {frozenset(entities[index].name for index in group) for group in merge(entities).groups}


def people(*names: str) -> set[frozenset[str]]:
    return groups(*(person(name) for name in names))


def apart(*names: str) -> set[frozenset[str]]:
    return {frozenset({name}) for name in names}


@pytest.mark.parametrize(
    "names",
    [
        ("Donald Trump", "Ivanka Trump", "Donald Trump Jr.", "Trump"),
        ("Bill Clinton", "Hillary Clinton", "Clinton"),
        ("George W. Bush", "George H. W. Bush", "Jeb Bush", "George Bush", "Bush"),
        ("Kim Jong Un", "Kim Jong Il", "Kim Yo Jong", "Kim"),
        ("Li Keqiang", "Li Peng", "Li"),
        ("John Smith", "Jane Smith", "J. Smith"),
        ("Hafez al-Assad", "Bashar al-Assad", "Assad"),
    ],
)
def test_families_stay_apart(names):
    assert people(*names) == apart(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("Antony Blinken", "Blinken", "Antony J. Blinken"),
        ("William Clinton", "Bill Clinton", "Clinton"),
        ("Xi Jinping", "Xi", "Jinping Xi"),
        ("Moon Jae-in", "Jae-in Moon"),
        ("Antony Blinken", "Anthony Blinken", "Tony Blinken"),
        ("Moon Jae-in", "Moon Jae In", "Moon"),
        ("Bashar al-Assad", "Bashar Assad", "al-Assad"),
        ("Andrés Manuel López Obrador", "Lopez Obrador", "López"),
        ("Pedro Sánchez", "Sanchez"),
        ("Donald Trump Jr.", "Trump Jr."),
    ],
)
def test_names_of_one_person_are_joined(names):
    assert people(*names) == {frozenset(names)}


def test_a_family_name_among_the_aliases_joins_nobody():
    assert groups(person("Donald Trump", "Trump"), person("Ivanka Trump", "Trump")) == apart("Donald Trump", "Ivanka Trump")


def test_a_handle_joins():
    first, second = person("Antony Blinken", "@SecBlinken"), person("Tony B.", "@secblinken")
    assert groups(first, second) == {frozenset({"Antony Blinken", "Tony B."})}


def test_a_handle_alone_joins_no_other_handle():
    assert groups(person("@one"), person("@two")) == apart("@one", "@two")


def test_unnamed_speakers_are_never_joined():
    police = Entity(name="police", type=EntityType.UNNAMED)
    assert merge([police, police]).groups == ((0,), (1,))
    assert block_keys(police) == ()


def test_a_person_is_no_place():
    assert merge([person("Jordan"), Entity(name="Jordan", type=EntityType.PLACE)]).groups == ((0,), (1,))


def test_bodies_by_acronym_and_alias():
    assert groups(body("Department of Justice", "Justice Department"), body("DOJ"), body("Justice Department")) == {
        frozenset({"Department of Justice", "DOJ", "Justice Department"})
    }
    assert groups(body("Associated Press"), body("Andhra Pradesh"), body("AP")) == apart("Associated Press", "Andhra Pradesh", "AP")


NAMES = [
    "Donald Trump", "Donald J. Trump", "Ivanka Trump", "Donald Trump Jr.", "Trump", "Trump Jr.", "George Bush", "George W. Bush",
    "George H. W. Bush", "Bush", "J. Smith", "John Smith", "Jane Smith", "Jack Smith", "Smith", "Xi", "Xi Jinping", "Kim", "Kim Jong Un",
    "Gabriel García Márquez", "García", "Márquez", "@one", "@two", "AP", "Associated Press", "Andhra Pradesh", "UN", "United Nations",
]  # fmt: skip
ENTITIES = st.builds(
    lambda names, kind, offices: Entity(name=names[0], type=kind, aliases=tuple(sorted(set(names))), offices=offices),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.sampled_from(list(EntityType)),
    st.sampled_from([(), ("President",)]),
)


BODIES = st.builds(
    lambda names, kind: Entity(name=names[0], type=kind, aliases=tuple(sorted(set(names)))),
    st.lists(
        st.sampled_from(["DOJ", "Doj", "doj", "DoJ", "D.O.J.", "Department of Justice", "Justice Department", "Dozens of Jurists", "@doj"]),
        min_size=1,
        max_size=2,
    ),
    st.sampled_from([EntityType.ORGANISATION, EntityType.PLACE]),
)
MANY = st.lists(ENTITIES, max_size=12) | st.lists(BODIES, max_size=6) | st.lists(ENTITIES | BODIES, max_size=12)


def test_one_spelling_that_is_an_acronym_is_enough_in_any_order():
    names = ("Doj", "DOJ", "Department of Justice")
    for order in permutations(names):
        assert groups(*map(body, order)) == {frozenset(names)}


@settings(max_examples=500, deadline=None)
@given(MANY.flatmap(lambda given: st.tuples(st.just(given), st.permutations(range(len(given))))))
def test_the_order_of_entities_changes_nothing(case):
    entities, order = case
    partition = {frozenset(group) for group in merge(entities).groups}
    shuffled = {frozenset(order[index] for index in group) for group in merge([entities[index] for index in order]).groups}
    # Equal entities are interchangeable, so the groups are compared by what is in them.
    content = sorted(sorted(map(repr, (entities[index] for index in group))) for group in partition)
    assert sorted(sorted(map(repr, (entities[index] for index in group))) for group in shuffled) == content
    assert sorted(index for group in partition for index in group) == list(range(len(entities)))


@settings(max_examples=300, deadline=None)
@given(ENTITIES, ENTITIES)
def test_two_that_are_joined_share_a_key(first, second):
    if len(merge([first, second]).groups) == 1:
        assert set(block_keys(first)) & set(block_keys(second))


@given(st.lists(ENTITIES, min_size=1, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_a_description_does_not_depend_on_the_order(case):
    assert describe(case[0]) == describe(case[1])


def test_a_description_has_the_commonest_full_name():
    common, long, lone = person("Bill Clinton"), person("William Jefferson Clinton"), person("Clinton")
    found = describe([lone, lone, lone, common, common, long])
    assert found.name == "Bill Clinton"
    assert found.aliases == ("Bill Clinton", "Clinton", "William Jefferson Clinton")


def test_many_bearers_of_one_name_are_quick():
    entities = [person("Donald Trump"), person("Trump")] * 2000 + [person("Ivanka Trump")]
    assert len(merge(entities).groups) == 2


def test_no_group_holds_two_full_names_that_exclude_each_other():
    entities = [person(name) for name in NAMES if not name.startswith("@")]
    for group in merge(entities).groups:
        full = [entities[index].name for index in group if len(person_words(entities[index].name)[0]) > 1]
        assert all(compatible(a, b) for a, b in combinations(full, 2)), full


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_full_names_that_go_together_begin_with_one_letter(one, other):
    if min(len(person_words(name)[0]) for name in (one, other)) > 1 and compatible(one, other):
        assert given_initials(one) & given_initials(other)
