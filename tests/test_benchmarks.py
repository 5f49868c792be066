from __future__ import annotations

import pytest
from attribution.cases import parse_of

from benchmarks import causes, conventions, reliability
from benchmarks.attribution import floor_of, halves, slid
from quotecheck.attribution import attribute

FLOORS = {"news.jsonl": {"sha256": "a", "figures": {"all.content": 0.7}}}


def test_what_fell_below_the_floor_is_told():
    assert slid({"all.content": 0.71, "all.joint": 0.2}, {"all.content": 0.7}) == []
    assert slid({"all.content": 0.69}, {"all.content": 0.7}) == ["all.content: 0.6900, floor 0.7000"]


def test_a_figure_that_is_missing_is_below():
    assert slid({}, {"all.content": 0.7}) == ["all.content: no figure, floor 0.7000"]


def test_a_floor_belongs_to_the_bytes_of_its_gold():
    assert floor_of("news.jsonl", "a", FLOORS, new_gold=False) == {"all.content": 0.7}
    assert floor_of("other.jsonl", "a", FLOORS, new_gold=False) == {}
    assert floor_of("news.jsonl", "b", FLOORS, new_gold=False) is None
    assert floor_of("news.jsonl", "b", FLOORS, new_gold=True) == {}


def test_the_halves_of_a_gold_file(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("a\nb\nc\n", encoding="utf-8")
    assert [(name, half.read_text(encoding="utf-8")) for half, name in halves(gold, tmp_path)] == [("first", "a\n"), ("second", "b\nc\n")]


def record(parse, *said, level="required"):
    """A gold record with ``said`` as contents, each with the word *said* as its cue."""
    text = parse.article.text
    cue = [[text.index("said"), text.index("said") + 4]] if "said" in text else None
    quotes = [{"content": [[text.index(words), text.index(words) + len(words)]], "cue": cue, "level": level} for words in said]
    return {"text": text, "quotes": quotes}


CONTENT = "the harbour will reopen in March"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((CONTENT,), []),
        ((), [("extra", "report")]),
        (("March",), [("missed", "boundaries"), ("extra", "boundaries")]),
        ((CONTENT, CONTENT), [("missed", "joined")]),
        (("said",), [("missed", "unproposed"), ("extra", "report")]),
    ],
)
def test_causes(said, expected):
    parse = parse_of("clauses", "said that")
    assert [(case.kind, case.cause) for case in causes.cases(record(parse, *said), parse)] == expected


def test_what_is_optional_is_neither_missed_nor_too_much():
    parse = parse_of("clauses", "said that")
    for said in (CONTENT, "March", "said"):
        found = causes.cases(record(parse, said, level="optional"), parse)
        assert [case for case in found if case.kind == "missed" or said != "said"] == []


def test_every_confidence_is_judged():
    parse = parse_of("clauses", "said that")
    (attribution,) = attribute(parse)[0]
    assert list(reliability.judged(record(parse, CONTENT), parse)) == [(attribution.confidence, True)]
    assert list(reliability.judged(record(parse), parse)) == [(attribution.confidence, False)]
    assert list(reliability.judged(record(parse, CONTENT, level="optional"), parse)) == []


def test_what_confidences_are_worth():
    rows = reliability.worth([(0.55, False), (0.92, True), (0.93, False), (0.99, True), (1.0, True)])
    assert rows["0.5"] == [1, 0.0, 5, 0.6]
    assert rows["0.9"] == [2, 0.5, 4, 0.75]
    assert rows["0.95"] == [2, 1.0, 2, 1.0]
    assert rows["0.7"] == [0, 0.0, 4, 0.75]


SAID = "“A,” she said. “B.” “C,” he said."
FIRST = {"content": [[0, 4]], "cue": [[9, 13]], "speaker": [[5, 8]], "type": "direct", "speaker_name": "Ann"}
SECOND = {"content": [[15, 19]], "cue": None, "speaker": None, "type": "direct", "speaker_name": "Ann"}
THIRD = {"content": [[20, 24]], "cue": [[28, 32]], "speaker": [[25, 27]], "type": "direct", "speaker_name": "Bob"}


def test_what_goes_on_is_joined_and_parted_again():
    joined = conventions.joined({"text": SAID, "quotes": [FIRST, SECOND, THIRD]})["quotes"]
    assert [quote["content"] for quote in joined] == [[[0, 4], [15, 19]], [[20, 24]]]
    parted = conventions.parted({"text": SAID, "quotes": joined})["quotes"]
    assert [(quote["content"], quote["speaker"]) for quote in parted] == [
        ([[0, 4]], [[5, 8]]),
        ([[15, 19]], None),
        ([[20, 24]], [[25, 27]]),
    ]


def test_another_speaker_is_not_joined():
    other = SECOND | {"speaker_name": "Bob"}
    assert len(conventions.joined({"text": SAID, "quotes": [FIRST, other]})["quotes"]) == 2
