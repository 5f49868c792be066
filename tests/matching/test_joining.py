from __future__ import annotations

import json
import sqlite3
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from quotecheck.matching.candidates import RARITY, Candidate, Rarity, find_candidates
from quotecheck.matching.joining import join
from quotecheck.matching.shingles import HALF, folded, shingles_of

WORDS = [*"abcdefgh", "not", "will"]


class Table:
    """An index as the store has it."""

    def __init__(self, shingles, wordings):
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE TABLE shingles(shingle INTEGER, wording INTEGER, PRIMARY KEY(shingle, wording)) WITHOUT ROWID")
        self.database.executemany("INSERT INTO shingles VALUES (?, ?)", zip(shingles.tolist(), wordings.tolist(), strict=True))

    def holders(self, starts, width, most):
        rows = self.database.execute(
            "SELECT (SELECT group_concat(wording) FROM (SELECT DISTINCT wording FROM shingles"
            " WHERE shingle BETWEEN start.value AND start.value + ? - 1 LIMIT ? + 1)) FROM json_each(?) AS start ORDER BY start.key",
            (width, most, json.dumps(starts)),
        )
        return [[int(number) for number in text.split(",")] if text and text.count(",") < most else [] for (text,) in rows]


def numbered(*texts):
    return {number: text.split() for number, text in enumerate(texts, start=1)}


def rows_of(store):
    """All shingles of a store, and the wording that each belongs to."""
    each = [shingles_of(keys) for keys in store.values()]
    numbers = np.repeat(np.array(list(store), dtype=np.int64), [len(shingles) for shingles in each])
    return np.concatenate([*each, np.zeros(0, dtype=np.uint64)]), numbers


def joined(store, rarity=RARITY, **options):
    blocks = list(join(*rows_of(store), rarity=rarity, **options))
    return [row for pairs in blocks for row in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.shared.tolist(), strict=True)]


def found_one_by_one(store, rarity=RARITY):
    table = Table(*rows_of(store))
    found = set()
    for number, keys in store.items():
        for other in find_candidates(table, shingles_of(keys).tolist(), own=number, rarity=rarity):
            found.add((min(number, other.wording), max(number, other.wording), other.shared))
    return sorted(found)


def by_definition(store, rarity=RARITY):
    triples = {number: set(shingles_of(keys).tolist()) for number, keys in store.items()}
    pairs = {number: {shingle >> HALF for shingle in shingles} for number, shingles in triples.items()}
    have_triple = Counter(shingle for shingles in triples.values() for shingle in shingles)
    have_pair = Counter(pair for each in pairs.values() for pair in each)
    found = []
    for one, other in combinations(sorted(store), 2):
        shared = sum(have_triple[shingle] <= rarity.shingle for shingle in triples[one] & triples[other])
        shared += sum(have_pair[pair] <= rarity.pair for pair in pairs[one] & pairs[other])
        if shared:
            found.append((one, other, shared))
    return found


def stores(least=0, most=14):
    return st.lists(st.lists(st.sampled_from(WORDS), min_size=least, max_size=most), max_size=25, unique_by=tuple).flatmap(
        lambda wordings: st.lists(st.integers(0, 10**6), min_size=len(wordings), max_size=len(wordings), unique=True).map(
            lambda numbers: dict(zip(numbers, wordings, strict=True))
        )
    )


@given(stores(), st.integers(1, 6), st.integers(1, 6), st.sampled_from([1, 7, 1 << 23]))
def test_all_at_once_and_one_by_one_find_what_the_definition_says(store, shingle, pair, at_once):
    rarity = Rarity(shingle=shingle, pair=pair)
    expected = by_definition(store, rarity)
    assert joined(store, rarity, at_once=at_once) == expected
    assert found_one_by_one(store, rarity) == expected


@given(stores())
def test_who_has_three_words_in_a_row_in_common_is_a_candidate(store):
    found = {(one, other) for one, other, _ in joined(store)}
    for one, other in combinations(sorted(store), 2):
        if longest_run([folded(word) for word in store[one]], [folded(word) for word in store[other]]) >= 3:
            assert (one, other) in found


def longest_run(one, other):
    """The longest run of words that the best alignment keeps."""
    return max((block.size for block in LCSseq.opcodes(one, other).as_matching_blocks()), default=0)


@given(stores(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(store, chance):
    shingles, wordings = rows_of(store)
    order = np.array(chance.sample(range(len(shingles)), len(shingles)), dtype=np.int64)
    mixed = [(list(pairs.one), list(pairs.other), list(pairs.shared)) for pairs in join(shingles[order], wordings[order])]
    assert mixed == [(list(pairs.one), list(pairs.other), list(pairs.shared)) for pairs in join(shingles, wordings)]


def test_many_wordings_take_several_parts():
    chance = np.random.default_rng(0)
    shingles = np.unique(chance.integers(0, 1 << 48, 40_000, dtype=np.uint64))
    shingles = np.concatenate([shingles, shingles[::2]])
    wordings = chance.permutation(len(shingles)) * 7
    few, (whole,) = list(join(shingles, wordings, at_once=1000)), join(shingles, wordings)
    assert len(few) > 10
    assert np.concatenate([block.one for block in few]).tolist() == whole.one.tolist()
    assert np.concatenate([block.other for block in few]).tolist() == whole.other.tolist()
    assert 20_000 <= len(whole.one) < 20_200  # halves of 24 bits may be equal by chance


def test_a_frequent_run_joins_nothing():
    store = {number: ["we", "will", "see", f"x{number}", f"y{number}", "a", f"b{number}", "c", "d"] for number in range(RARITY.shingle + 1)}
    shared = [row for row in joined(store) if row[0] == 0]
    assert shared == []
    assert len([row for row in joined(dict(list(store.items())[1:])) if row[0] == 1]) == RARITY.shingle - 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nobody", "nobody else"),
        ("", "nobody"),
        ("we will leave now", "leave will we now"),
    ],
)
def test_no_candidates(one, other):
    assert joined(numbered(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the evil empire", "we have never once spoken of an evil empire in all of those years"),
        ("i will not leave office before may", "he would not leave office"),
        ("a b c d e f", "a b x d e y"),
    ],
)
def test_candidates(one, other):
    assert [row[:2] for row in joined(numbered(one, other))] == [(1, 2)]


def test_who_shares_most_comes_first():
    store = numbered("nobody will make excursions into that country again", "make excursions into", "nobody will make excursions into it")
    table = Table(*rows_of(store))
    asked = shingles_of(store[1]).tolist()
    assert [found.wording for found in find_candidates(table, asked)] == [1, 3, 2]
    assert [found.wording for found in find_candidates(table, asked, own=1, limit=1)] == [3]
    assert find_candidates(table, shingles_of(["unheard", "of"]).tolist()) == []
    assert find_candidates(table, []) == []


def test_the_rarest_run_comes_first_among_equals():
    store = numbered("a b c d e f g h i x y z", "a b c", "u a b c", "x y z")
    found = find_candidates(Table(*rows_of(store)), shingles_of(store[1]).tolist(), own=1, rarity=Rarity(shingle=3, pair=1))
    assert found[0] == Candidate(wording=4, shared=2)
    assert {candidate.wording for candidate in found} == {2, 3, 4}


def test_a_quotation_of_50000_characters():
    long = [f"w{number % 3001}" for number in range(8000)]
    store = {1: long, 2: long[4000:4010], 3: ["else"]}
    assert [row[:2] for row in joined(store)] == [(1, 2)]
    assert found_one_by_one(store) == joined(store)
