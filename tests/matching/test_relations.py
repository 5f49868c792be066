"""What two quotations have in common, by their words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import quotes

from quotecheck.matching.passages import passage_of_quote, passage_of_text
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


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("that the owners were to blame: it was a disgrace how “nobody had closed the cargo doors” that morning", True),
        ("that the owners were to blame: it was a disgrace how nobody had closed the cargo doors that morning", False),
        ("that the owners were to blame: it was a disgrace how “nobody had closed” the cargo doors that morning", False),
        ("that the owners were to blame: it was a disgrace how “somebody had closed the cargo doors” that morning", False),
    ],
)
def test_what_is_quoted_among_told_words_is_found_by_itself(other, found):
    (quote,) = quotes(f"<s>Dora Quist</s> <q>said</q> <c>{other}</c>.")
    one, mixed = passage_of_text(SAID), passage_of_quote(quote)
    both = [likeness(one, mixed), likeness(mixed, one)]
    assert [(alike is not None and alike.relation is Relation.CONTAINED) for alike in both] == [found, found]
    if found:
        (first, end, start, stop) = both[0].aligned[0]
        assert (start, stop, first, end) == both[1].aligned[0]
        assert one.keys[first:end] == mixed.keys[start:stop] == ("nobody", "had", "closed", "the", "cargo", "doors")


@pytest.mark.parametrize(("part", "found"), [("the cargo doors", False), ("closed the cargo doors", True)])
def test_a_catchword_is_no_excerpt(part, found):
    assert (related(SAID, part) is Relation.CONTAINED) is found


def test_who_is_not_known_may_be_somebody_else():
    one, other = "We closed the cargo doors, as always", "We shut the cargo doors, as always"
    assert related(one, other) is not None
    assert related(one, other, same_speaker=None) is related(one, other, same_speaker=False) is None


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
