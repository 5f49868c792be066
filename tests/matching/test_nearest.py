from __future__ import annotations

from marking import build, quotes

from quotecheck.matching import nearest

TEXT = """
<c>“We are ready to help our French brothers, but nobody will make excursions into Syria,”</c> <s>Gentiloni</s> <q>said</q>.
<c>“No,”</c> <s>Roe</s> <q>said</q>.
"""


def near(claimed: str):
    return nearest(claimed, quotes(TEXT))


def test_it_says_what_differs_and_where():
    lead = near("We are willing to help our brothers")
    assert lead.span.of(build(TEXT).article.text) == "We are ready to help our French brothers"
    assert lead.differences == ("claimed “willing”, where the article has “ready”", "left out “French”, which the article has")
    assert lead.score == 6 / 7


def test_a_word_too_many():
    assert near("We are very ready to help our French brothers").differences == ("claimed “very”, which the article does not have",)


def test_nothing_like_it():
    assert near("The price of bread has doubled") is None
    assert nearest("We are ready", []) is None


def test_a_short_quote_is_not_near_to_a_long_claim():
    assert near("No, I have never heard of such a thing") is None
