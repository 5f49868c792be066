"""Every word has a place among the pieces, whatever it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing.networks import PIECES, tokenizer

from quotecheck.parsing.pieces import LONGEST, Pieces, Shape


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    tokenizer().save(str(path))
    return Pieces(path)


def test_the_place_of_a_word_is_that_of_its_last_piece(pieces):
    encoded = pieces.encode(["Rains", "fell", "."])
    assert [PIECES[k] for k in encoded.pieces] == ["[CLS]", "rain", "##s", "fell", ".", "[SEP]"]
    assert encoded.places == [2, 3, 4]
    assert encoded.shapes == [0, Shape.TITLE, Shape.TITLE, 0, 0, 0]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=200))
def test_every_word_has_a_place_and_every_sentence_fits(pieces, words):
    encoded = pieces.encode(words)
    assert len(encoded.places) == len(words)
    assert encoded.places == sorted(set(encoded.places))
    assert encoded.places[0] > 0
    assert encoded.places[-1] == len(encoded.pieces) - 2
    assert len(encoded.pieces) == len(encoded.shapes) <= LONGEST


def test_long_words_in_a_long_sentence_give_way(pieces):
    encoded = pieces.encode(["a" + "b" * 40] * 200)
    assert len(encoded.pieces) <= LONGEST
    assert len(encoded.places) == 200


def test_a_word_of_nothing_is_unknown(pieces):
    assert [PIECES[k] for k in pieces.encode(["\u200b"]).pieces] == ["[CLS]", "[UNK]", "[SEP]"]
