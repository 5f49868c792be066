from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import build, quotes

from quotecheck.matching import find_words, place_words

SAID = "We strongly support Italy’s non-military plan, which costs $5.5 million, or 3% of U.S. aid, and it’s not going away in 2024"
TEXT = f"Rome.\n<c>“{SAID},”</c> <s>Blinken</s> <q>said</q>.\n"


def found(claimed: str, text: str = TEXT) -> list[str]:
    article = build(text).article
    return [match.span.of(article.text) for match in find_words(claimed, quotes(text))]


def test_the_span_is_the_words_in_the_article():
    assert found("STRONGLY support Italy's plan") == []
    assert found("STRONGLY support Italy's non–military plan") == ["strongly support Italy’s non-military plan"]
    assert found('"it\'s not going away…"') == ["it’s not going away"]


@pytest.mark.parametrize(
    "claimed",
    [
        "military plan",  # "non-" cut off
        "5.5 million",  # the currency cut off
        "or 3",  # the percent sign cut off
        "costs $55 million",
        "costs €5.5 million",
        "costs $-5.5 million",
        "Italy plan",
        "support Italys",
        "going away in 202",
        "",
        "… — “”",
    ],
)
def test_what_is_not_the_same_words(claimed):
    assert found(claimed) == []


@pytest.mark.parametrize("claimed", ["of US aid", "of u.s. aid", "OF US AID", "which costs $5.5 million — or 3% of U.S. aid"])
def test_what_is_the_same_words(claimed):
    assert len(found(claimed)) == 1


def test_us_is_not_the_united_states():
    text = "<c>“They told us to leave,”</c> <s>Lee</s> <q>said</q>."
    assert found("They told us to leave", text) == found("THEY TOLD US TO LEAVE", text) == ["They told us to leave"]
    assert found("They told US to leave", text) == found("They told the U.S. to leave", text) == []


def test_every_place_in_the_order_of_the_quotes():
    text = "<c>“No, no and no,”</c> <s>Lee</s> <q>said</q>.\n<c>“No,”</c> <s>Roe</s> <q>said</q>.\n"
    matches = find_words("no", quotes(text))
    assert [match.quote.speaker for match in matches] == ["Lee"] * 3 + ["Roe"]
    assert [match.span for match in matches] == sorted(match.span for match in matches)


def test_the_pieces_of_an_interrupted_quotation_are_read_through():
    text = "<c>“We are,”</c> <s>Lee</s> <q>said</q>, <c>“ready.”</c>\n"
    assert found("we are ready", text) == ["We are,” Lee said, “ready"]


def test_superscripts_are_no_digits():
    text = "<c>“It is 10² times as much,”</c> <s>Lee</s> <q>said</q>."
    assert found("it is 102 times", text) == []
    assert len(found("it is 10² times", text)) == 1


WORDS = st.text(string.ascii_letters, min_size=1, max_size=6)
# No mark here joins two words into one.
GAPS = st.sampled_from([" ", ", ", ". ", " — ", " “", "” ", "… ", "\n", ": ", "\u00a0"])
CASES = st.sampled_from([str, str.upper, str.lower, str.title])


@st.composite
def sayings(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first + 1, len(words)))
    return words, first, last


def run_on(words, draw):
    return "".join(word + draw(GAPS) for word in words)


@given(sayings(), CASES, st.data())
def test_any_cut_between_words_matches_in_any_case_and_with_any_marks(saying, case, data):
    words, first, last = saying
    said = " ".join(words)
    cut = case(run_on(words[first:last], data.draw))
    (quote,) = quotes(f"<c>“{said}”</c>")
    # A claim in mixed case that shows US for us is another word; see above.
    if not {"us", "it", "who", "aids"} & {word.lower() for word in words}:
        start = quote.content[0].start + 1 + sum(len(word) + 1 for word in words[:first])
        assert start in {match.span.start for match in find_words(cut, [quote])}


@given(sayings(), st.integers(0), WORDS)
def test_nothing_with_a_changed_word_matches(saying, which, other):
    words, first, last = saying
    keys = [word.lower() for word in words]
    claimed = keys[first:last]
    claimed[which % len(claimed)] = other.lower()
    stands = any(keys[at : at + len(claimed)] == claimed for at in range(len(keys)))
    assert bool(find_words(" ".join(claimed), quotes(f"<c>“{' '.join(keys)}”</c>"))) == stands


@given(st.text(max_size=80))
def test_words_stand_where_they_are_said_to(text):
    words = place_words(text)
    assert [word.span.of(text) for word in words] == [word.text for word in words]
    assert all(one.span.end <= other.span.start for one, other in pairwise(words))
    assert all(word.key for word in words)
