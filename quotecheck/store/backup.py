"""A copy of a store while others go on writing to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quotecheck.errors import StoreError, UsageError
from quotecheck.store.connection import WAIT_SECONDS, address, is_vacant
from quotecheck.store.transactions import explained

__all__ = ["backup"]

PAGES_AT_ONCE = 4096
UNWRITTEN = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_DIR_FSYNC}
SIDE_FILES = ("-wal", "-shm", "-journal")


def backup(path: Path, target: Path, *, force: bool = False) -> bool:
    """Copy a database into a single file, as it stands when the copying begins.

    It is written under another name beside the target, and takes the target's name when all of it is on the disk: whatever kills the
    program, the target is what it was or the whole copy.

    Args:
        path: the database, of any version of the schema.
        target: the copy.
        force: whether to replace a file that is there.

    Returns:
        Whether the copy is sound, as far as SQLite can tell. One that is not never replaces a file.

    Raises:
        UsageError: the target is there, or is the database itself or in use.
        StoreError: the database is missing, foreign, locked or damaged, or the target cannot be written.
    """
    if is_vacant(path):
        raise StoreError(f"{path}: no such database. Run quotecheck add first, or name another with --db.")
    require_free(path, target, force=force)
    with named_when_done(target) as copy:
        with (
            explained(path),
            closing(sqlite3.connect(address(path, create=False, read_only=True), uri=True, timeout=WAIT_SECONDS)) as source,
        ):
            # What is read once stays as it is: writers go on in the log, and the copy begins but once.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            with closing(sqlite3.connect(copy)) as made, blamed_on(target):
                source.backup(made, pages=PAGES_AT_ONCE)
        sound = settle(copy, path, target)
        shutil.copymode(path, copy)
        if not sound and target.exists():
            raise StoreError(f"{path}: the database is damaged, and {target} was left as it is. Name another file for the copy.")
        require_free(path, target, force=force)
    return sound


def require_free(path: Path, target: Path, *, force: bool) -> None:
    """Refuse a target that must not be written."""
    if target.is_dir():
        raise UsageError(f"{target}: that is a folder. Name a file for the copy.")
    if not target.absolute().parent.is_dir():
        raise StoreError(f"{target}: its folder is not there. Make it, or name another file.")
    own = [path, *(Path(f"{path}{ending}") for ending in SIDE_FILES)]
    if any(target.absolute() == one.absolute() or (target.exists() and one.exists() and target.samefile(one)) for one in own):
        raise UsageError(f"{target}: that is the database itself. Name another file for the copy.")
    if target.exists() and not force:
        raise UsageError(f"{target}: there is such a file already. Name another, or pass --force to replace it.")
    # SQLite would take the log of another database for that of the copy.
    beside = next((f"{target}{ending}" for ending in SIDE_FILES if Path(f"{target}{ending}").exists()), None)
    if beside is not None:
        raise UsageError(f"{target}: in use, or not closed as it should be ({beside} is there). Name another file for the copy.")


@contextmanager
def blamed_on(target: Path) -> Iterator[None]:
    """Turn what SQLite reports of writing into an error of the copy, since nothing is written to the source."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code & 0xFF != sqlite3.SQLITE_FULL and code not in UNWRITTEN:
            raise
        why = "the disk is full" if code & 0xFF == sqlite3.SQLITE_FULL else str(error)
        raise StoreError(
            f"{target}: cannot be written ({why}). Nothing was changed; make room, or name a file in another folder."
        ) from error


@contextmanager
def named_when_done(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its name at the end of the block, or is removed if the block raised."""
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}). Name a file in another folder.") from error
    part = Path(name)
    try:
        yield part
        for file in (part, part.parent):
            flush(file)
        part.replace(target)
        flush(part.parent)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror or error}). Nothing was changed.") from error
    finally:
        for ending in ("", *SIDE_FILES):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def settle(copy: Path, path: Path, target: Path) -> bool:
    """Have a copy need no file besides its own, and say whether SQLite finds nothing wrong with it."""
    with explained(path), closing(sqlite3.connect(copy)) as made:
        with suppress(sqlite3.DatabaseError), blamed_on(target):
            made.execute("PRAGMA journal_mode = DELETE").fetchone()
        try:
            return bool(made.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
