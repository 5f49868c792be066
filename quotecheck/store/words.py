"""The index of the quotes' words: the proof that it is what the quotes give, and making it anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database

from quotecheck.store.recreating import objects

__all__ = ["INDEX", "holds", "make_anew"]

INDEX = "quote_words"
KEPT_IN = ("data", "idx", "docsize", "config")
"""The tables in which SQLite keeps the index."""


def holds(database: Database) -> bool:
    """Whether the index has the words of all quotes and no others.

    SQLite proves it only where it may write. So that the store need not be locked, nor be writable, that is done on a copy of the index
    and the words in a file that SQLite removes by itself.
    """
    with closing(sqlite3.connect("")) as scratch:
        scratch.execute("CREATE TABLE quotes (pk INTEGER PRIMARY KEY, text TEXT)")
        scratch.execute(objects()[INDEX][1])
        try:
            # As bytes, lest a text that is no UTF-8 be compared with another.
            words = database.execute("SELECT pk, CAST(text AS BLOB) FROM quotes")
            scratch.executemany("INSERT INTO quotes VALUES (?, CAST(? AS TEXT))", words)
            for name in (f"{INDEX}_{part}" for part in KEPT_IN):
                rows = database.execute(f"SELECT * FROM {name}")  # noqa: S608
                marks = ", ".join("?" * len(rows.description))
                scratch.execute(f"DELETE FROM {name}")  # noqa: S608
                scratch.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
            scratch.execute(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except (sqlite3.IntegrityError, sqlite3.OperationalError):
            return False
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB:
                return False
            raise
    return True


def make_anew(database: Database) -> None:
    """Make the index from the quotes, in place of what is there.

    Raises:
        sqlite3.DatabaseError: that cannot be.
    """
    database.execute("SAVEPOINT words")
    try:
        database.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608
    except sqlite3.DatabaseError:
        database.execute("ROLLBACK TO words")
        database.execute(f"DROP TABLE IF EXISTS {INDEX}")
        for name in (f"{INDEX}_{part}" for part in KEPT_IN):
            database.execute(f"DROP TABLE IF EXISTS {name}")
        database.execute(objects()[INDEX][1])
        database.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608
    database.execute("RELEASE words")
