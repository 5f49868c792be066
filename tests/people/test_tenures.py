"""Who held an office when."""

from datetime import date

import pytest

from quotecheck.model import EntityType, Speaker, Tenure
from quotecheck.people import covers, tenures_of


def speaker(*tenures):
    return Speaker(id=1, name="Ada Byron", type=EntityType.PERSON, tenures=tenures)


SEEN = Tenure(office="President of France", since="2020-03-01", until="2022-04-01")


@pytest.mark.parametrize(
    ("day", "held"), [("2020-02-29", False), ("2020-03-01", True), ("2021-01-01", True), ("2022-04-01", True), ("2022-04-02", False)]
)
def test_an_office_that_articles_give_is_held_from_the_first_to_the_last_of_them(day, held):
    assert covers(SEEN, date.fromisoformat(day)) is held


def test_a_list_knows_better_than_articles():
    listed = Tenure(office="President of France", since="2017-05-14", listed=True)
    assert tenures_of(speaker(SEEN, listed), "french president") == [listed]
    assert covers(listed, date(2026, 1, 1))
    assert not covers(listed, date(2017, 5, 13))


@pytest.mark.parametrize("office", ["former President", "President-elect", "presidential candidate", "Vice Chair"])
def test_who_held_it_once_or_may_some_day_does_not_hold_it(office):
    assert tenures_of(speaker(Tenure(office=office, since="2020-01-01", until="2020-01-01")), "president") == []


def test_an_office_asked_for_in_full_is_found():
    elect = Tenure(office="President-elect", since="2020-01-01", until="2020-01-01")
    assert tenures_of(speaker(elect), "president-elect") == [elect]


def test_an_office_in_two_wordings_is_one_office():
    minister = speaker(
        Tenure(office="Transport Minister", since="2022-09-14", until="2022-09-14"),
        Tenure(office="transport minister", since="2024-02-27", until="2024-02-27"),
    )
    (tenure,) = tenures_of(minister, "transport minister")
    assert (tenure.since, tenure.until) == ("2022-09-14", "2024-02-27")


def test_the_country_may_be_left_out_by_who_holds_the_office():
    secretary = Tenure(office="Secretary of State", since="2021-01-26", listed=True)
    assert tenures_of(speaker(secretary), "US secretary of state") == [secretary]
    assert tenures_of(speaker(Tenure(office="President of France", listed=True)), "US president") == []
