"""The lemmas of reporting verbs, on which attribution rests: every form of every one of them."""

from math import inf
from pathlib import Path

import pytest

from quotecheck.parsing import models
from quotecheck.parsing.annotator import Annotator, Window

pytestmark = pytest.mark.model

VERBS = dict(line.split("\t") for line in Path(__file__).with_name("reporting_verbs.tsv").read_text(encoding="utf-8").splitlines())


def frame(form):
    """A sentence that the form can stand in, and its place there."""
    if form.endswith("ing"):
        return ["The", "minister", "spoke", ",", form, "that", "rain", "would", "fall", "."], 4
    if form.endswith("s") and not form.endswith("ss"):
        return ["The", "minister", form, "that", "rain", "will", "fall", "."], 2
    return ["Ministers", form, "that", "rain", "will", "fall", "."], 1


def test_every_form_of_every_reporting_verb_has_its_lemma():
    annotator = Annotator(models.shipped() / "network")
    frames = {form: frame(form) for form in VERBS}
    answers = annotator.annotate([Window(words=words, leaning=[-inf] * len(words)) for words, _ in frames.values()])
    told = {}
    for (form, (_, place)), ((sentence,), _) in zip(frames.items(), answers, strict=True):
        # Out of context a form may pass for a noun (“the minister quips”); a verb is what is asked here.
        if sentence.upos[place] == "VERB":
            told[form] = sentence.lemmas[place]
    assert {form: lemma for form, lemma in told.items() if lemma != VERBS[form]} == {}
    assert len(told) > 0.95 * len(VERBS)
