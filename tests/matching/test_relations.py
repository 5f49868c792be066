"""What two quotations have in common, by their words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.matching.passages import passage_of_text
from quotecheck.matching.relations import likeness, relation_of
from quotecheck.model import DifferenceKind, Relation

SAID = "The ferry to Brandt sank in nine minutes because nobody had closed the cargo doors"


def related(one, other, *, same_speaker=True):
    found = likeness(passage_of_text(one), passage_of_text(other))
    return found and relation_of(found, same_speaker=same_speaker)


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (f"“{SAID.upper()}!”", Relation.SAME_WORDS),
        ("The ferry to Brandt sank in nine minutes", Relation.CONTAINED),
        (f"I was there: {SAID}, all of them", Relation.CONTAINED),
        ("minutes because nobody had closed the cargo doors. I told the captain so, twice, in my cabin", Relation.CONTAINED),
        (SAID.replace("sank", "sank before the eyes of the harbour office"), Relation.SPLICED),
        (SAID.replace("sank", "[the Aurora] sank"), Relation.SAME_WORDS),
        (SAID.replace("cargo", "bow"), Relation.ALTERED),
        (SAID.replace("nobody", "somebody"), Relation.DISTORTED),
        (SAID.replace("nine", "ninety"), Relation.DISTORTED),
        ("The ferry lost its way to Aldenham", None),
        ("", None),
    ],
)
def test_relations(other, relation):
    assert related(SAID, other) is relation


def test_an_idiom_joins_nothing():
    idiom = "Let me just tell you something"
    assert related(f"{idiom}: the ferry sank", f"{idiom}, copper is dear") is None


def test_of_strangers_more_is_asked():
    one, other = "We closed the cargo doors, as always", "They closed the cargo doors and slept"
    assert related(one, other) is not None
    assert related(one, other, same_speaker=False) is None


def test_what_differs_is_told_by_its_words():
    found = likeness(passage_of_text(SAID), passage_of_text(SAID.replace("nine", "ninety")))
    assert [(kind, first, other) for kind, first, _, other, _ in found.differences] == [(DifferenceKind.NUMBER, 6, 6)]


@given(
    st.lists(st.sampled_from(SAID.lower().split()), min_size=1, max_size=12), st.lists(st.sampled_from(SAID.lower().split()), max_size=12)
)
def test_what_is_found_lies_within_both(one, other):
    """And equal words are the same words."""
    found = likeness(passage_of_text(" ".join(one)), passage_of_text(" ".join(other)))
    for first, end, start, stop in found.aligned if found else ():
        assert 0 <= first < end <= len(one)
        assert 0 <= start < stop <= len(other)
    assert likeness(passage_of_text(" ".join(one)), passage_of_text(" ".join(one))).relation is Relation.SAME_WORDS
