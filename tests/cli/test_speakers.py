"""``quotecheck speakers``: who is quoted, and what users decide of that."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def lines(run, *arguments):
    return [json.loads(line) for line in run(*arguments).out.splitlines()]


def names(run):
    return {record["name"]: record["quotes"] for record in lines(run, "speakers")}


def test_list_is_what_is_meant_without_a_command(run):
    assert run("speakers").out == run("speakers", "list").out
    assert run("speakers", "Blinken").out == run("speakers", "list", "Blinken").out


def test_a_speaker_that_was_asked_for_has_all_that_is_known(run):
    (record,) = lines(run, "speakers", "Blinken")
    assert record["kinds"] == {"direct": 1, "indirect": 1, "mixed": 0}
    assert (record["first"], record["last"], record["listed"], record["tenures"]) == ("2021-06-28", "2021-06-28", None, [])


def test_why(run):
    shown = lines(run, "speakers", "why", "Blinken")
    assert [(record["article"], record["name"], record["quotes"]) for record in shown] == [
        ("rome.txt", "Antony Blinken", 1),
        ("paris.txt", "Antony Blinken", 1),
    ]
    assert all(record["reason"] for record in shown)


def test_doubts(run):
    result = run("speakers", "doubts")
    assert (result.code, result.out, result.err) == (0, "", "quotes.db: no doubts\n")


def test_decisions_are_told_and_undone(run):
    merged = run("speakers", "merge", "Ann Lee", "Bob Lee")
    assert (merged.code, merged.out, merged.err) == (0, "", "quotes.db: decision 1: Ann Lee and Bob Lee are one\n")
    assert sorted(names(run).values()) == [1, 2, 2]
    renamed = run("speakers", "rename", "Di Maio", "Luigi D. M.")
    assert renamed.err == "quotes.db: decision 2: Luigi Di Maio is called Luigi D. M.\n"
    assert run("speakers", "undo", "1").err == "quotes.db: decision 1: undone: Ann Lee and Bob Lee are one\n"
    assert [(found["number"], found["undone"] is None) for found in lines(run, "speakers", "decisions")] == [(1, False), (2, True)]
    assert "Luigi D. M." in names(run)
    assert run("speakers", "undo").code == 0
    assert names(run) == {"Antony Blinken": 2, "Ann Lee": 1, "Bob Lee": 1, "Luigi Di Maio": 1}
    assert run("doctor").code == 0


def test_split_and_alias(run):
    assert run("speakers", "split", "Blinken", "--article", "paris.txt", "--as", "Another Blinken").code == 0
    assert names(run)["Another Blinken"] == 1
    assert run("speakers", "alias", "Di Maio", "Gigi").code == 0
    assert [record["speaker"] for record in lines(run, "quotes", "Gigi")] == ["Luigi Di Maio"]


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("merge", "Blinken", "Antony Blinken"), 2, "are one speaker already"),
        (("merge", "Blinken", "Nobody"), 1, "nobody called 'Nobody'"),
        (("merge", "Lee", "Blinken"), 1, "'Lee' may mean "),
        (("split", "Blinken", "--article", "nowhere.txt"), 1, "does not speak in 'nowhere.txt'"),
        (("split", "Di Maio", "--article", "rome.txt"), 2, "nothing to split"),
        (("rename", "Blinken", ""), 2, "is no name"),
        (("alias", "Nobody", "N"), 1, "nobody called"),
        (("undo",), 1, "no decision that stands"),
        (("undo", "9"), 1, "no decision 9 that stands"),
        (("why", "Lee"), 1, "'Lee' may mean "),
    ],
)
def test_what_cannot_be_decided_is_told_in_one_line(run, folder, arguments, code, complaint):
    before = (folder / "quotes.db").read_bytes()
    result = run("speakers", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)
    assert complaint in result.err
    assert (folder / "quotes.db").read_bytes() == before


def test_who_is_ambiguous_can_be_given_by_number(run):
    by_name = {record["name"]: record["id"] for record in lines(run, "speakers", "Lee")}
    assert str(by_name["Ann Lee"]) in run("speakers", "merge", "Lee", "Blinken").err
    assert run("speakers", "merge", str(by_name["Ann Lee"]), str(by_name["Bob Lee"])).code == 0


def test_a_list_is_imported_and_binds(run, folder):
    (folder / "people.csv").write_text(
        "name,aliases,offices,wikidata\nTony Blinken,Antony Blinken,Secretary of State (2021-01-26/2025-01-20),Q7821917\n"
    )
    assert run("speakers", "import", "people.csv").err == "quotes.db: decision 1: 1 person of people.csv, 1 of them quoted\n"
    (record,) = lines(run, "speakers", "Blinken")
    assert (record["name"], record["listed"]) == ("Tony Blinken", "Q7821917")
    assert len(lines(run, "quotes", "secretary of state", "--as-of", "2021-06-28")) == 2
    late = run("quotes", "secretary of state", "--as-of", "2026-01-01")
    assert (late.code, late.out) == (1, "")
    assert "Known: Tony Blinken (2021-01-26 to 2025-01-20)." in late.err


@pytest.mark.parametrize(
    "text", ["name,aliases\nAda,\n", "name,aliases,offices,wikidata\nAda,,,Q1\nBob,,,Q1\n", "", "name,aliases,offices,wikidata\nAda,,,x\n"]
)
def test_a_bad_list_changes_nothing(run, folder, text):
    (folder / "people.csv").write_text(text)
    before = (folder / "quotes.db").read_bytes()
    result = run("speakers", "import", "people.csv")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert (folder / "quotes.db").read_bytes() == before


def test_a_list_that_is_not_there(run):
    result = run("speakers", "import", "nowhere.csv")
    assert result.code == 2
    assert "nowhere.csv" in result.err


def test_what_is_exported_can_be_imported(run, folder):
    exported = run("speakers", "export").out
    assert [row["name"] for row in csv.DictReader(io.StringIO(exported))] == ["Antony Blinken", "Ann Lee", "Bob Lee", "Luigi Di Maio"]
    (folder / "people.csv").write_text(exported)
    before = names(run)
    assert run("speakers", "import", "people.csv").code == 0
    assert names(run) == before
    assert run("speakers", "export").out == exported
    assert run("doctor").code == 0


def test_as_of_needs_an_office(run):
    result = run("quotes", "--as-of", "2021-01-01")
    assert (result.code, result.err.count("\n")) == (2, 1)


def test_an_office_that_nobody_was_seen_in(run):
    result = run("quotes", "pope", "--as-of", "2021-01-01")
    assert (result.code, result.out) == (1, "")
    assert "nobody is known to have been 'pope' on 2021-01-01" in result.err
