from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def test_verbatim_is_exit_code_0(run):
    result = run("check", "--quote", "we strongly support Italy's initiative", "--by", "Blinken")
    assert result.code == 0
    assert json.loads(result.out) == {
        "id": None,
        "verdict": "verbatim",
        "said_by": "Antony Blinken",
        "score": 1.0,
        "differences": [],
        "evidence": [{"article": "rome.txt", "line": 3, "start": 26, "end": 64, "text": "We strongly support Italy’s initiative"}],
    }


def test_anything_else_is_exit_code_1(run):
    result = run("check", "--quote", "we weakly support Italy's initiative", "--by", "Blinken")
    answer = json.loads(result.out)
    assert (result.code, answer["verdict"]) == (1, "not_found")
    assert answer["differences"] == ["claimed “weakly”, where the article has “strongly”"]


def test_many_claims(run):
    claims = [
        {"id": 1, "quote": "We strongly support Italy's initiative", "by": "Blinken"},
        {"id": "b", "quote": "Quite another thing altogether"},
    ]
    result = run("check", "--jsonl", "-", stdin="\n".join(map(json.dumps, claims)))
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [(answer["id"], answer["verdict"]) for answer in answers] == [(1, "verbatim"), ("b", "not_found")]
    assert result.code == 1


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        '{"id": 1}',
        '{"quote": "--"}',
        '{"quote": 7}',
        '{"quote": "No", "by": 7}',
        '{"quote": "No", "by": " "}',
        '{"quote": "No", "id": true}',
        "\xff",
    ],
)
def test_a_bad_line_loses_nothing_of_the_others(run, bad):
    good = json.dumps({"id": 1, "quote": "No", "by": "Ann Lee"})
    result = run("check", "--jsonl", "-", stdin=f"{bad}\n{good}\n".encode("latin-1"))
    assert json.loads(result.out)["verdict"] == "verbatim"
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert ":1: " in result.err
    assert result.err.count(". ") == 1, "what to do next"


@pytest.mark.parametrize("arguments", [(), ("--quote", "No", "--jsonl", "-"), ("--by", "Lee"), ("--by", "Lee", "--jsonl", "-")])
def test_mistakes_of_usage(run, arguments):
    assert run("check", *arguments).code == 2


@pytest.mark.parametrize("quote", ["", "…"])
def test_a_quotation_without_words(run, quote):
    result = run("check", "--quote", quote)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("quotecheck: ")


def test_as_a_table(run):
    assert run("check", "--quote", "No", "--by", "Ann Lee", "--fmt", "plain").out == (
        "verdict    said by    words    place        differences\nverbatim   Ann Lee    No       paris.txt:2\n"
    )


@pytest.mark.parametrize("nothing", ["", " \n\n"])
def test_no_claims_at_all_are_not_all_verbatim(run, nothing):
    result = run("check", "--jsonl", "-", stdin=nothing)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("form", ["--nl", "--json"])
def test_half_a_surrogate_pair_comes_back_as_it_was_given(run, form):
    result = run("check", "--jsonl", "-", form, stdin='{"id": "\\ud800", "quote": "No", "by": "Ann Lee"}\n')
    answer = json.loads(result.out)
    assert (answer[0] if form == "--json" else answer)["id"] == "\ud800"
    assert result.code == 0


def test_claims_may_begin_with_a_byte_order_mark_as_articles_may(run):
    claim = json.dumps({"id": 1, "quote": "No", "by": "Ann Lee"})
    assert run("check", "--jsonl", "-", stdin=f"\ufeff{claim}\n").code == 0
    assert run("check", "--jsonl", "-", stdin=f"{claim}\n\ufeff{claim}\n").code == 2
