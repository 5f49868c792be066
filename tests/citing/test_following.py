from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import as_quote, build

from quotecheck.citing.cited import Cited
from quotecheck.citing.finding import differing
from quotecheck.citing.following import Outcome, follow
from quotecheck.citing.forms import render
from quotecheck.citing.reading import read_citations
from quotecheck.citing.written import cut
from quotecheck.errors import InputError
from quotecheck.model import Span

MARKED = "Rome meets.\n\nIn Rome, <c>“It cannot last,”</c> <s>Ann Lee</s> <q>said</q>. They met again.\n\n“No,” Bob said.\n"


def article_of(text):
    return build(text).article


@pytest.fixture
def cited():
    extraction = build(MARKED)
    return Cited(quote=as_quote(extraction.article, extraction.attributions[0]), article=extraction.article)


def followed(cited, form, text, *, versions=False):
    (pointer,) = read_citations("".join(render(form, [cited])))
    return follow(pointer, article_of(text), versions=[cited.article] if versions else [])


@pytest.mark.parametrize("form", ["text", "web-annotation", "tei", "prov", "csl-json"])
def test_what_may_have_become_of_words(cited, form):
    text = cited.article.text
    assert followed(cited, form, text).outcome is Outcome.THERE
    moved = followed(cited, form, f"New.\n\n{text}")
    assert (moved.outcome, moved.spans) == (Outcome.MOVED, (Span(28, 45),))
    assert followed(cited, form, "Something else altogether.\n").outcome is Outcome.GONE


def test_what_was_turned_is_shown(cited):
    text = cited.article.text.replace("cannot", "can")
    found = followed(cited, "web-annotation", text)
    assert (found.outcome, [span.of(text) for span in found.spans]) == (Outcome.CHANGED, ["“It can last,”"])
    assert found.differences == (("cannot", "can"),)


def test_a_file_that_changed_elsewhere_needs_the_version_that_was_cited(cited):
    text = cited.article.text.replace("again", "twice")
    assert followed(cited, "url", text).outcome is Outcome.CHANGED
    assert followed(cited, "url", text, versions=True).outcome is Outcome.THERE
    assert followed(cited, "line-url", text, versions=True).outcome is Outcome.CHANGED


def test_white_space_does_not_count(cited):
    assert followed(cited, "text", cited.article.text.replace("It cannot", "It\ncannot")).outcome is Outcome.THERE


def test_few_words_elsewhere_are_not_those_that_were_changed():
    extraction = build("The spokeswoman told them <c>“No,”</c> and <s>Ann Lee</s> <q>said</q> so too. “No,” Bob replied.\n")
    cited = Cited(quote=as_quote(extraction.article, extraction.attributions[0]), article=extraction.article)
    text = cited.article.text.replace("“No,” and", "“Yes,” and")
    found = followed(cited, "web-annotation", text)
    assert (found.outcome, [span.of(text) for span in found.spans]) == (Outcome.CHANGED, ["“Yes,”"])


@pytest.mark.parametrize(
    ("link", "outcome", "words"),
    [
        # Others' links, which say nothing of a place in the text.
        ("https://e.org#:~:text=It%20cannot%20last", Outcome.THERE, "It cannot last"),
        ("https://e.org#:~:text=Rome%2C-,“It%20cannot%20last,-%2C”", Outcome.THERE, "“It cannot last"),
        ("https://e.org#:~:text=it%20will%20not%20last%20any%20longer%20he%20told", Outcome.GONE, None),
        # Without an integrity check nothing is proven.
        ("a.txt#char=0,4", Outcome.UNPROVEN, "Rome"),
    ],
)
def test_links_of_others(cited, link, outcome, words):
    (pointer,) = read_citations(link)
    found = follow(pointer, cited.article)
    assert (found.outcome, found.spans[0].of(cited.article.text) if found.spans else None) == (outcome, words)


def test_a_range_without_a_check_sum_is_no_proof():
    with pytest.raises(InputError, match="nothing proves"):
        read_citations("https://e.org#:~:text=It,last")


def test_words_left_out_are_proven_by_the_check_sum():
    words = " ".join(f"word{number}" for number in range(150))
    extraction = build(f"A.\n<c>{words}</c> <s>Ann</s> <q>said</q>.\n")
    article = replace(extraction.article, source=replace(extraction.article.source, url="https://e.org/a", reader="html"))
    cited = Cited(quote=as_quote(article, extraction.attributions[0]), article=article)
    assert followed(cited, "url", article.text).outcome is Outcome.THERE
    assert followed(cited, "url", f"New.\n{article.text}").outcome is Outcome.MOVED
    changed = followed(cited, "url", article.text.replace("word75 ", ""))
    assert (changed.outcome, changed.note) == (Outcome.CHANGED, "its beginning and end are there, not all between")


def test_an_ellipsis_may_be_the_articles_own():
    assert cut("a … b … c", 2) == [["a", "b … c"], ["a … b", "c"]]
    assert cut("a … … b", 2) == [["a", "… b"], ["a …", "b"]]
    with pytest.raises(InputError):
        cut("a b", 2)


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_differences_lead_from_one_to_the_other(one, other):
    found = differing(" ".join(one), " ".join(other))
    assert (found == ()) == (one == other)
    gone = [word for before, _ in found for word in before.split()]
    new = [word for _, after in found for word in after.split()]
    assert len(one) - len(gone) == len(other) - len(new)
