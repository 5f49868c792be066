from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.matching.shingles import HALF, SHORT, folded, runs_of, shingles_of, word_hash

KEYS = st.lists(st.sampled_from([*"abcdef", "not", "will", "$", "5", "we're"]), max_size=20)


def halves(keys):
    return set((shingles_of(keys) >> np.uint64(HALF)).tolist())


def test_they_are_the_same_on_every_machine():
    assert shingles_of(["the", "deal", "is", "off"]).tolist() == [
        21874624874869,
        21874636642471,
        23999960557379,
        23999965035175,
        132659000612593,
        132659002864052,
    ]
    assert word_hash("deal") == 18177872679900002615


@given(KEYS)
def test_they_are_sorted_distinct_and_of_48_bits(keys):
    found = shingles_of(keys)
    assert found.dtype == np.uint64
    assert found.tolist() == sorted(set(found.tolist()))
    assert all(shingle < 1 << 2 * HALF for shingle in found.tolist())


@given(KEYS)
def test_each_run_of_two_has_its_upper_half(keys):
    pairs = {next(iter(halves([one, other]))) for one, other in pairwise(keys)}
    if len(keys) > 1:
        assert halves(keys) == pairs


@given(KEYS, KEYS, st.integers(0, 20))
def test_three_words_in_a_row_have_one_shingle_wherever_they_stand(before, behind, at):
    three = ["u", "v", "w"]
    within = set(shingles_of([*before[:at], *three, *behind]).tolist())
    assert set(shingles_of([*three, "x", *"klmnopqrs"]).tolist()) & within


def test_a_quotation_knows_its_end():
    long = [*"abcdefghijk"]
    assert set(shingles_of([*long, "x", "y"])) & set(shingles_of([*reversed(long), "x", "y"]))
    assert not set(shingles_of([*long, "x", "y", "z"])) & set(shingles_of([*reversed(long), "x", "y"]))


def test_a_short_one_has_its_runs_of_two():
    assert len(shingles_of([*"abcdefgh"][:SHORT])) == 2 * (SHORT - 1)
    assert len(shingles_of([*"abcdefghi"][: SHORT + 1])) == SHORT
    assert set(shingles_of([*"abxdey"])) & set(shingles_of([*"abcdzf"]))


def test_indirect_speech_shares_with_direct():
    direct, indirect = "i will not leave my office now or ever", "he would not leave his office now or ever"
    assert set(shingles_of(direct.split())) == set(shingles_of(indirect.split()))


def test_of_nothing_there_are_none_and_of_one_word_one():
    assert shingles_of([]).tolist() == []
    assert shingles_of([]).dtype == np.uint64
    assert len(shingles_of(["no"])) == 1
    assert shingles_of(["no"]).tolist() != shingles_of(["yes"]).tolist()
    assert len(shingles_of(["no", "way"])) == 2


def test_of_50000_characters():
    keys = [f"word{number}" for number in range(6000)]
    assert len(shingles_of(keys)) == 5999
    assert len(shingles_of(["word"] * 10_000)) == 2


@pytest.mark.parametrize("key", ["", "𝔸", "’", "ß", "́"])
def test_any_string_is_a_word(key):
    assert word_hash(key) & 1
    assert isinstance(folded(key), str)
    assert len(runs_of(np.array([word_hash(key)], dtype=np.uint64))) == 1
