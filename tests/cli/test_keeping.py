"""The commands that keep articles and databases: revisions, export-article, backup, and doctor with its repair."""

from __future__ import annotations

import csv
import json
import zlib
from hashlib import sha256
from unittest.mock import ANY

import pytest
from marking import build

from quotecheck.errors import StoreError
from quotecheck.model import Article, Extraction, Source
from quotecheck.store import Store

pytestmark = pytest.mark.usefixtures("filled")

LATER = """Coalition meets in Rome

A line more.

<c>“We strongly support Italy’s new initiative,”</c> <s name="Antony Blinken">Blinken</s> <q>said</q>, adding more.

<s name="Ann Lee">Lee</s> <q>said</q> <c>that Daesh “can still be a threat”</c>.
<c>“We are late,”</c> <s name="Ann Lee">Lee</s> <q>said</q>.
"""


def add(*extractions):
    with Store.open("quotes.db") as store:
        run = store.begin_run(version="0.1.0", models="m" * 64, command="test")
        for extraction in extractions:
            assert store.add(extraction, run=run)


def kept(raw, text, *, id, encoding):  # noqa: A002
    """An article of some bytes and the text that they are said to give."""
    source = Source(raw=raw, digest=sha256(raw).hexdigest(), path=id, encoding=encoding)
    return Extraction(article=Article(id=id, text=text, source=source), attributions=())


@pytest.fixture
def revised(filled):
    add(build(LATER, id="rome.txt", published="2021-06-28", outlet="The Post"))
    return filled


def damage(path, *statements):
    with Store.open(path) as store:
        for sql in statements:
            store.database.execute(sql)


def lines(result):
    return [json.loads(line) for line in result.out.splitlines()]


def test_revisions_of_an_article_as_json_lines(run, revised):
    result = run("revisions", "rome.txt")
    assert result.code == 0
    assert result.err == "rome.txt: 2 revisions, quotes: 1 new, 2 changed\n"
    changed, credited, new = lines(result)
    assert list(changed) == ["article", "revisions", "change", "aspects", "before", "after", "differences"]
    assert (changed["article"], changed["revisions"], changed["change"], changed["aspects"]) == ("rome.txt", [1, 2], "changed", ["words"])
    assert (changed["before"]["line"], changed["after"]["line"]) == (3, 5)
    assert [difference["after_text"] for difference in changed["differences"]] == ["new"]
    assert (credited["aspects"], credited["before"]["speaker"], credited["after"]["speaker"]) == (["speaker"], "Luigi Di Maio", "Ann Lee")
    assert (new["change"], new["before"], new["after"]["text"], new["differences"]) == ("new", None, "“We are late,”", [])


def test_revisions_of_an_article_as_a_table(run, revised):
    shown = " ".join(run("revisions", "rome.txt", "--table").out.split())
    for words in ("1 → 2", "Luigi Di Maio →", "changed (speaker)", "rome.txt:3", "rome.txt:5", "new"):
        assert words in shown


def test_all_articles_of_several_revisions(run, revised):
    (record,) = lines(run("revisions"))
    assert list(record) == ["article", "before", "after", "changes"]
    assert list(record["before"]) == ["article", "number", "digest", "path", "url", "published", "fetched", "added"]
    assert (record["article"], record["before"]["number"], record["after"]["number"]) == ("rome.txt", 1, 2)
    assert [change["change"] for change in record["changes"]] == ["changed", "changed", "new"]
    (header, row) = run("revisions", "--fmt", "plain").out.splitlines()
    assert header.split() == ["article", "before", "after", "vanished", "new", "changed"]
    assert row.split() in (["rome.txt", "1", "2", "0", "1", "2"], ["rome.txt", "1,", ANY, "2,", ANY, "0", "1", "2"])
    assert len(list(csv.DictReader(run("revisions", "--csv").out.splitlines()))) == 1


def test_revisions_of_one_second_are_told_apart_by_their_numbers(run, revised):
    damage(revised, "UPDATE runs SET started = '2024-02-27T10:30:00+00:00' WHERE pk = 1", "UPDATE articles SET run = 1")
    assert run("revisions", "--fmt", "plain").out.splitlines()[1].split() == ["rome.txt", "1", "2", "0", "1", "2"]
    damage(revised, "UPDATE articles SET fetched = '2024-03-01T09:00:00+00:00' WHERE pk = 3")
    row = run("revisions", "--fmt", "plain").out.splitlines()[1].split()
    assert row == ["rome.txt", "1,", "2024-02-27T10:30:00", "2,", "2024-03-01T09:00:00", "0", "1", "2"]


def test_no_change_is_no_failure(run):
    add(build("A line.\n", id="a.txt"), build("Another line.\n", id="a.txt"))
    result = run("revisions", "a.txt")
    assert (result.code, result.out, result.err) == (0, "", "a.txt: 2 revisions, no quote changed\n")
    assert run("revisions", "a.txt", "--json").out == "[]\n"
    result = run("revisions", "rome.txt")
    assert (result.code, result.out, result.err) == (0, "", "rome.txt: 1 revision, no quote changed\n")


def test_no_article_of_several_revisions(run):
    result = run("revisions")
    assert (result.code, result.out, result.err) == (0, "", "quotes.db: no article has more than one revision\n")
    assert run("revisions", "--table").out == ""
    assert run("revisions", "--json").out == "[]\n"


@pytest.mark.parametrize("command", ["revisions", "export-article"])
def test_an_unknown_article_is_one_line(run, command):
    result = run(command, "roma.txt")
    assert (result.code, result.out) == (1, "")
    assert result.err == "quotecheck: quotes.db: no article 'roma.txt'. Nearest: rome.txt.\n"


def test_the_bytes_and_the_text_of_an_article(run, folder):
    raw = b"\xef\xbb\xbfOne.\r\nTwo \xe2\x80\x9cno\xe2\x80\x9d.\r\n"
    add(kept(raw, "One.\nTwo “no”.\n", id="a.txt", encoding="utf-8-sig"))
    assert run("export-article", "a.txt").out == "One.\nTwo “no”.\n"
    assert run("export-article", sha256(raw).hexdigest()[:8], "--text").out == "One.\nTwo “no”.\n"
    assert run("export-article", "a.txt", "--raw", "--output", "out.txt").out == ""
    assert (folder / "out.txt").read_bytes() == raw
    assert run("export-article", "a.txt", "--raw").out.encode() == raw.replace(b"\r\n", b"\n")  # as the runner reads stdout
    result = run("export-article", "a.txt", "--raw", "--output", "quotes.db")
    assert (result.code, "that is the database itself" in result.err) == (2, True)


def test_an_article_replaces_a_file_only_when_asked(run, folder):
    (folder / "out.txt").write_text("precious")
    result = run("export-article", "rome.txt", "--output", "out.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == "quotecheck: out.txt: there is such a file already. Name another, or pass --force to replace it.\n"
    assert (folder / "out.txt").read_text() == "precious"
    assert run("export-article", "rome.txt", "--output", "out.txt", "--force").code == 0
    assert (folder / "out.txt").read_text() == run("export-article", "rome.txt").out
    assert run("export-article", "rome.txt", "--output", "/dev/null").code == 0


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("none/out.txt", "cannot be written (No such file or directory). Check that its folder exists and has room, or name another file."),
        ("rome.txt/out.txt", "cannot be written (Not a directory). Check that its folder exists and has room, or name another file."),
        (".", "that is a folder. Name a file."),
        ("/dev/full", "cannot be written (No space left on device). Check that its folder exists and has room, or name another file."),
    ],
)
def test_a_file_that_cannot_be_written_is_one_line(run, target, said):
    result = run("export-article", "rome.txt", "--output", target)
    assert (result.code, result.out, result.err) == (2, "", f"quotecheck: {target}: {said}\n")


def test_a_revision_is_chosen_by_its_number(run, revised):
    assert "A line more." in run("export-article", "rome.txt").out
    assert "A line more." not in run("export-article", "rome.txt", "--revision", "1").out
    result = run("export-article", "rome.txt", "--revision", "3")
    assert (result.code, "has 2 revisions, not 3" in result.err) == (1, True)


def test_bytes_that_are_no_text_are_not_written_to_a_terminal(run, folder, monkeypatch):
    add(kept(b"%PDF\xff\0", "One.\n", id="a.pdf", encoding=""), kept(b"One.\n\x1b[2J", "One.\n", id="b.txt", encoding="utf-8"))
    monkeypatch.setattr("quotecheck.cli.output.on_terminal", lambda: True)
    result = run("export-article", "a.pdf", "--raw")
    assert (result.code, result.out) == (2, "")
    assert result.err == "quotecheck: a.pdf: its bytes are no text for a terminal. Pass --output FILE, or redirect stdout.\n"
    assert run("export-article", "a.pdf", "--text").out == "One.\n"
    assert run("export-article", "b.txt", "--raw").out == "One.\n\N{REPLACEMENT CHARACTER}[2J\n"
    assert run("export-article", "a.pdf", "--raw", "--output", "out.pdf").code == 0
    assert (folder / "out.pdf").read_bytes() == b"%PDF\xff\0"


def test_bytes_that_were_changed_are_not_given_as_those_that_came_in(run, filled):
    with Store.open(filled) as store:
        store.database.execute("UPDATE articles SET raw = ? WHERE id = 'rome.txt'", [zlib.compress(b"Forged.")])
    result = run("export-article", "rome.txt", "--raw")
    assert (result.code, result.out) == (3, "")
    assert "SHA-256 differs" in result.err


def test_a_backup_is_a_database(run, folder):
    result = run("backup", "copy.db")
    assert (result.code, result.out) == (0, f"copy.db: a copy of quotes.db, {(folder / 'copy.db').stat().st_size:,} bytes\n")
    assert run("doctor", "--db", "copy.db").code == 0
    assert run("quotes", "--db", "copy.db").out == run("quotes").out
    result = run("backup", "copy.db")
    assert (result.code, result.err) == (
        2,
        "quotecheck: copy.db: there is such a file already. Name another, or pass --force to replace it.\n",
    )
    assert run("backup", "copy.db", "--force").code == 0
    assert run("backup", "quotes.db", "--force").code == 2
    result = run("backup", ".")
    assert (result.code, result.err) == (2, "quotecheck: .: that is a folder. Name a file for the copy.\n")


def test_repair_says_what_it_did_and_what_it_could_not(run, filled):
    damage(filled, "DROP INDEX quotes_article", "UPDATE speakers SET quotes = 99", "UPDATE articles SET text = 'x' WHERE id = 'paris.txt'")
    assert run("doctor").code == 1
    result = run("doctor", "--repair")
    records = lines(result)
    assert result.code == 1
    assert [record["mended"] for record in records[:3]] == [True, True, False]
    assert not any(record["mended"] for record in records[2:])
    assert {record["article"] for record in records[2:]} == {"paris.txt"}
    assert "Put back a backup" in records[-1]["message"]
    shown = run("doctor", "--repair", "--table").out
    assert "not mended" in shown


def test_a_repair_after_which_nothing_is_wrong_ends_well(run, filled):
    damage(filled, "DROP VIEW quotes_in_full", "DELETE FROM speaker_keys")
    result = run("doctor", "--repair")
    assert result.code == 0
    assert result.err == "quotes.db: 2 articles, nothing wrong\n"
    assert run("doctor").code == 0
    assert run("doctor", "--repair").out == ""
    assert len(lines(run("quotes", "Blinken"))) == 2


def test_a_text_that_is_none_is_named_and_the_rest_examined(run, filled):
    damage(filled, "UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE id = 'rome.txt'", "UPDATE quotes SET line = 9 WHERE line = 5")
    result = run("doctor")
    assert (result.code, result.err) == (1, "")
    first, second = lines(result)
    assert (first["message"], first["article"]) == ("the title in row 1 of articles is no text in UTF-8", "rome.txt")
    assert "it is said to stand in line 9" in second["message"]


def test_problems_that_were_found_are_shown_even_if_the_examination_fails(run, filled, monkeypatch):
    def failing(_database):
        raise StoreError("quotes.db: damaged")

    damage(filled, "DROP INDEX quotes_article")
    monkeypatch.setattr("quotecheck.store.doctor.speaker_problems", failing)
    result = run("doctor")
    assert (result.code, result.err) == (3, "quotecheck: quotes.db: damaged\n")
    assert [record["message"] for record in lines(result)] == ["quotes_article is missing in the schema"]


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ({"rome.txt"}, "1 article was read by another version of its reader; its text was not proven against its bytes\n"),
        (
            {"rome.txt", "paris.txt"},
            "2 articles were read by other versions of their readers; their texts were not proven against their bytes\n",
        ),
    ],
)
def test_articles_of_other_readers_are_counted(run, monkeypatch, ids, said):
    monkeypatch.setattr("quotecheck.store.proofs.restores", lambda article: None if article.id in ids else True)
    for arguments in (("doctor",), ("doctor", "--repair")):
        result = run(*arguments)
        assert (result.code, result.out) == (0, "")
        assert result.err == said + "quotes.db: 2 articles, nothing wrong\n"
