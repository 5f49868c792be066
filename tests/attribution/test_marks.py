"""Pairing of quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.marks import quotations
from quotecheck.model import Span
from quotecheck.parsing import blocks

PAIRS = ["“”", '""', "«»", "„“", ("``", "''"), ("‘‘", "’’"), "＂＂"]
ODD = st.lists(
    st.sampled_from(["“", "”", '"', "«", "»", "„", "``", "''", "’’", "'", "a", "it’s", " ", ".", ",", "(", "–", "\n", "\n\n"])
).map("".join)
WORDS = st.lists(st.sampled_from(["rain", "Monday", "it's", "3", "(so)", "well,", "no."]), min_size=1, max_size=6).map(" ".join)


def pair(text):
    return quotations(text, tuple(blocks(text)))


def quoted(text):
    return [quotation.span.of(text) for quotation in pair(text)[0]]


@given(ODD)
def test_pairing_never_fails_and_keeps_its_promises(text):
    paragraphs = tuple(blocks(text))
    found, odd = quotations(text, paragraphs)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for quotation in found:
        assert paragraphs[quotation.block].contains(quotation.span)
        assert quotation.span.contains(quotation.inner)
        assert quotation.closed or quotation.span.end == paragraphs[quotation.block].end
    assert [diagnostic.span for diagnostic in odd] == sorted(diagnostic.span for diagnostic in odd)
    assert all(len(diagnostic.span) in (1, 2) and diagnostic.span.end <= len(text) for diagnostic in odd)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), st.sampled_from(PAIRS))
def test_balanced_marks_give_what_stands_between_them(parts, marks):
    text = " ".join(f"{outside} {marks[0]}{inside}{marks[1]}" for outside, inside in parts)
    found, odd = pair(text)
    assert [quotation.inner.of(text) for quotation in found] == [inside for _, inside in parts]
    assert all(quotation.closed and not quotation.continues for quotation in found)
    assert odd == []


@given(WORDS, WORDS)
def test_a_mark_that_nothing_closes_is_reported_and_ends_with_its_paragraph(outside, inside):
    text = f"{outside} “{inside}\n\n{outside}"
    found, odd = pair(text)
    assert [(quotation.inner.of(text), quotation.closed) for quotation in found] == [(inside, False)]
    at = text.index("“")
    assert [(diagnostic.message, diagnostic.span) for diagnostic in odd] == [
        ("an opening quotation mark without a closing one", Span(at, at + 1))
    ]


def test_a_mark_that_nothing_opens_is_reported():
    text = "The pier opened,” she said."
    found, odd = pair(text)
    assert found == []
    assert [(diagnostic.message, diagnostic.span) for diagnostic in odd] == [
        ("a closing quotation mark without an opening one", Span(16, 17))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke of “hot beds” and “cold feet”.", ["“hot beds”", "“cold feet”"]),
        ('"We go," he said. "We stay."', ['"We go,"', '"We stay."']),
        ("Its “rise. “ It fell.", ["“rise. “"]),
        ("”We go,” he said.", ["”We go,”"]),
        ("“He said ‘no’ twice,” she said.", ["“He said ‘no’ twice,”"]),
        ("(“We go”)", ["“We go”"]),
        ("The ’90s and the dogs’ bowls", []),
        ("A board of 6' 2\" in", []),
    ],
    ids=[
        "curly",
        "straight",
        "closing typed as opening",
        "opening typed as closing",
        "single marks within",
        "brackets",
        "apostrophes",
        "inches",
    ],
)
def test_which_marks_pair(text, expected):
    assert quoted(text) == expected


def test_a_paragraph_that_reopens_its_marks_goes_on_from_the_one_before():
    text = "“The river rose.\n\n“It took the sheep.\n\n“We left,” he said. “All of us.”"
    found, odd = pair(text)
    assert [(quotation.closed, quotation.continues) for quotation in found] == [(False, False), (False, True), (True, True), (True, False)]
    assert odd == []


def test_a_quotation_further_on_does_not_go_on_from_an_open_one():
    text = "“The river rose.\n\nHe said: “We left.”"
    found, odd = pair(text)
    assert [quotation.continues for quotation in found] == [False, False]
    assert len(odd) == 1
