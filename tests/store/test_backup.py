from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from quotecheck.errors import StoreError, UsageError
from quotecheck.store import Store, examine
from quotecheck.store import backup as module
from quotecheck.store.backup import backup


@pytest.fixture
def filled(store, make, run):
    for number in range(3):
        store.add(make(f"{number}.txt", (f"“No, {number},”", "Ann Lee"), ("that it is so,", None)), run=run)
    return store


def content(path):
    with Store.open(path, read_only=True) as copy:
        assert list(examine(copy)) == []
        return list(copy.database.iterdump())


def test_a_copy_is_the_same_database_in_one_file(filled, tmp_path, dump):
    folder = tmp_path / "copies"
    folder.mkdir()
    assert backup(filled.path, folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    assert content(folder / "copy.db") == dump(filled)
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    with Store.open(folder / "copy.db") as copy:
        assert copy.database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copy_made_while_another_adds_is_whole(filled, tmp_path, make, run, monkeypatch):
    monkeypatch.setattr(module, "PAGES_AT_ONCE", 1)
    stop, begun = Event(), Event()

    def add():
        with Store.open(filled.path) as writer:
            for number in count():
                writer.add(make(f"later{number}.txt", (f"“Yes, {number},”", "Bob Day")), run=run)
                begun.set()
                if stop.is_set():
                    return

    writer = Thread(target=add)
    writer.start()
    begun.wait(10)
    counts = []
    try:
        for number in range(3):
            assert backup(filled.path, tmp_path / f"copy{number}.db")
            with Store.open(tmp_path / f"copy{number}.db", read_only=True) as copy:
                assert list(examine(copy)) == []
                counts.append(copy.count_articles())
    finally:
        stop.set()
        writer.join()
    assert 4 <= counts[0] < counts[1] < counts[2] <= filled.count_articles()


def test_a_file_that_is_there_is_kept_unless_asked(filled, tmp_path, dump):
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(UsageError, match="there is such a file already"):
        backup(filled.path, target)
    assert target.read_text() == "precious"
    assert backup(filled.path, target, force=True)
    assert content(target) == dump(filled)


@pytest.mark.parametrize("force", [False, True])
def test_the_database_itself_is_refused_by_any_name(filled, tmp_path, force):
    (tmp_path / "link.db").symlink_to(filled.path)
    before = filled.path.read_bytes()
    for target in (filled.path, tmp_path / "." / "link.db", tmp_path / "quotes.db-wal", tmp_path / "quotes.db-journal"):
        with pytest.raises(UsageError, match="that is the database itself"):
            backup(filled.path, target, force=force)
    assert filled.path.read_bytes() == before


def test_a_database_in_use_is_not_replaced(filled, tmp_path, make, run):
    with Store.open(tmp_path / "other.db", create=True) as other:
        other.add(make("o.txt"), run=run)
        with pytest.raises(UsageError, match="in use, or not closed"):
            backup(filled.path, tmp_path / "other.db", force=True)
        assert other.has_article("o.txt")


def test_what_is_missing_is_told(tmp_path, filled):
    with pytest.raises(StoreError, match="no such database"):
        backup(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(StoreError, match="its folder is not there"):
        backup(filled.path, tmp_path / "none" / "copy.db")
    with pytest.raises(UsageError, match="that is a folder"):
        backup(filled.path, tmp_path, force=True)
    with pytest.raises(UsageError, match="that is a folder"):
        backup(filled.path, Path())
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith("quotes.db")) == []


def test_a_folder_that_cannot_be_written_to_is_told(filled, ordinary_user, tmp_path):
    ordinary_user.chmod(0o500)
    with pytest.raises(StoreError, match=r"cannot be"):
        backup(filled.path, ordinary_user / "copy.db")


def test_a_disk_that_is_full_is_that_of_the_copy(filled, tmp_path):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    filled.close()
    before = filled.path.read_bytes()
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"copy\.db: cannot be written \([^)]+\)\. Nothing was changed; make room, or name"):
            backup(filled.path, tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert filled.path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["quotes.db"]


def test_sqlite_says_that_the_disk_is_full_of_the_copy(tmp_path):
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError, match=r"copy\.db: cannot be written \(the disk is full\)"), module.blamed_on(tmp_path / "copy.db"):
            small.execute("CREATE TABLE t (a)")


KILLED = """
import os, signal, sys
from pathlib import Path
from quotecheck.store import backup

moment = sys.argv[3]
whole = getattr(backup, moment)

def killed(*arguments):
    if moment == "flush":
        whole(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(backup, moment, killed)
backup.backup(Path(sys.argv[1]), Path(sys.argv[2]), force=True)
"""


@pytest.mark.parametrize("moment", ["settle", "flush"])
@pytest.mark.parametrize("there", [False, True])
def test_a_backup_that_is_killed_leaves_what_was_there(filled, tmp_path, moment, there):
    target = tmp_path / "copy.db"
    if there:
        target.write_text("precious")
    command = [sys.executable, "-c", textwrap.dedent(KILLED), filled.path, target, moment]
    assert subprocess.run(command, check=False).returncode == -9
    assert (target.read_text() if there else target.exists()) == ("precious" if there else False)
    assert backup(filled.path, target, force=True)


def test_a_backup_that_fails_leaves_nothing(filled, tmp_path, monkeypatch):
    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "flush", full)
    with pytest.raises(StoreError, match=r"copy\.db: cannot be written \(No space left on device\)"):
        backup(filled.path, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []


def test_a_damaged_database_is_copied_but_never_over_a_file(filled, tmp_path):
    (page,) = filled.database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spans'").fetchone()
    filled.close()
    raw = bytearray(filled.path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    filled.path.write_bytes(raw)
    target = tmp_path / "copy.db"
    assert not backup(filled.path, target)
    target.write_text("a better copy")
    with pytest.raises(StoreError, match="was left as it is"):
        backup(filled.path, target, force=True)
    assert target.read_text() == "a better copy"


def test_an_older_schema_is_copied_as_it_is(filled, tmp_path):
    filled.database.execute("PRAGMA user_version = 5")
    filled.close()
    assert backup(filled.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes()[60:64] == (5).to_bytes(4, "big")
