"""Transactions that write, and what to tell the user when SQLite refuses."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from quotecheck.errors import StoreError

__all__ = ["explained", "writing"]

EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: "in use by another process. Wait until that has ended, then run the command again.",
    sqlite3.SQLITE_LOCKED: "in use by another process. Wait until that has ended, then run the command again.",
    sqlite3.SQLITE_READONLY: "the database is read-only. Make the file and its folder writable, or name another with --db.",
    sqlite3.SQLITE_FULL: "the disk is full. All that was added before is safe; make room and run the command again.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check that its folder exists and that you may write there.",
    sqlite3.SQLITE_NOTADB: "not a database. Name another file with --db.",
    sqlite3.SQLITE_CORRUPT: "the database is damaged. Put back a copy, or add the articles to a new one.",
}

# What damage raises outside SQLite: text that is no UTF-8, packed bytes that cannot be unpacked.
DAMAGE = (UnicodeDecodeError, zlib.error)


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """All or nothing: commit what the block wrote, or, if it raised, none of it.

    ``Database.atomic`` opens a deferred transaction: it takes the lock at the first write, and where another process wrote
    after its first read it must fail at once. Here the lock is taken first, while waiting for it still helps.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.commit()
    except BaseException:
        database.rollback()
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the database at ``path`` into a StoreError; constraint errors are bugs and pass."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except DAMAGE as error:
        raise StoreError(f"{path}: {EXPLANATIONS[sqlite3.SQLITE_CORRUPT]}") from error
    except sqlite3.ProgrammingError as error:
        raise StoreError(f"{path}: {_misused(error)}") from error
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code; what lies above tells its variants apart. Errors of the driver itself have none.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        said = EXPLANATIONS.get(code, f"SQLite says: {' '.join(str(error).split())}. Put back a copy, or add the articles to a new one.")
        raise StoreError(f"{path}: {said}") from error


def _misused(error: sqlite3.ProgrammingError) -> str:
    """What to say of an error of whoever calls the library; the driver tells two of them by their words alone."""
    said = " ".join(str(error).split())
    if "closed" in said:
        return "the store has been closed. Open it again."
    if "thread" in said:
        return "a store serves the thread that opened it. Open one for each thread."
    return f"{said.rstrip('.')}."
