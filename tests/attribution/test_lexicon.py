"""The arithmetic of the cue lexicon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.cues import SAYING, Frame, Lexicon, lexicon

COUNTS = st.integers(0, 1000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
LEXICONS = st.dictionaries(st.tuples(st.sampled_from(["*", *Frame]), st.sampled_from(["*", "say", "hint"])), COUNTS, max_size=12).map(
    Lexicon
)


@given(LEXICONS, st.sampled_from(["say", "hint", "unseen"]), st.sampled_from(Frame))
def test_a_probability_is_between_nought_and_one(counts, lemma, frame):
    assert 0.0 < counts.probability(lemma, frame) < 1.0


@given(LEXICONS, st.sampled_from(Frame), COUNTS)
def test_one_more_attribution_makes_it_likelier(counts, frame, pair):
    hits, total = pair
    fewer = Lexicon({**counts.counts, (frame, "say"): (hits, total + 1)})
    more = Lexicon({**counts.counts, (frame, "say"): (hits + 1, total + 1)})
    assert fewer.probability("say", frame) < more.probability("say", frame)


def test_nothing_known_is_even():
    assert Lexicon({}).probability("say", Frame.TO) == 0.5


def test_a_lemma_is_drawn_towards_the_rare_ones_of_its_frame():
    counts = Lexicon({("to", "*"): (7, 9), ("to", "promise"): (6, 6)})
    rare = (7 + 0.5) / (9 + 1)
    assert counts.probability("unseen", Frame.TO) == pytest.approx(rare)
    assert counts.probability("promise", Frame.TO) == pytest.approx((6 + 4 * rare) / (6 + 4))


def test_what_reports_in_one_frame_of_saying_is_likely_in_all():
    counts = Lexicon({("that", "*"): (0, 0), ("to", "*"): (0, 0), ("*", "say"): (96, 96)})
    assert counts.probability("say", Frame.THAT) == pytest.approx((96 + 4 * 0.5) / 100 * 4 / 4)
    assert counts.probability("say", Frame.TO) == 0.5


def test_the_table_is_read_past_its_comments():
    table = Lexicon.parse(["# frame, lemma, attributions, candidates", "that\tsay\t9\t10\n", "\n", "that\t*\t1\t4\n"])
    assert table.counts == {("that", "say"): (9, 10), ("that", "*"): (1, 4)}


def test_the_shipped_table_is_sound():
    counts = lexicon().counts
    assert {frame for frame, _ in counts} <= {"*", *Frame}
    assert all(0 <= hits <= total for hits, total in counts.values())
    assert {(frame, "*") for frame, _ in counts} <= counts.keys()


@pytest.mark.parametrize("frame", sorted(SAYING))
def test_saying_is_likelier_than_eating(frame):
    assert lexicon().probability("say", frame) > lexicon().probability("eat", frame)
