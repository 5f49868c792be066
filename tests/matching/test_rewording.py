from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parses import article

from quotecheck.matching.passages import Passage, passage_of_text
from quotecheck.matching.rewording import GROUPS, evidence, rewording, said, weights
from quotecheck.model import Parse, Sentence, Span, Word

WORDS = ["we", "will", "not", "leave", "left", "the", "city", "until", "5", "soldiers", "are", "home", "he", "would", "never", "stay"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def parsed(text: str, rows: list[tuple[str, str, int, str]]) -> Passage:
    """A passage of one sentence, for each of its words: lemma, upos, number of the head (0 for the root), relation."""
    words, at = [], 0
    for number, (form, (lemma, upos, head, relation)) in enumerate(zip(text.split(), rows, strict=True)):
        at = text.index(form, at)
        span = Span(at, at + len(form))
        at = span.end
        words.append(
            Word(index=number, span=span, text=form, lemma=lemma, upos=upos, xpos="", head=head - 1 if head else None, deprel=relation)
        )
    span = Span(0, len(text))
    sentence = Sentence(span=span, first=0, last=len(words), block=0)
    return passage_of_text(text, Parse(article=article(text), blocks=(span,), sentences=(sentence,), words=tuple(words), names=()))


FAILED = [("the", "DET", 2, "det"), ("plan", "NOUN", 3, "nsubj"), ("fail", "VERB", 0, "root")]
INSERTED = [*FAILED, ("say", "VERB", 3, "parataxis"), ("Roe", "PROPN", 4, "nsubj")]
BEFORE = [
    ("Roe", "PROPN", 2, "nsubj"),
    ("say", "VERB", 0, "root"),
    ("the", "DET", 4, "det"),
    ("plan", "NOUN", 5, "nsubj"),
    ("fail", "VERB", 2, "ccomp"),
]


class Meaning:
    """Texts about soldiers mean one thing, all others another."""

    def vectors(self, texts):
        return np.array([[1.0, 0.0] if "soldiers" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


@settings(deadline=None)  # the first call loads tables
@given(TEXTS, TEXTS, st.sampled_from([None, Meaning()]))
def test_the_order_does_not_matter_and_the_score_is_bounded(one, other, meaning):
    a, b = passage_of_text(one), passage_of_text(other)
    assert rewording(a, b, meaning) == rewording(b, a, meaning) == rewording(a, b, meaning)
    assert 0.0 <= rewording(a, b, meaning) <= 1.0


@settings(deadline=None)
@given(TEXTS)
def test_the_same_words_are_certain(text):
    assert rewording(passage_of_text(text), passage_of_text(text.upper())) == 1.0


@settings(deadline=None)
@given(TEXTS)
def test_nothing_is_less_likely_to_be_said_again_than_nothing(text):
    assert rewording(passage_of_text(text), passage_of_text("…")) == 0.0


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_evidence_counts_against(one, other):
    found = evidence(passage_of_text(one), passage_of_text(other), Meaning())
    assert all(0.0 <= value <= 1.0 + 1e-9 for value in found.values())
    assert all(weight >= 0.0 for name, weight in weights().items() if name not in GROUPS)


def test_another_wording_ranks_above_other_news():
    told = passage_of_text("The soldiers will not leave the city until they are safe")
    reworded = passage_of_text("He said that the soldiers would not be leaving the city before they were safe")
    news = passage_of_text("The price of bread in the city has doubled since the harvest failed")
    assert rewording(told, reworded) > 0.5 > rewording(told, news)


def test_a_lost_negation_counts_against_it():
    denied = passage_of_text("We will not be leaving the city today")
    assert rewording(denied, passage_of_text("We won't be leaving the city soon")) > rewording(
        denied, passage_of_text("We will be leaving the city soon")
    )


@pytest.mark.parametrize(("text", "rows"), [("The plan failed said Roe", INSERTED), ("Roe said the plan failed", BEFORE)])
def test_what_is_said_is_told_from_who_says_it(text, rows):
    assert said(parsed(text, rows)).keys == ("the", "plan", "failed")


def test_without_a_parse_or_with_too_little_left_everything_is_kept():
    assert said(passage_of_text("The plan failed said Roe")).keys == ("the", "plan", "failed", "said", "roe")
    short = parsed("Failed said Roe", [("fail", "VERB", 0, "root"), ("say", "VERB", 1, "parataxis"), ("Roe", "PROPN", 2, "nsubj")])
    assert len(said(short).words) == 3


def test_one_speaker_does_not_make_two_statements_alike():
    one = parsed("The plan failed said Roe", INSERTED)
    other = parsed(
        "The minister resigned said Roe",
        [("the", "DET", 2, "det"), ("minister", "NOUN", 3, "nsubj"), ("resign", "VERB", 0, "root"), *INSERTED[3:]],
    )
    bare = passage_of_text("The plan failed said Roe"), passage_of_text("The minister resigned said Roe")
    assert rewording(one, other) < rewording(*bare)


def test_each_group_is_there_only_where_it_is_known():
    one, other = parsed("The plan failed", FAILED), parsed("Roe said the plan failed", BEFORE)
    assert evidence(one, other)["verbs alike"] == evidence(one, other)["nouns alike"] == 1.0
    assert "syntax" not in evidence(one, passage_of_text("The plan failed again"))
    found = evidence(one, other, Meaning())
    assert found["meaning alike"] == 1.0
    assert set(found) == set(weights())
    assert rewording(one, other, Meaning()) > rewording(one, passage_of_text("The soldiers plan failed"), Meaning())
