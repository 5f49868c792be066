from __future__ import annotations

import json

import pytest

from quotecheck.errors import ModelsError

pytestmark = pytest.mark.usefixtures("extractor")


def test_add_tells_on_stderr_alone(run):
    result = run("add", "rome.txt", "paris.txt")
    assert (result.code, result.out, result.err) == (0, "", "quotes.db: added 2 articles with 5 quotes\n")
    assert run("quotes", "Blinken").code == 0


def test_adding_twice_adds_nothing(run):
    run("add", "rome.txt")
    assert run("add", "rome.txt", "paris.txt").err == "quotes.db: added 1 article with 3 quotes, 1 already there\n"


def test_a_bad_path_loses_nothing_of_the_others(run):
    result = run("add", "rome.txt", "missing.txt", "paris.txt")
    assert result.code == 2
    assert result.err == (
        "quotecheck: missing.txt: No such file or directory. Check the path.\n"
        "quotes.db: added 2 articles with 5 quotes, 1 could not be read\n"
    )


def test_an_interruption_says_what_is_in(run, extractor):
    extractor.fail = KeyboardInterrupt()
    result = run("add", "rome.txt", "paris.txt")
    assert (result.code, result.err) == (130, "quotes.db: added 1 article with 2 quotes\nquotecheck: interrupted.\n")
    assert len(run("quotes").out.splitlines()) == 2


def test_missing_models_are_exit_code_4(run, extractor):
    extractor.fail = ModelsError("no models\nin /nowhere. Give --models.")
    result = run("add", "paris.txt")
    assert (result.code, result.err) == (4, "quotecheck: no models in /nowhere. Give --models.\n")


def test_the_models_folder_is_handed_on(run, extractor, monkeypatch):
    seen = []
    monkeypatch.setattr(extractor, "__init__", lambda self, models=None: seen.append(models))
    run("extract", "rome.txt", "--models", "elsewhere")
    monkeypatch.setenv("QUOTECHECK_MODELS", "from-the-environment")
    run("add", "rome.txt")
    assert list(map(str, seen)) == ["elsewhere", "from-the-environment"]


@pytest.mark.parametrize("command", ["add", "extract"])
def test_nothing_to_read(run, command):
    result = run(command)
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
    }


def test_extract_reads_json_lines_and_goes_on_after_a_bad_one(run):
    lines = [json.dumps({"id": "rome.txt", "text": "Rome."}), "{", json.dumps({"id": "paris.txt", "text": "Paris."})]
    result = run("extract", "--jsonl", "-", stdin="\n".join(lines))
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["rome.txt", "paris.txt"]
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert ":2: not JSON" in result.err


def test_extract_as_a_table_has_a_row_a_quote(run):
    assert run("extract", "paris.txt", "--fmt", "plain").out == (
        "speaker         kind      cue        text                article    line\n"
        "Antony Blinken  indirect  announced  a new contribution  paris.txt  1\n"
        "Ann Lee         direct    said       “No,”               paris.txt  2\n"
        "Bob Lee         direct    said       “Yes,”              paris.txt  3\n"
    )
    assert run("extract", "paris.txt", "--csv").out.splitlines()[1] == "paris.txt,1,Antony Blinken,indirect,announced,a new contribution"
