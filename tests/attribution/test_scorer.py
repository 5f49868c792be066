"""The scorer of candidates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.scorer import probability, weights
from training.scorer import fit


@given(st.dictionaries(st.sampled_from(["always", "cue", "content"]), st.floats(-20, 20)))
def test_a_probability_is_between_nought_and_one(found):
    assert 0 <= probability(found, {"always": -1.0, "cue": 2.0}) <= 1


def test_what_nobody_weighed_does_not_count():
    assert probability({"unheard of": 7.0}, weights()) == 0.5


def test_the_shipped_weights_want_a_likely_cue_with_likely_content():
    weighed = weights()
    sure = {"always": 1.0, "cue": 3.0, "content": 0.9, "cue and content": 0.85, "lexicon": 2.0, "named": 1.0}
    unsure = sure | {"cue": -3.0, "content": 0.1, "cue and content": 0.005, "lexicon": -2.0}
    assert probability(sure, weighed) > 0.9
    assert probability(unsure, weighed) < 0.1


def test_fitting_finds_the_odds_of_what_was_counted():
    rows = [({"always": 1.0}, True)] * 3 + [({"always": 1.0}, False)]
    assert probability({"always": 1.0}, fit(rows)) == pytest.approx(0.75, abs=1e-3)


def test_what_tells_right_from_wrong_weighs_more_than_what_does_not():
    rows = [({"always": 1.0, "telling": float(k % 2), "noise": float(k % 3 == 0)}, bool(k % 2)) for k in range(60)]
    weighed = fit(rows)
    assert weighed["telling"] > 3 * abs(weighed["noise"])
