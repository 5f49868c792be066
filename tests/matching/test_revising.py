"""What became of the quotes of an article: pairs by their words and speakers, and what differs between them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import quotes

from quotecheck.matching.revising import changes
from quotecheck.model import Aspect, ChangeKind, DifferenceKind, Polarity

SYRIA = '<c>“We will not leave Syria this year,”</c> <s name="Ann Lee">Lee</s> <q>said</q>.\n'
COSTS = '<c>“It costs 77 million dollars a year,”</c> <s name="Ann Lee">Lee</s> <q>said</q>.\n'
PLAN = '<c>“The plan is good for everybody in the region,”</c> <s name="Bob Day">Day</s> <q>said</q>.\n'
NO = '<c>“No,”</c> <s name="Bob Day">Day</s> <q>said</q>.\n'


def named(text):
    """Quotes whose speakers have an id for each name."""
    found = quotes(text)
    return [replace(quote, speaker_id=None if quote.speaker is None else sum(map(ord, quote.speaker))) for quote in found]


def told(before, after):
    """Each change as its kind, the first words of both quotes, and the aspects."""
    return [
        (change.kind.value, *(None if quote is None else quote.text for quote in (change.before, change.after)), *change.aspects)
        for change in changes(named(before), named(after))
    ]


@pytest.mark.parametrize(
    "after", ["A line more.\n\n" + NO + PLAN + SYRIA, SYRIA.replace("“We will", "“WE  WILL").replace("”", '"') + PLAN + NO]
)
def test_what_only_moved_or_is_spelt_otherwise_is_no_change(after):
    assert told(SYRIA + PLAN + NO, after) == []


def test_vanished_and_new():
    assert told(SYRIA + NO, NO + PLAN) == [
        ("vanished", "“We will not leave Syria this year,”", None),
        ("new", None, "“The plan is good for everybody in the region,”"),
    ]


def test_a_lost_not_and_a_changed_number_are_told_as_such():
    found = changes(named(SYRIA + COSTS), named(COSTS.replace("77", "99") + SYRIA.replace("not ", "")))
    assert [[difference.kind for difference in change.differences] for change in found] == [
        [DifferenceKind.NUMBER],
        [DifferenceKind.POLARITY],
    ]
    lost = found[1]
    assert (lost.kind, lost.aspects, lost.differences[0].one_text) == (ChangeKind.CHANGED, (Aspect.WORDS,), "not")
    assert (lost.before.line, lost.after.line) == (1, 2)


def test_the_same_words_of_another_speaker():
    assert told(PLAN, PLAN.replace("Bob Day", "Cy Fox")) == [
        ("changed", *["“The plan is good for everybody in the region,”"] * 2, "speaker"),
    ]


def test_nobody_is_another_speaker_than_somebody():
    nobody = PLAN.replace('<s name="Bob Day">Day</s>', "it was")
    assert told(PLAN, nobody)[0][-1] == "speaker"
    assert told(nobody, nobody) == []


def test_nearly_the_same_words_of_another_speaker_are_changed_in_both():
    assert told(PLAN, PLAN.replace("Bob Day", "Cy Fox").replace("good", "bad")) == [
        (
            "changed",
            "“The plan is good for everybody in the region,”",
            "“The plan is bad for everybody in the region,”",
            "words",
            "speaker",
        ),
    ]


def test_each_takes_its_own_speakers_words():
    twice = NO + NO.replace("Bob Day", "Ann Lee")
    assert told(twice, NO.replace("Bob Day", "Ann Lee") + NO) == []
    assert told(twice, NO) == [("vanished", "“No,”", None)]


def test_a_quote_that_is_cut_is_the_same_quote():
    assert [row[0] for row in told(PLAN, PLAN.replace(" for everybody in the region", ""))] == ["changed"]


def test_other_words_of_one_speaker_are_another_quote():
    other = '<c>“Nobody knows where the money of the ministry went,”</c> <s name="Bob Day">Day</s> <q>said</q>.\n'
    assert [row[0] for row in told(PLAN, other)] == ["vanished", "new"]


def test_what_is_told_and_no_longer_quoted_and_what_is_denied():
    quoted = named(PLAN)
    (change,) = changes(quoted, named(PLAN.replace("<c>“", "<c>").replace("”</c>", "</c>")))
    assert change.aspects == (Aspect.KIND,)
    (change,) = changes(quoted, [replace(quoted[0], polarity=Polarity.DENIED)])
    assert change.aspects == (Aspect.POLARITY,)


def test_parses_are_asked_for_only_where_words_changed():
    def never():
        raise AssertionError

    assert changes(named(PLAN), named(NO), parsed=never)
    with pytest.raises(AssertionError):
        changes(named(SYRIA), named(SYRIA.replace("not ", "")), parsed=never)


LINES = st.lists(st.sampled_from([SYRIA, COSTS, PLAN, NO, NO.replace("Bob Day", "Ann Lee"), PLAN.replace("good", "bad")]), max_size=6)


@settings(max_examples=60, deadline=None)
@given(LINES, LINES)
def test_every_quote_is_accounted_for_once(before, after):
    olds, news = named("".join(before)), named("".join(after))
    found = changes(olds, news)
    assert sum(change.kind is ChangeKind.NEW for change in found) - sum(change.kind is ChangeKind.VANISHED for change in found) == len(
        news
    ) - len(olds)
    for side, all_ in (("before", olds), ("after", news)):
        shown = [id(getattr(change, side)) for change in found if getattr(change, side) is not None]
        assert len(shown) == len(set(shown))
        assert set(shown) <= {id(quote) for quote in all_}
    assert changes(olds, olds) == ()
    back = changes(news, olds)
    assert sorted(change.kind is ChangeKind.CHANGED for change in back) == sorted(change.kind is ChangeKind.CHANGED for change in found)
