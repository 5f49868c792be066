"""Sentences made to look like news are still trees."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.parsing.lemmas import apply, rule
from quotecheck.parsing.trees import is_tree
from training.augment import news_names, news_tree
from training.corpora import NameSentence, TreeSentence

WORDS = ("Blinken", "said", "rain", "fell", ".")
LEMMAS = ("Blinken", "say", "rain", "fall", ".")
TREE = TreeSentence(
    words=WORDS,
    heads=(2, 0, 4, 2, 2),
    labels={
        "upos": ("PROPN", "VERB", "NOUN", "VERB", "PUNCT"),
        "xpos": ("NNP", "VBD", "NN", "VBD", "."),
        "feats": ("Number=Sing", "Tense=Past", "Number=Sing", "Tense=Past", "_"),
        "lemma": tuple(map(rule, WORDS, LEMMAS)),
        "deprel": ("nsubj", "root", "nsubj", "ccomp", "punct"),
        "ends": ("inside",) * 4 + ("last",),
    },
)


@given(st.integers(0, 2**32))
def test_a_changed_sentence_is_still_a_tree_with_its_lemmas(seed):
    changed = news_tree(TREE, random.Random(seed))
    assert is_tree(list(changed.heads))
    assert {len(values) for values in changed.labels.values()} == {len(changed.words)}
    assert changed.labels["ends"] == ("inside",) * (len(changed.words) - 1) + ("last",)
    lemmas = [apply(made, word) for word, made in zip(changed.words, changed.labels["lemma"], strict=True) if word != '"']
    assert lemmas == list(LEMMAS)[: len(lemmas)]
    assert len(lemmas) >= 4


def test_in_time_every_change_is_made():
    seen = {" ".join(news_tree(TREE, random.Random(seed)).words) for seed in range(2000)}
    assert {
        "Blinken said rain fell .",
        "Blinken said rain fell",
        "BLINKEN SAID RAIN FELL .",
        "blinken said rain fell .",
        "Blinken Said Rain Fell .",
        '" Blinken said rain fell .',
        'Blinken said rain fell . "',
        '" Blinken said rain fell . "',
    } <= seen


@pytest.mark.parametrize("seed", range(50))
def test_names_keep_their_labels(seed):
    sentence = NameSentence(words=("Rome", "fell", "."), labels=("S-Location", "O", "O"))
    changed = news_names(sentence, random.Random(seed))
    assert changed.labels == sentence.labels[: len(changed.words)]
    assert [word.lower() for word in changed.words] == [word.lower() for word in sentence.words[: len(changed.words)]]
