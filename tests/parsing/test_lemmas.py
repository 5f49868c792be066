"""Lemma rules give back the lemma that they were made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.parsing.lemmas import Lemmatizer, apply, read_table, rule, table, write_table

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Z")), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_rule_makes_the_lemma_of_its_form(form, lemma):
    made = rule(form, lemma)
    if made is not None:
        assert apply(made, form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("says", "say", "lower 1 "),
        ("SAID", "say", "lower 2 y"),
        ("Denies", "deny", "lower 3 y"),
        ("was", "be", "lower 3 be"),
        ("Blinken", "Blinken", "title 0 "),
        ("BLINKEN", "Blinken", "title 0 "),
        ("UN", "UN", "upper 0 "),
        ("iPhones", "iPhone", "same 1 "),
    ],
)
def test_the_case_of_the_lemma_is_part_of_its_rule(form, lemma, expected):
    assert rule(form, lemma) == expected


def test_a_form_too_short_for_a_rule_has_no_lemma_by_it():
    assert apply("lower 3 y", "is") is None
    assert apply("lower 2 ", "is") is None


RULES = ["lower 2 ", "lower 1 ", "lower 0 ", "title 0 ", "lower 3 y"]
KNOWN = table(
    [
        ("said", "VERB", "say"),
        ("Rome", "PROPN", "Rome"),
        ("found", "VERB", "find"),
        ("found", "VERB", "found"),
        ("found", "VERB", "find"),
        ("'s", "AUX", "be"),
        ("'s", "AUX", "have"),
    ]
)
LEMMATIZER = Lemmatizer(KNOWN, RULES)


@pytest.mark.parametrize(
    ("form", "upos", "liked", "lemma"),
    [
        ("SAID", "VERB", [4], "say"),  # known in any case
        ("found", "VERB", [2], "found"),  # known as two, so the network tells
        ("found", "VERB", [0], "find"),  # what the network likes is neither, so the commoner
        ("quipped", "VERB", [0, 1], "quip"),  # in the dictionary, whatever the network likes
        ("leaves", "NOUN", [1, 0], "leave"),  # in the dictionary as two, so the network tells
        ("Leaves", "NOUN", [3, 1], "leave"),  # the dictionary has no capitals
        ("zorped", "VERB", [1, 0], "zorpe"),  # in no dictionary, so the network tells
        ("zorp", "NOUN", [1], "zor"),
        ("ACCUSED", "PROPN", [3, 1], "Accused"),  # a name is not looked up
        ("Zz", "VERB", [4], "zz"),  # too short for the rule
    ],
)
def test_treebanks_first_then_the_dictionary_then_the_network(form, upos, liked, lemma):
    assert LEMMATIZER.lemma(form, upos, liked) == lemma


def test_a_name_is_known_in_its_own_letters():
    assert table([("Rome", "PROPN", "Rome"), ("ROME", "PROPN", "ROME")]) == {("ROME", "PROPN"): ["ROME"], ("Rome", "PROPN"): ["Rome"]}


def test_a_table_that_was_written_is_read(tmp_path):
    write_table(KNOWN, tmp_path / "lemmas.tsv")
    assert read_table(tmp_path / "lemmas.tsv") == KNOWN


@pytest.mark.parametrize("text", ["", "said\tVERB\n", "said\n", "said\tVERB\tsay\n\tVERB\tsay\n"])
def test_what_is_no_table_is_refused(tmp_path, text):
    (tmp_path / "lemmas.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"line|no lemmas"):
        read_table(tmp_path / "lemmas.tsv")


def test_what_is_no_rule_is_refused():
    with pytest.raises(ValueError, match="no lemma rule"):
        apply("shouting 0 ", "rain")
