"""Cues that are not verbs."""

from attribution.cases import parse_of

from quotecheck.attribution.nominal import noun_with_clause


def test_a_report_belongs_to_the_body_whose_name_stands_before_it():
    parse = parse_of("clauses", "the report of a paper")
    noun = next(word for word in parse.words if word.text == "report")
    candidate = noun_with_clause(parse, noun)
    assert [word.text for word in candidate.speaker] == ["Washington", "Post"]
    assert [span.of(parse.article.text) for span in candidate.content] == ["that the dam was cracked"]
