"""Quotations that no cue claims."""

import pytest
from attribution.cases import parse_of

from quotecheck.attribution import attribute
from quotecheck.attribution.floating import carry_on, floating
from quotecheck.attribution.marks import quotations


def floats(stem, name):
    parse = parse_of(stem, name)
    quoted, _ = quotations(parse.article.text, parse.blocks)
    return [quotation.inner.of(parse.article.text) for group in floating(parse, [], quoted) for quotation in group]


def test_a_quotation_that_reads_as_speech_floats():
    assert floats("quoted", "floating in the next paragraph") == ["We lost forty sheep that night and nobody came."]


@pytest.mark.parametrize("name", ["a scare quote", "a title"])
def test_scare_quotes_and_titles_do_not_float(name):
    assert floats("nothing", name) == []


def test_what_is_claimed_does_not_float_and_carries_nothing_on_alone():
    parse = parse_of("quoted", "floating in the next paragraph")
    quoted, _ = quotations(parse.article.text, parse.blocks)
    assert carry_on(parse, [], quoted) == []
    assert [a.rule for a in attribute(parse)[0]] == ["verb-bare", "floating"]


def test_a_quotation_in_the_next_paragraph_is_not_carried_on():
    parse = parse_of("people", "the next paragraph's quotation")
    attributions, _ = attribute(parse)
    assert [len(a.content) for a in attributions] == [1, 1, 1]
    assert [a.cue for a in attributions][1:] == [(), ()]
