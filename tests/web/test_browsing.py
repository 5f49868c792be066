from __future__ import annotations

import subprocess
import sys
import threading
import urllib.request

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import build

from quotecheck.errors import NothingFound, StoreError
from quotecheck.store import Store
from quotecheck.store.browsing import (
    article_by_digest,
    conflicting_quotes,
    expression_of,
    open_reader,
    places_of,
    quotes_holding,
    quotes_said,
    snapshot,
    speaker_numbered,
    speakers_typed,
)

ADD = """
import sys
sys.path.insert(0, "tests")
from marking import build
from quotecheck.store import Store
with Store.open(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 5):
        extraction = build(f"<c>“We said number {number} then,”</c> <s>Ann Lee</s> <q>said</q>.\\n", id=str(number))
        store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
"""


@pytest.fixture
def store(filled):
    with open_reader(filled) as store:
        yield store


@settings(deadline=None)
@given(st.text(max_size=30), st.booleans())
def test_any_text_is_asked_for_as_words(filled, text, typed):
    expression = expression_of(text, typed=typed)
    with open_reader(filled) as store:
        assert expression is None or quotes_holding(store, expression, limit=5, offset=0) is not None


def test_words_between_marks_stand_side_by_side(store):
    assert quotes_holding(store, expression_of("“simply unsustainable”"), limit=5, offset=0)
    assert not quotes_holding(store, expression_of('"unsustainable simply"'), limit=5, offset=0)
    assert quotes_holding(store, expression_of("unsustainable simply"), limit=5, offset=0)


def test_undated_quotes_come_last_wherever_a_page_ends(tmp_path):
    days = ["2021-01-01", None, "2020-01-01", None, "2022-01-01"]
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        for number, day in enumerate(days):
            dated = {} if day is None else {"published": day}
            extraction = build(f"<c>“We said number {number} then,”</c> <s>Ann Lee</s> <q>said</q>.\n", id=f"{number}", **dated)
            store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
        (ann,) = store.speakers()
        expected = ["4", "0", "2", "1", "3"]
        for limit in range(1, 7):
            shown = [quote.article for at in range(0, 6, limit) for quote in quotes_said(store, ann, limit=limit, offset=at)]
            assert shown == expected
        assert [quote.article for quote in quotes_said(store, ann, limit=9, during="2020")] == ["2"]
        assert quotes_said(store, ann, limit=9, offset=7) == []


def test_names_are_found_while_they_are_typed(store):
    assert [one.name for one in speakers_typed(store, "anton blin", most=5)] == []
    assert [one.name for one in speakers_typed(store, "Antony Bl", most=5)] == ["Antony Blinken"]
    assert speakers_typed(store, " ", most=5) == []


def test_a_speaker_is_found_by_an_id_of_before(tmp_path):
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        ids = set()
        for number in range(8):
            extraction = build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n", id=f"{number}", title=f"{number}")
            object.__setattr__(extraction.article.source, "digest", f"{number}" * 64)
            store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
            ids.add(store.speakers()[0].id)
        assert {speaker_numbered(store, id_).id for id_ in ids} == {store.speakers()[0].id}
        with pytest.raises(NothingFound, match="nobody has the number"):
            speaker_numbered(store, 10**30)


def test_articles_of_the_same_bytes_are_told_apart(tmp_path):
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        run = store.begin_run(version="0", models="m", command="test")
        for name, source in (("a", None), ("b", None)):
            extraction = build("<c>“No, never again,”</c> <s>Ann Lee</s> <q>said</q>.\n", id=name)
            object.__setattr__(extraction.article.source, "path", source)
            store.add(extraction, run=run)
        if store.count_articles() < 2:
            pytest.skip("the same bytes are the same article")
        places = places_of(store, [quote.id for quote in store.quotes()])
        assert {place.shared for place in places.values()} == {True}
        digest = next(iter(places.values())).digest
        assert article_by_digest(store, digest, id="b").id == "b"
        with pytest.raises(NothingFound, match="2 articles"):
            article_by_digest(store, digest)


def test_too_few_digits_are_no_digest(store):
    with pytest.raises(NothingFound):
        article_by_digest(store, "0")


def test_quotes_of_the_same_words_by_two_are_together(store, ids):
    (quotes,) = conflicting_quotes(store, limit=5, offset=0)
    assert ids["We strongly "] in quotes
    assert conflicting_quotes(store, limit=5, offset=1) == []


def test_a_snapshot_stands_still(tmp_path):
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as writer, open_reader(path) as reader:
        with snapshot(reader):
            assert reader.count_quotes() == 0
            extraction = build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n")
            writer.add(extraction, run=writer.begin_run(version="0", models="m", command="test"))
            assert reader.count_quotes() == 0
        assert reader.count_quotes() == 1


@pytest.mark.parametrize("what", ["missing", "text", "foreign"])
def test_only_a_store_is_opened(tmp_path, what):
    import sqlite3
    from contextlib import closing

    path = tmp_path / "x.db"
    if what == "text":
        path.write_text("no database at all, but long enough to be taken for one\n" * 20)
    if what == "foreign":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE t (a)")
            connection.commit()
    with pytest.raises(StoreError):
        open_reader(path)
    assert path.exists() == (what != "missing")


def test_readers_and_writers_do_not_disturb_each_other(tmp_path):
    """Writers come and go; each, as it ends, must know that somebody still reads."""
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        store.add(build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n"), run=store.begin_run(version="0", models="m", command="test"))
        (ann,) = store.speakers()
    program = "import sys; from quotecheck.cli.serve import serve; serve(sys.argv[1:])"
    server = subprocess.Popen([sys.executable, "-c", program, str(path), "--port", "0"], stderr=subprocess.PIPE, text=True)
    address = server.stderr.readline().split(" is at ")[1].split("/ ")[0]
    wrong, ends, count = [], threading.Event(), [0]

    def read():
        while not ends.is_set():
            for page in ("/", "/people", f"/person/{ann.id}", "/search?q=number", "/articles", "/conflicts"):
                try:
                    with urllib.request.urlopen(address + page) as response:
                        response.read()
                        count[0] += 1
                except OSError as error:
                    wrong.append(f"{page}: {error}")

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    try:
        for number in range(4):
            subprocess.run([sys.executable, "-c", ADD, str(path), str(5 * number)], check=True)
    finally:
        ends.set()
        for reader in readers:
            reader.join()
        server.terminate()
        server.wait()
        server.stderr.close()
    assert wrong == []
    assert count[0] > 20
    with Store.open(path) as store:
        assert store.count_quotes() == 21
        assert store.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
