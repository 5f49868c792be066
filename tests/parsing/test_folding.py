"""Folding of typography."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.parsing import fold


@given(st.text())
def test_folding_keeps_the_length_and_every_letter_in_place(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(new == old for new, old in zip(folded, text, strict=True) if old.isalnum())


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_has_plain_spaces_alone(text):
    assert all(character in " \n" or not character.isspace() for character in fold(text))
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in fold(text) if character != "\n")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a” „b‟ «c»", '"a" "b" "c"'),
        ("‘it’s’", "'it's'"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("a\u00a0b\u2009c\td\u200be\ufefff", "a b c ddeef"),
        ("a\u2028b\x00c \u202ed", "a b c  d"),
        ("the minis\u00adter\u200b, sa\u200b\u200bid", "the minisster , saaaid"),
        ("one\ntwo", "one\ntwo"),
        ("Zoë Müller, 50 € … 😀", "Zoë Müller, 50 € … 😀"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded
