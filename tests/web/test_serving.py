from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from quotecheck.cli.serve import serve
from quotecheck.errors import UsageError
from quotecheck.web import serving

PROGRAM = "import sys; from quotecheck.cli.serve import serve; serve(sys.argv[1:])"


def test_it_listens_where_only_this_machine_can_ask_and_ends_when_told(filled):
    server = subprocess.Popen([sys.executable, "-c", PROGRAM, str(filled), "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        told = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)[0]
        with urllib.request.urlopen(address) as page:
            assert b"quotecheck" in page.read()
        server.send_signal(signal.SIGINT)
        assert server.wait(10) in {0, 130, -signal.SIGINT}
        assert "Traceback" not in server.stderr.read()
        assert [file.name for file in filled.parent.iterdir()] == [filled.name]
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


def test_torch_is_not_loaded(filled):
    program = (
        "import sys; from pathlib import Path; from quotecheck.web import serving; serving.make_datasette(Path(sys.argv[1])).app(); "
        "sys.exit('torch' in sys.modules or 'stanza' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(filled)], check=False).returncode == 0


def test_another_host_says_what_that_means(filled, monkeypatch):
    served = []
    monkeypatch.setattr(serving, "serve", lambda datasette, listener: (served.append(datasette), listener.close()))
    told = CliRunner().invoke(serve, [str(filled), "--host", "0.0.0.0", "--port", "0"])
    assert told.exit_code == 0, told.output
    assert "Whoever does can read every article" in " ".join(told.stderr.split())
    quiet = CliRunner().invoke(serve, [str(filled), "--port", "0"])
    assert "can be reached" not in quiet.stderr
    assert len(served) == 2


def test_a_port_that_is_taken(filled):
    with serving.listening("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="cannot be listened at"):
        serving.listening("127.0.0.1", taken.getsockname()[1]).close()


def test_without_datasette_it_says_what_to_install(filled, monkeypatch):
    monkeypatch.setitem(sys.modules, "quotecheck.web", None)
    told = CliRunner().invoke(serve, [str(filled)])
    assert isinstance(told.exception, UsageError)
    assert "quotecheck-news[web]" in str(told.exception)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(filled, tmp_path):
    from pages_asked import asking

    (tmp_path / "quotes.db").write_bytes(filled.read_bytes())
    tmp_path.chmod(0o500)
    try:
        ask = asking(serving.make_datasette(tmp_path / "quotes.db"))
        assert ask("/people").status_code == ask("/data/quotes").status_code == 200
    finally:
        tmp_path.chmod(0o700)


def test_drafts_wait_for_each_other_but_not_too_many(filled):
    from pages_asked import asking

    from quotecheck.web.plugin import site_of

    datasette = serving.make_datasette(filled)
    site_of(datasette)._waiting = 4
    ask = asking(datasette)
    found = ask("/check.json", method="POST", data={"draft": "“No,” she said."})
    assert (found.status_code, found.json()["status"]) == (503, 503)
    assert ask("/check.json", method="POST", data={"quote": "We strongly support"}).status_code == 200


@pytest.mark.parametrize("words", [["{}"], ["--db", "{}"]])
def test_the_database_is_named_as_everywhere(filled, monkeypatch, words):
    served = []
    monkeypatch.setattr(serving, "serve", lambda datasette, listener: (served.append(datasette), listener.close()))
    monkeypatch.setenv("QUOTECHECK_DB", "/nowhere/else.db")
    told = CliRunner().invoke(serve, [word.format(filled) for word in words] + ["--port", "0"])
    assert told.exit_code == 0, told.output
    assert f"{filled} is at http" in told.stderr
    assert len(served) == 1


def test_two_databases_are_one_too_many(filled):
    told = CliRunner().invoke(serve, [str(filled), "--db", str(filled), "--port", "0"])
    assert isinstance(told.exception, UsageError)


@pytest.mark.parametrize("host", ["x" * 64, "a..b", ".", "no\0where", "\udcff"])
def test_a_host_that_can_be_none(host):
    with pytest.raises(UsageError, match="cannot be listened at"):
        serving.listening(host, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_beside_the_database(filled, tmp_path, number):
    path = tmp_path / "quotes.db"
    path.write_bytes(filled.read_bytes())
    server = subprocess.Popen([sys.executable, "-c", PROGRAM, str(path), "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())[0]
        for page in ("people", "data", "data/quotes"):
            with urllib.request.urlopen(address + page) as found:
                found.read()
        server.send_signal(number)
        assert server.wait(10) in {0, 128 + number, -number}
        assert "Traceback" not in server.stderr.read()
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


def test_the_tables_are_those_of_the_file_that_is_there(filled, tmp_path):
    from pages_asked import asking

    from quotecheck.store import Store

    path = tmp_path / "quotes.db"
    path.write_bytes(filled.read_bytes())
    ask = asking(serving.make_datasette(path))
    address = "/data/articles.json?_shape=array"
    assert len(ask(address).json()) == 4
    Store.open(tmp_path / "other.db", create=True).close()
    (tmp_path / "other.db").replace(path)
    assert ask(address).json() == []
    path.unlink()
    ours, tables, page = ask("/people.json", address, "/data/articles")
    assert (tables.status_code, tables.json()) == (ours.status_code, ours.json())
    assert ours.status_code == page.status_code == 503
    path.write_bytes(filled.read_bytes())
    assert len(ask(address).json()) == 4


def test_an_article_without_a_title_has_a_name_among_the_tables(filled):
    from pages_asked import asking

    page = asking(serving.make_datasette(filled))("/data/quotes").text
    assert ">None<" not in page
    assert ">oslo.txt</a>" in page
