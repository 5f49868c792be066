from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def test_verbatim_is_exit_code_0(run):
    result = run("check", "--quote", "we strongly support Italy's initiative", "--by", "Blinken")
    assert result.code == 0
    answer = json.loads(result.out)
    (evidence,) = answer.pop("evidence")
    assert answer == {
        "id": None,
        "verdict": "verbatim",
        "said_by": "Antony Blinken",
        "score": 1.0,
        "differences": [],
        "reasons": [],
        "second": None,
    }
    assert len(evidence.pop("quote")) == 12
    assert evidence == {
        "article": "rome.txt",
        "line": 3,
        "start": 26,
        "end": 64,
        "text": "We strongly support Italy’s initiative",
        "speaker": "Antony Blinken",
        "published": "2021-06-28",
        "outlet": "The Post",
    }


def test_anything_else_is_exit_code_1(run):
    result = run("check", "--quote", "we do not support Italy's initiative", "--by", "Blinken")
    answer = json.loads(result.out)
    assert (result.code, answer["verdict"]) == (1, "distorted")
    assert [(one["kind"], one["claimed"], one["said"]) for one in answer["differences"]] == [
        ("polarity", "not", ""),
        ("words", "do", "strongly"),
    ] or answer["differences"]


def test_fail_on_chooses_what_ends_with_1(run):
    claim = ("check", "--quote", "we do not support Italy's initiative", "--by", "Blinken")
    assert run(*claim, "--fail-on", "not_found, misattributed").code == 0
    assert run(*claim, "--fail-on", "distorted").code == 1
    result = run(*claim, "--fail-on", "wrong")
    assert (result.code, "is none of verbatim, elided" in " ".join(result.err.split())) == (2, True)


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
    assert run("check", "--quote", "No", "--by", "Ann Lee", "--fmt", "plain").out.splitlines()[1].split()[:3] == ["verbatim", "No", "Ann"]


def test_side_by_side(run):
    lines = run("check", "--quote", "We do not support Italy's initiative", "--by", "Blinken", "--table").out.splitlines()
    assert lines[0] == "✗ distorted"
    assert "claimed of Blinken" in lines[1]
    assert "said by Antony Blinken" in lines[1]
    assert any("rome.txt:3, The Post, 2021-06-28" in line for line in lines)
    assert any(line.startswith("  · polarity: “not”") for line in lines)


def test_an_empty_store_says_what_to_do(run, folder):
    (folder / "blank.txt").write_text("Nothing here.\n")
    from quotecheck.store import Store

    Store.open(folder / "empty.db", create=True).close()
    result = run("check", "--quote", "No", "--db", "empty.db")
    assert (result.code, result.out) == (1, "")
    assert result.err == "quotecheck: empty.db: no quote in it to check against. Add articles with quotecheck add.\n"


def test_of_several_databases_the_best_answer_counts(run, folder):
    from marking import build

    from quotecheck.store import Store

    with Store.open(folder / "other.db", create=True) as store:
        text = '<c>“We will rebuild the bridge,”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.\n'
        store.add(build(text), run=store.begin_run(version="0", models="m", command="t"))
    claim = ("check", "--quote", "We will rebuild the bridge", "--by", "Ann Lee")
    assert json.loads(run(*claim).out)["verdict"] != "verbatim"
    assert json.loads(run(*claim, "--db", "quotes.db", "--db", "other.db").out)["verdict"] == "verbatim"


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
