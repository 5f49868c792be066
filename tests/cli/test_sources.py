from __future__ import annotations

import sqlite3

import pytest
from conftest import EXTRACTIONS


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


def test_files_of_a_folder_that_are_not_read_are_told_of(run, extractor, folder):
    (folder / "news").mkdir()
    (folder / "rome.txt").rename(folder / "news" / "rome.txt")
    (folder / "news" / "photo.jpg").write_bytes(b"x")
    extractor.extract = lambda self, article: EXTRACTIONS["rome.txt"]
    told = "1 file in folders passed over, named as no articles are; --glob '*' reads whatever there is"
    assert run("add", "news").err.splitlines()[0] == told
    assert "passed over" not in run("add", "news/rome.txt").err
