from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from textwrap import dedent

import pytest
from marking import build

from quotecheck.cli.options import DATABASE
from quotecheck.model import Span
from quotecheck.store import Store

pytestmark = pytest.mark.usefixtures("filled")

KEYS = ["id", "article", "line", "start", "end", "text", "kind", "cue", "speaker", "speaker_mention", "confidence", "published", "outlet"]
KEYS += ["polarity", "hedge", "when", "where"]


def ids(run, *arguments):
    return [json.loads(line)["id"] for line in run("quotes", *arguments).out.splitlines()]


def test_quotes_are_json_lines_in_a_pipe(run):
    result = run("quotes", "Blinken")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert all(list(record) == KEYS for record in records)
    assert records[0] == {
        "id": records[0]["id"],
        "article": "rome.txt",
        "line": 3,
        "start": 25,
        "end": 66,
        "text": "“We strongly support Italy’s initiative,”",
        "kind": "direct",
        "cue": [[75, 79]],
        "speaker": "Antony Blinken",
        "speaker_mention": "Blinken",
        "confidence": 0.9,
        "published": "2021-06-28",
        "outlet": "The Post",
        "polarity": "said",
        "hedge": None,
        "when": None,
        "where": None,
    }
    assert [record["article"] for record in records] == ["rome.txt", "paris.txt"]


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (("--kind", "mixed"), ["that Daesh “can still be a threat”"]),
        (("--article", "paris.txt", "--kind", "direct"), ["“No,”", "“Yes,”"]),
        (("--since", "2021-06-28", "--kind", "direct"), ["“We strongly support Italy’s initiative,”"]),
        (("--until", "2021-06-28", "--kind", "direct"), ["“We strongly support Italy’s initiative,”"]),
        (("--contains", "ITALY'S INITIATIVE"), ["“We strongly support Italy’s initiative,”"]),
        (("--min-confidence", ".9", "--limit", "1"), ["“We strongly support Italy’s initiative,”"]),
        (("--article", "paris.txt", "--limit", "2"), ["a new contribution", "“No,”"]),
        (("Lee", "--any"), ["“No,”", "“Yes,”"]),
    ],
)
def test_filters(run, arguments, texts):
    assert [json.loads(line)["text"] for line in run("quotes", *arguments).out.splitlines()] == texts


def test_quotes_as_csv(run):
    (row, *_) = csv.DictReader(io.StringIO(run("quotes", "Di Maio", "--csv").out))
    assert list(row) == KEYS
    assert (row["speaker"], row["cue"], row["line"]) == ("Luigi Di Maio", "[[103, 107]]", "5")


def test_quotes_as_tsv(run):
    header, _ = run("quotes", "Di Maio", "--tsv").out.splitlines()
    assert header.split("\t") == KEYS


def test_quotes_as_one_array(run):
    assert [record["speaker"] for record in json.loads(run("quotes", "Di Maio", "--json").out)] == ["Luigi Di Maio"]


def test_quotes_in_a_format_of_tabulate(run):
    (id_,) = ids(run, "Di Maio")
    assert run("quotes", "Di Maio", "--fmt", "github").out == dedent(f"""\
        | id           | speaker       | kind   | text                               | place      | published   |
        |--------------|---------------|--------|------------------------------------|------------|-------------|
        | {id_} | Luigi Di Maio | mixed  | that Daesh “can still be a threat” | rome.txt:5 | 2021-06-28  |
        """)


def test_quotes_as_a_table(run):
    (id_,) = ids(run, "Di Maio")
    lines = [line.rstrip() for line in run("quotes", "Di Maio", "--table").out.splitlines()]
    assert lines == [
        "",
        " id             speaker         kind    text                                 published",
        " " + "─" * 86,
        f" {id_}   Luigi Di Maio   mixed   that Daesh “can still be a threat”   2021-06-28",
        " " * 40 + "rome.txt:5",
        "",
    ]


@pytest.mark.parametrize("columns", ["0", "20", "59", "60", "66", "79", "80"])
def test_a_table_loses_no_words_on_a_narrow_terminal(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    (id_,) = ids(run, "Di Maio", "--nl")
    shown = " ".join(run("quotes", "Di Maio", "--table").out.split())
    for word in (id_, "mixed", "Daesh", "threat”", "rome.txt:5", "2021-06-28"):
        assert word in shown


def test_a_terminal_too_narrow_for_a_table_gets_a_list(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    (id_,) = ids(run, "Di Maio", "--nl")
    assert run("quotes", "Di Maio", "--table").out.splitlines() == [
        "",
        f"id: {id_}",
        "speaker: Luigi Di Maio",
        "kind: mixed",
        "text: that Daesh “can still be a threat”",
        "place: rome.txt:5",
        "published: 2021-06-28",
    ]


@pytest.mark.parametrize("columns", ["60", "66", "72", "79", "80", "100"])
def test_no_line_of_a_table_is_wider_than_the_terminal(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("quotes", "--table").out.splitlines()
    assert any("─" in line for line in lines)
    assert max(map(len, lines)) <= int(columns)


@pytest.mark.parametrize("arguments", [("quotes",), ("check", "--quote", "No"), ("--db", ".", "quotes"), ("backup", "copy.db")])
def test_a_folder_as_the_database_is_one_line(run, folder, arguments):
    result = run(*arguments) if "--db" in arguments else run(*arguments, "--db", str(folder))
    assert (result.code, result.out) == (3, "")
    name = "." if "--db" in arguments else folder
    assert result.err == f"quotecheck: {name}: cannot be opened as a database (Is a directory). Name another file with --db.\n"


def test_whether_a_database_can_be_read_is_for_the_store_to_tell(run):
    assert not DATABASE.readable
    assert DATABASE.dir_okay


def test_an_unknown_format_is_a_mistake_of_usage(run):
    result = run("quotes", "--fmt", "nonsense")
    assert result.code == 2
    assert "'nonsense' is none of" in result.err


def test_a_terminal_gets_a_table(run, monkeypatch):
    monkeypatch.setattr("quotecheck.cli.output.on_terminal", lambda: True)
    assert "─" in run("quotes", "Di Maio").out
    assert run("quotes", "Di Maio", "--nl").out.startswith("{")


def test_a_name_nobody_bears(run):
    result = run("quotes", "Blinkn")
    assert (result.code, result.out) == (1, "")
    assert result.err == "quotecheck: quotes.db: nobody called 'Blinkn'. Nearest: Antony Blinken.\n"


def test_an_ambiguous_name(run):
    result = run("quotes", "Lee")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "quotecheck: 'Lee' may mean Ann Lee (1), Bob Lee (1); quotes in brackets. Give the full name, or --any for all of them.\n"
    )


@pytest.mark.parametrize(("form", "out"), [("--json", "[]\n"), ("--nl", ""), ("--csv", "")])
def test_no_quote_under_the_filters(run, form, out):
    result = run("quotes", "Blinken", "--kind", "mixed", form)
    assert (result.code, result.out) == (1, out)
    assert result.err.startswith("quotecheck: quotes.db: no quote like that.")


def test_speakers(run):
    records = [json.loads(line) for line in run("speakers").out.splitlines()]
    assert [(record["name"], record["quotes"], record["articles"]) for record in records] == [
        ("Antony Blinken", 2, 2),
        ("Ann Lee", 1, 1),
        ("Bob Lee", 1, 1),
        ("Luigi Di Maio", 1, 1),
    ]
    keys = ["id", "name", "type", "aliases", "offices", "quotes", "articles", "first", "last", "listed", "tenures"]
    assert list(records[0]) == keys
    assert len(run("speakers", "Lee").out.splitlines()) == 2


def test_show_marks_the_quote_in_its_paragraph(run):
    (id_,) = ids(run, "Di Maio")
    assert run("show", id_[:6]).out == (
        "rome.txt:5:14  Luigi Di Maio (mixed, “said”)\nDi Maio said »that Daesh “can still be a threat”«.\n"
    )


def test_show_on_a_terminal_is_set_in_bold(run, monkeypatch):
    monkeypatch.setattr("quotecheck.cli.output.on_terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    (id_,) = ids(run, "Di Maio", "--nl")
    assert "\x1b[4msaid\x1b[0m \x1b[1mthat Daesh “can still be a threat”\x1b[0m" in run("show", id_).out


def test_cite(run):
    first, second = ids(run, "Lee", "--any")
    assert run("cite", first, second).out == (
        f"Ann Lee (said): “No,” — paris.txt:2:1 [quote {first}]\nBob Lee (said): “Yes,” — paris.txt:3:1 [quote {second}]\n"
    )


STEERING = '<c>“No \x1b[31m\x9b2J \u202e end,”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.\n'


@pytest.fixture
def steering(filled):
    """The database, with an article whose words would steer a terminal."""
    with Store.open(filled) as store:
        store.add(build(STEERING, id="steering.txt"), run=store.begin_run(version="0", models="m", command="test"))


@pytest.mark.usefixtures("steering")
@pytest.mark.parametrize("form", ["--csv", "--tsv", "--nl", "--json"])
def test_no_form_can_steer_a_terminal_and_all_are_exact_in_a_pipe(run, monkeypatch, form):
    shown = run("quotes", "--article", "steering.txt", form).out
    assert "\x9b2J \u202e end" in shown
    monkeypatch.setattr("quotecheck.cli.output.on_terminal", lambda: True)
    safe = run("quotes", "--article", "steering.txt", form).out
    assert not set("\x1b\x9b\u202e") & set(safe)
    if form in {"--nl", "--json"}:
        assert json.loads(safe) == json.loads(shown)


@pytest.mark.parametrize("spelt", ["./paris.txt", "news/../paris.txt", "{folder}/paris.txt"])
def test_an_article_is_known_by_its_path_as_typed(run, folder, spelt):
    assert ids(run, "--article", spelt.format(folder=folder)) == ids(run, "--article", "paris.txt") != []


def test_an_article_that_is_not_there(run):
    result = run("quotes", "--article", "./nowhere.txt")
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)


def test_show_and_cite_tell_when_and_where(run, filled):
    extraction = build('<c>“Yes,”</c> <s name="Ann Day">Day</s> <q>said</q> Monday in Rome.\n', id="dated.txt")
    (said,) = extraction.attributions
    text = extraction.article.text
    when, where = (Span(text.index(words), text.index(words) + len(words)) for words in ("Monday", "in Rome"))
    with Store.open(filled) as store:
        extraction = replace(extraction, attributions=(replace(said, when=when, where=where),))
        store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
    (id_,) = ids(run, "Day")
    assert run("show", id_).out.splitlines()[0] == "dated.txt:1:1  Ann Day (direct, “said”, Monday, in Rome)"
    assert run("cite", id_).out == f"Ann Day (said, Monday, in Rome): “Yes,” — dated.txt:1:1 [quote {id_}]\n"


def test_a_speaker_without_a_name_is_told_to_have_none(run, filled):
    with Store.open(filled) as store:
        store.add(build("<c>“Now.”</c>\n", id="bare.txt"), run=store.begin_run(version="0", models="m", command="test"))
    (id_,) = ids(run, "--article", "bare.txt")
    assert run("show", id_).out.splitlines()[0] == "bare.txt:1:1  no speaker named (direct)"
    assert "no speaker named" in run("quotes", "--article", "bare.txt", "--fmt", "plain").out


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_id_that_is_none(run, command):
    result = run(command, "zzzz")
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)


def test_another_database(run, filled, monkeypatch):
    filled.rename(filled.with_name("other.db"))
    assert run("quotes").code == 3
    assert run("quotes", "--db", "other.db").code == 0
    monkeypatch.setenv("QUOTECHECK_DB", "other.db")
    assert run("quotes").code == 0


def test_the_doctor_finds_nothing(run):
    result = run("doctor")
    assert (result.code, result.out, result.err) == (0, "", "quotes.db: 2 articles, nothing wrong\n")


def test_the_doctor_finds_a_moved_quote(run, filled):
    import sqlite3

    connection = sqlite3.connect(filled)
    connection.execute("UPDATE quotes SET text = 'something else' WHERE text = '“No,”'")
    connection.commit()
    connection.close()
    result = run("doctor")
    (problem,) = map(json.loads, result.out.splitlines())
    assert result.code == 1
    assert problem["article"] == "paris.txt"
    assert "something else" in problem["message"]
