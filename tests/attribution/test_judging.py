"""What the network says of a cue against what the rules propose."""

from dataclasses import replace

import pytest
from attribution.cases import parse_of

from quotecheck.attribution import attribute
from quotecheck.attribution.alternatives import NETWORK
from quotecheck.model import Report

TEXT = "clauses", "said that"


def read(parse, cue, *, content="", speaker="", probability=0.97):
    """``parse`` with one report: the word ``cue``, and the words of ``content`` and ``speaker`` as sure as can be."""

    def sure(words):
        start = parse.article.text.find(words) if words else -1
        return tuple(0.99 if 0 <= start <= word.span.start < start + len(words) else 0.01 for word in parse.words)

    index = next(word.index for word in parse.words if word.text == cue)
    report = Report(cue=index, probability=probability, first=0, content=sure(content), speaker=sure(speaker))
    return replace(parse, reports=(report,))


def found(parse):
    attributions, _ = attribute(parse)
    text = parse.article.text
    return [
        (" … ".join(span.of(text) for span in a.content), a.speaker and " … ".join(span.of(text) for span in a.speaker.spans), a.rule)
        for a in attributions
    ]


def test_the_rules_words_stand_where_the_network_agrees():
    parse = parse_of(*TEXT)
    ((content, speaker, rule),) = found(replace(parse, reports=()))
    assert found(read(parse, "said", content=content, speaker=speaker)) == [(content, speaker, rule)]


def test_other_words_are_taken_where_they_are_clearly_likelier():
    parse = parse_of(*TEXT)
    ((content, speaker, _),) = found(replace(parse, reports=()))
    shorter = " ".join(content.split()[-3:])
    assert [words for words, _, _ in found(read(parse, "said", content=shorter, speaker=speaker))] == [shorter]


def test_a_cue_that_the_network_does_not_see_is_unlikely():
    parse = parse_of(*TEXT)
    ((content, speaker, _),) = found(replace(parse, reports=()))
    elsewhere = read(parse, content.split()[-1], content="", probability=0.04)
    confident, doubtful = attribute(read(parse, "said", content=content, speaker=speaker))[0], attribute(elsewhere)[0]
    assert all(a.confidence < confident[0].confidence for a in doubtful)


def test_the_network_may_see_what_no_rule_proposes():
    parse = parse_of("nothing", "a title")
    text = parse.article.text
    cue = next(word.text for word in parse.words if word.upos == "NOUN")
    rest = text[text.index(cue) + len(cue) :].strip(" .")
    assert found(replace(parse, reports=())) == []
    assert found(read(parse, cue, content=rest, speaker="Her", probability=0.999)) == [(rest, "Her", NETWORK)]


def test_but_not_if_nobody_is_named():
    parse = parse_of("nothing", "a title")
    cue = next(word.text for word in parse.words if word.upos == "NOUN")
    assert found(read(parse, cue, content=parse.article.text, probability=0.999)) == []


@pytest.mark.parametrize("probability", [0.0, 0.2])
def test_but_not_if_it_is_unsure(probability):
    parse = parse_of("nothing", "a title")
    cue = next(word.text for word in parse.words if word.upos == "NOUN")
    assert found(read(parse, cue, content=parse.article.text, probability=probability)) == []
