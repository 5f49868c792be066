"""When and where something was said."""

import pytest
from attribution.cases import parse_of

from quotecheck.attribution.context import when_and_where
from quotecheck.model import Span


@pytest.mark.parametrize(
    ("stem", "case", "cue", "when", "where"),
    [
        ("clauses", "when and where", "said", "Friday", "in an interview with Radio Ostrand"),
        ("clauses", "conjoined: said and called for", "said", "last week", None),
        ("clauses", "said that", "said", None, None),
        ("quoted", "a quotation and a participle", "said", "Sunday", "on state television"),
    ],
)
def test_when_and_where(stem, case, cue, when, where):
    parse = parse_of(stem, case)
    verb = next(word for word in parse.words if word.text == cue)
    found = when_and_where(parse, verb, ())
    assert tuple(span and span.of(parse.article.text) for span in found) == (when, where)


def test_what_is_reported_does_not_date_the_report():
    parse = parse_of("clauses", "when and where")
    verb = next(word for word in parse.words if word.text == "said")
    assert when_and_where(parse, verb, (Span(0, len(parse.article.text)),)) == (None, None)
