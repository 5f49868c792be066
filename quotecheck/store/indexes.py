"""The indexes of SQLite: made anew, even where what is left of them cannot be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database

from quotecheck.store.transactions import writing

__all__ = ["mend_indexes", "replace_indexes", "unreadable"]


def mend_indexes(database: Database) -> Iterator[str]:
    """Make the indexes anew if SQLite finds something wrong, and keep them if it then finds less."""
    before = findings(database)
    if before:
        database.execute("SAVEPOINT indexes")
        try:
            database.execute("REINDEX")
        except sqlite3.DatabaseError:  # two rows that an index keeps apart; or pages that cannot be read
            database.execute("ROLLBACK TO indexes")
        database.execute("RELEASE indexes")
        if findings(database) < before:
            yield "the indexes were made anew"


def replace_indexes(database: Database) -> Iterator[str]:
    """Make indexes anew whose pages cannot be read, and the file without those pages.

    To make one anew or to drop it, SQLite reads what it gives up. So all are taken out of the schema, and made from the tables.
    Nothing is done if that is of no use, for what cannot be read is a table, or the key of one.

    Args:
        database: outside of a transaction.
    """
    if is_readable(database):
        return
    try:
        with writing(database):
            made = database.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid").fetchall()
            database.execute("PRAGMA writable_schema = ON")
            database.execute("DELETE FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            database.execute("PRAGMA writable_schema = RESET")
            for (sql,) in made:
                database.execute(sql)
            read_all(database)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return
        raise
    finally:
        database.execute("PRAGMA writable_schema = RESET")
    # The pages that could not be read belong to nothing any more.
    database.execute("VACUUM")
    yield "the indexes were damaged, and were made anew from the tables"


def read_all(database: Database) -> None:
    """Read all tables and the keys of their rows.

    Raises:
        sqlite3.DatabaseError: one cannot be read.
    """
    for name in database.table_names():
        database.execute(f'SELECT count(*) FROM "{name}" NOT INDEXED').fetchone()  # noqa: S608
    database.execute("REINDEX")
    findings(database)


def is_readable(database: Database) -> bool:
    """Whether nothing is wrong, or SQLite can read what it gives up when it makes the indexes anew."""
    try:
        if not findings(database):
            return True
    except sqlite3.DatabaseError as error:
        return not is_damage(error)
    database.execute("BEGIN IMMEDIATE")
    try:
        database.execute("REINDEX")
    except sqlite3.DatabaseError as error:
        return not is_damage(error)
    finally:
        database.rollback()
    return True


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether pages cannot be read."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def unreadable(database: Database) -> Iterator[str]:
    """The names of the indexes whose pages cannot be read."""
    listed = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    for name, table in database.execute(listed).fetchall():
        (column,) = database.execute("SELECT name FROM pragma_index_info(?) WHERE seqno = 0", [name]).fetchone()
        try:
            database.execute(f'SELECT count("{column}") FROM "{table}" INDEXED BY "{name}"').fetchone()  # noqa: S608
        except sqlite3.DatabaseError as error:  # of an index of some rows alone: that it does not answer the question
            if is_damage(error):
                yield name


def findings(database: Database) -> int:
    """How much SQLite itself finds wrong."""
    return sum(found != "ok" for (found,) in database.execute("PRAGMA integrity_check").fetchall())
