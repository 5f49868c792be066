from __future__ import annotations

import json
from dataclasses import replace

import pytest
from marking import build

from quotecheck.model import Diagnostic, Span

pytestmark = pytest.mark.usefixtures("extractor")


def test_the_models_folder_is_handed_on(run, extractor, monkeypatch):
    seen = []
    monkeypatch.setattr(extractor, "__init__", lambda self, models=None, **_: seen.append(models))
    run("extract", "rome.txt", "--models", "elsewhere")
    monkeypatch.setenv("QUOTECHECK_MODELS", "from-the-environment")
    run("extract", "rome.txt")
    assert list(map(str, seen)) == ["elsewhere", "from-the-environment"]


def test_nothing_to_read(run):
    result = run("extract")
    assert result.code == 2
    assert "Nothing to read." in result.err


def test_extract_has_the_shape_that_others_rely_on(run):
    (record,) = [json.loads(line) for line in run("extract", "paris.txt").out.splitlines()]
    assert record["id"] == "paris.txt"
    assert record["quotes"][0] == {
        "type": "indirect",
        "content": [[25, 43]],
        "cue": [[15, 24]],
        "speaker": [[0, 14]],
        "speaker_name": "Antony Blinken",
        "confidence": 0.9,
        "rule": "by hand",
        "polarity": "said",
        "hedge": None,
        "when": None,
        "where": None,
    }


def test_extract_in_parts_gives_a_quote_a_sentence(run):
    whole, parts = (json.loads(run("extract", "paris.txt", *option).out)["quotes"] for option in ((), ("--parts",)))
    assert [quote["content"] for quote in parts] == [quote["content"] for quote in whole]  # none goes on behind its cue


def test_extract_leaves_out_what_is_less_sure(run):
    (record,) = [json.loads(line) for line in run("extract", "paris.txt", "--min-confidence", ".91").out.splitlines()]
    assert record == {"id": "paris.txt", "quotes": []}


def test_extract_reads_json_lines_and_goes_on_after_a_bad_one(run):
    lines = [json.dumps({"id": "rome.txt", "text": "Rome."}), "{", json.dumps({"id": "paris.txt", "text": "Paris."})]
    result = run("extract", "--jsonl", "-", stdin="\n".join(lines))
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["rome.txt", "paris.txt"]
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert ":2: not JSON" in result.err


def test_extract_as_a_table_has_a_row_a_quote(run):
    assert run("extract", "paris.txt", "--fmt", "plain").out == (
        "speaker         kind      polarity    cue        text                article    line\n"
        "Antony Blinken  indirect  said        announced  a new contribution  paris.txt  1\n"
        "Ann Lee         direct    said        said       “No,”               paris.txt  2\n"
        "Bob Lee         direct    said        said       “Yes,”              paris.txt  3\n"
    )
    row = run("extract", "paris.txt", "--csv").out.splitlines()[1]
    assert row == "paris.txt,1,Antony Blinken,indirect,announced,a new contribution,0.9,said"


@pytest.fixture
def odd(extractor, monkeypatch):
    """An article of seven oddities."""
    extraction = build("A headline\n<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n", id="paris.txt")
    second_line = extraction.article.text.index("\n") + 1
    marks = tuple(Diagnostic(message=f"mark {number}\x1b", span=Span(second_line, second_line + 1)) for number in range(6))
    article = replace(extraction.article, diagnostics=(Diagnostic(message="a guess"),))
    monkeypatch.setattr(extractor, "extract", lambda *_: replace(extraction, article=article, diagnostics=marks))


ODDITIES = "paris.txt: a guess\n" + "".join(f"paris.txt:2: mark {number}�\n" for number in range(4)) + "paris.txt: and 2 more\n"


@pytest.mark.usefixtures("odd")
def test_what_is_odd_is_told_on_stderr(run):
    extracted = run("extract", "paris.txt")
    assert (extracted.code, extracted.err) == (0, ODDITIES)
    assert json.loads(extracted.out)["id"] == "paris.txt"
