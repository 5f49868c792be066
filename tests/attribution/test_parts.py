"""One attribution of several sentences as several."""

from dataclasses import replace

from attribution.cases import parse_of

from quotecheck.attribution import attribute, in_parts
from quotecheck.model import Extraction, Kind


def parts_of(stem, name):
    parse = parse_of(stem, name)
    attributions, odd = attribute(parse)
    extraction = Extraction(article=parse.article, attributions=attributions, diagnostics=odd)
    return parse.article.text, extraction, in_parts(extraction)


def test_the_sentence_behind_he_said_stands_alone():
    text, extraction, parted = parts_of("quoted", "carried on behind he said")
    (joined,) = extraction.attributions
    first, second = parted.attributions
    assert (*first.content, *second.content) == joined.content
    assert (first.cue, first.speaker) == (joined.cue, joined.speaker)
    assert (second.cue, second.speaker, second.entity, second.kind) == ((), None, joined.entity, Kind.DIRECT)
    assert all(span.of(text).startswith(("“", '"')) for span in second.content)


def test_a_quotation_split_within_its_sentence_stays_one():
    _, extraction, parted = parts_of("quoted", "split by the cue")
    assert parted == extraction


def test_in_parts_once_more_changes_nothing():
    _, _, parted = parts_of("quoted", "carried on behind he said")
    assert in_parts(parted) == parted
    assert in_parts(replace(parted, attributions=())) == replace(parted, attributions=())
