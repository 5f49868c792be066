"""Countries, capitals, adjectives and the bodies known by acronyms."""

from collections import Counter

import pytest

from quotecheck.people.bodies import full_name
from quotecheck.people.places import country_named, government_of, nation_of
from quotecheck.people.tables import key, rows


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Moscow", "Russia"),
        ("Rome", "Italy"),
        ("US", "United States"),
        ("the U.S.", "United States"),
        ("America’s", "United States"),
        ("Washington", "United States"),
        ("Washington, D.C.", "United States"),
        ("Beijing", "China"),
        ("Bogota", "Colombia"),
        ("The Netherlands", "Netherlands"),
        ("Brussels", None),
        ("us", None),
        ("Georgetown", None),
        ("", None),
    ],
)
def test_a_name_speaks_for_a_government(name, country):
    assert government_of(name) == country


def test_a_capital_is_no_name_of_a_country():
    assert country_named("London") is None
    assert nation_of("British") == "United Kingdom"


def test_every_country_has_its_columns_and_no_name_or_capital_is_two_countries():
    names = Counter(key(name) for country, capitals, _, others in rows("countries") for name in (*country, *capitals, *others))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_acronym_is_two_bodies():
    forms = Counter(key(form) for short, _, others in rows("bodies") for form in (*short, *others))
    assert [form for form, count in forms.items() if count > 1] == []


def test_full_names():
    assert full_name("U.N.") == "United Nations"
    assert full_name("G7") == "Group of Seven"
    assert full_name("who") is None
    assert full_name("Ice") is None
