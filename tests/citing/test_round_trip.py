"""What was cited is followed back to the very words, in every form that there is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import as_quote, build

from benchmarks.citing import changed, edited, expected, generated, seeds
from quotecheck.citing.cited import Cited
from quotecheck.citing.following import Outcome, follow
from quotecheck.citing.forms import FORMS, render
from quotecheck.citing.reading import read_citations

CITED = [*seeds(), *generated(500)]


@pytest.mark.parametrize("form", FORMS)
def test_every_quote_comes_back_to_its_place(form):
    for cited in CITED:
        (pointer,) = read_citations("".join(render(form, [cited])))
        found = follow(pointer, cited.article)
        assert (found.outcome, found.spans) == (Outcome.THERE, expected(form, cited)), cited.article.id


@pytest.mark.parametrize("form", FORMS)
def test_several_citations_are_read_as_several(form):
    some = CITED[:3] + CITED[-4:]
    pointers = read_citations("".join(render(form, some)))
    assert [follow(pointer, cited.article).spans for pointer, cited in zip(pointers, some, strict=True)] == [
        expected(form, cited) for cited in some
    ]


@pytest.mark.parametrize("form", ["text", "url", "web-annotation", "prov"])
def test_changed_words_are_never_called_there(form):
    chance = random.Random(2)
    for cited in CITED[::3]:
        other = changed(cited, chance)
        if other is not None:
            (pointer,) = read_citations("".join(render(form, [cited])))
            for versions in ([], [cited.article]):
                assert follow(pointer, other, versions=versions).outcome is not Outcome.THERE, cited.article.id


@pytest.mark.parametrize("form", ["text", "web-annotation", "tei"])
def test_moved_words_are_found_after_a_hundred_edits_elsewhere(form):
    chance, found, every = random.Random(4), 0, CITED[::3]
    for cited in every:
        moved = edited(cited, 100, chance)
        (pointer,) = read_citations("".join(render(form, [cited])))
        now = follow(pointer, moved.article, versions=[cited.article])
        found += now.outcome in {Outcome.THERE, Outcome.MOVED} and now.spans == moved.content
    assert found >= 0.99 * len(every)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0<>"), min_size=1, max_size=60), st.sampled_from(FORMS))
def test_whatever_the_words_are(words, form):
    words = " ".join(words.split())
    if not any(letter.isalnum() for letter in words):
        return
    extraction = build(f"Before it. <c>{words}</c> <s>Ann Lee</s> <q>said</q>, and more.\n")
    if len(extraction.attributions) != 1:
        return
    cited = Cited(quote=as_quote(extraction.article, extraction.attributions[0]), article=extraction.article)
    (pointer,) = read_citations("".join(render(form, [cited])))
    assert follow(pointer, cited.article).spans == expected(form, cited)


def test_the_seeds_are_there():
    assert len({cited.article.id for cited in CITED if cited.article.id.startswith("seeds/")}) == len(list(Path("seeds").glob("*.txt")))
