from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from quotecheck.errors import StoreError
from quotecheck.store import Store, connection, schema
from quotecheck.store.transactions import explained


def refusal(path, **options) -> str:
    """What the user is told when the store at ``path`` cannot be opened: one line that begins with its path."""
    with pytest.raises(StoreError) as caught:
        Store.open(path, **options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def files_in(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("options", [{}, {"read_only": True}, {"read_only": True, "create": True}])
@pytest.mark.parametrize("empty", [False, True])
def test_a_store_that_is_not_there(path, options, empty):
    if empty:
        path.touch()
    assert "no such database. Run quotecheck add first" in refusal(path, **options)
    assert path.exists() == empty


def test_an_empty_file_becomes_a_store_when_asked(path):
    path.touch()
    with Store.open(path, create=True) as store:
        assert store.count_articles() == 0


def test_a_store_is_set_up_to_lose_nothing(store):
    settings = {name: store.database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert store.database.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_a_file_that_is_no_database(path):
    path.write_bytes(b"He said no. " * 100)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert "not a database" in refusal(path, **options)
    assert path.read_bytes() == b"He said no. " * 100


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program_is_not_touched(path, journal):
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute(f"PRAGMA journal_mode = {journal}")
        foreign.execute("CREATE TABLE quotes (id)")
        foreign.commit()
    before = files_in(path.parent)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert "a database of another program" in refusal(path, **options)
    assert files_in(path.parent) == before


@pytest.mark.parametrize("size", [600, 4096, 131072])
def test_a_store_that_was_cut_off_is_damaged_and_no_other_file(store, path, make, run, size):
    for number in range(30):
        store.add(make(f"{number}.txt", (f"“No, {number},”", f"Ann Lee{number}")), run=run)
    store.close()
    os.truncate(path, size)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert "the database is damaged. Put back a copy" in refusal(path, **options)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_schema_that_says_it_is_older_than_its_tables_is_damaged(store, path, number):
    store.database.execute(f"PRAGMA user_version = {number}")
    store.close()
    before = files_in(path.parent)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert "the database is damaged. Put back a copy" in refusal(path, **options)
    assert files_in(path.parent) == before


def test_a_store_of_a_newer_schema_is_not_touched(store, path):
    store.database.execute(f"PRAGMA user_version = {schema.newest() + 1}")
    store.close()
    before = files_in(path.parent)
    for options in ({}, {"create": True}, {"read_only": True}):
        assert f"newer quotecheck (schema {schema.newest() + 1}; this one knows {schema.newest()})" in refusal(path, **options)
    assert files_in(path.parent) == before


def test_a_store_of_an_older_schema_is_brought_up_to_date_by_who_may_write(store, path, make, run, monkeypatch):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    store.close()
    scripts = (*schema.migrations(), f"CREATE TABLE later (a TEXT) STRICT;\nPRAGMA user_version = {schema.newest() + 1};")
    monkeypatch.setattr(schema, "migrations", lambda: scripts)
    assert "an older quotecheck" in refusal(path, read_only=True)
    with Store.open(path) as renewed:
        assert schema.version(renewed.database) == len(scripts)
        assert [quote.text for quote in renewed.quotes()] == ["“No,”"]
        assert list(renewed.database["later"].rows) == []


def test_a_migration_that_fails_leaves_the_store_as_it_was(store, path, monkeypatch):
    store.close()
    scripts = (
        *schema.migrations(),
        f"CREATE TABLE later (a TEXT) STRICT; PRAGMA user_version = {schema.newest() + 1}; CREATE TABLE quotes (a);",
    )
    monkeypatch.setattr(schema, "migrations", lambda: scripts)
    assert "SQLite says: table quotes already exists" in refusal(path)
    monkeypatch.undo()
    with Store.open(path) as same:
        assert schema.version(same.database) == len(scripts) - 1
        assert "later" not in same.database.table_names()


def test_a_folder_in_place_of_a_file(tmp_path):
    assert "Is a directory" in refusal(tmp_path, create=True)


def test_a_folder_that_is_not_there(tmp_path):
    assert "Check that its folder exists" in refusal(tmp_path / "missing" / "quotes.db", create=True)


def test_a_path_with_signs_that_mean_something_in_a_uri(tmp_path):
    path = tmp_path / "100% sure? #1 «é».db"
    Store.open(path, create=True).close()
    Store.open(path).close()
    assert list(files_in(tmp_path)) == [path.name]


def test_a_damaged_store_is_reported(store, path, make, run):
    store.add(make("a.txt", *[("“No,”", f"Ann Lee{number}") for number in range(100)]), run=run)
    store.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    path.write_bytes(raw)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("column", ["text", "raw"])
def test_damage_that_sqlite_does_not_notice_is_reported(store, path, make, run, column):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    (quote,) = store.quotes()
    bad = "CAST(x'ff' AS TEXT)" if column == "text" else "x'ff'"
    store.database.execute(f"UPDATE articles SET {column} = {bad}")
    store.database.commit()
    with pytest.raises(StoreError, match="Put back a copy"):
        store.article_of(quote)


def test_a_kind_that_does_not_exist_is_reported(store, path, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    store.database.execute("PRAGMA ignore_check_constraints = ON")
    store.database.execute("UPDATE quotes SET kind = 'd*rect'")
    store.database.execute("UPDATE speakers SET type = 'pers*n'")
    store.database.commit()
    for look_up in (lambda: list(store.quotes()), store.speakers):
        with pytest.raises(StoreError, match="Put back a copy"):
            look_up()


def test_a_locked_store_is_waited_for_and_then_reported(store, path, make, run, monkeypatch):
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.05)
    store.database.execute("BEGIN IMMEDIATE")
    with Store.open(path) as other:
        assert list(other.quotes()) == []
        with pytest.raises(StoreError, match=r"^[^\n]+: in use by another process\. [^\n]+$"):
            other.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
        store.database.rollback()
        assert other.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)


def test_who_only_reads_cannot_write_and_leaves_no_file_behind(store, path, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    store.close()
    with Store.open(path, read_only=True) as reader:
        assert len(list(reader.quotes())) == 1
        with pytest.raises(StoreError, match=r": the database is read-only\. "):
            reader.add(make("b.txt", ("“No,”", "Ann Lee")), run=run)
    assert list(files_in(path.parent)) == [path.name]


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_read_only_place_can_be_read_and_not_written(ordinary_user, make, run, what):
    path = ordinary_user / "quotes.db"
    with Store.open(path, create=True) as store:
        store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    if what != "folder":
        path.chmod(0o444)
    if what != "file":
        ordinary_user.chmod(0o555)
    for options in ({}, {"create": True}):
        assert "the database is read-only" in refusal(path, **options)
    with Store.open(path, read_only=True) as store:
        assert [quote.text for quote in store.quotes()] == ["“No,”"]


def test_a_file_that_may_not_be_read(ordinary_user):
    path = ordinary_user / "quotes.db"
    Store.open(path, create=True).close()
    path.chmod(0)
    assert "Permission denied" in refusal(path)


def test_an_old_sqlite_is_named(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"^SQLite \S+ is too old"):
        Store.open(path, create=True)


def test_constraint_errors_are_bugs_and_pass(path):
    database = Database(memory=True, execute_plugins=False)
    database.execute("CREATE TABLE t (a NOT NULL)")
    with pytest.raises(sqlite3.IntegrityError), explained(path):
        database.execute("INSERT INTO t VALUES (NULL)")


def test_many_processes_make_one_store(path):
    program = "import sys; from quotecheck.store import Store; Store.open(sys.argv[1], create=True).close()"
    processes = [subprocess.Popen([sys.executable, "-c", program, str(path)], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    complaints = [process.communicate(timeout=60)[1] for process in processes]
    assert complaints == [""] * 4
    with Store.open(path) as store:
        assert schema.version(store.database) == schema.newest()


def test_opening_a_store_again_drops_no_lock_of_this_process(path, make, run):
    with Store.open(path, create=True) as store:
        store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
        with Store.open(path, read_only=True) as reader:
            assert reader.count_articles() == 1
        # Another process that takes itself for the last one clears the log away, under the feet of this one.
        code = "import sqlite3, sys; database = sqlite3.connect(sys.argv[1]); database.execute('SELECT 1 FROM articles'); database.close()"
        subprocess.run([sys.executable, "-c", code, str(path)], check=True)
        assert Path(f"{path}-wal").exists()
        assert store.add(make("b.txt", ("“Yes,”", "Ann Lee")), run=run)
        assert store.count_articles() == 2
