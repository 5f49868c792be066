from __future__ import annotations

import sqlite3

import pytest


@pytest.mark.parametrize("command", ["add", "extract"])
def test_nothing_to_read_is_a_usage_error(run, command):
    result = run(command)
    assert result.code == 2
    assert "Nothing to read. Give files, folders, addresses" in result.err


@pytest.mark.parametrize("command", ["add", "extract"])
def test_an_address_of_the_own_network_is_refused_in_one_line(run, extractor, command):
    result = run(command, "http://127.0.0.1:9/x")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "quotecheck: http://127.0.0.1:9/x: 127.0.0.1 is not on the public internet. Save the page in a browser and add the file.\n"
    )


@pytest.mark.parametrize("option", ["--url-list", "--feed", "--sitemap"])
def test_a_list_that_is_not_there_is_one_line(run, extractor, option):
    result = run("add", option, "missing.txt")
    assert result.code == 2
    assert result.err == "quotecheck: missing.txt: No such file or directory. Check the path.\n"


def test_what_is_to_be_read_is_noted_with_the_run(run, extractor):
    run("add", "rome.txt", ".", "--glob", "par*.txt", "--language", "en", "--raw")
    commands = [row[0] for row in sqlite3.connect("quotes.db").execute("SELECT command FROM runs")]
    assert commands == ["quotecheck add rome.txt . --glob 'par*.txt' --raw --language en"]


def test_a_database_may_be_named_before_the_command(run, filled, folder, monkeypatch):
    filled.rename(folder / "own.db")
    monkeypatch.setenv("QUOTECHECK_DB", "environment.db")
    assert run("--db", "own.db", "quotes", "Blinken").code == 0
    assert run("--db", "own.db", "speakers", "why", "Blinken").code == 0
    assert run("--db", "other.db", "quotes", "Blinken", "--db", "own.db").code == 0
    assert run("--db", "own.db", "check", "--quote", "We strongly support Italy’s initiative", "--by", "Blinken").code == 0
    for arguments in (["quotes", "Blinken"], ["--db", "other.db", "quotes", "Blinken"]):
        result = run(*arguments)
        assert result.code == 3
        assert "no such database" in result.err
