"""What the schema has: what of it a database lacks, and making that again where nothing is lost by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache

from sqlite_utils import Database

from quotecheck.store import schema

__all__ = ["lost", "objects", "recreate", "statements"]

# The tables whose rows follow from those of others.
DERIVED = frozenset({"aliases", "doubts", "form_keys", "matches", "shingles", "speaker_keys", "speakers", "wordings"})


@cache
def objects() -> dict[str, tuple[str, str]]:
    """The tables, indexes, views and triggers of the newest schema, in the order in which they are made: what each is, and its SQL."""
    wanted = Database(memory=True, execute_plugins=False)
    schema.migrate(wanted)
    rows = wanted.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    wanted.close()
    return {name: (kind, sql) for name, kind, sql in rows}


def lost(database: Database) -> list[str]:
    """The tables and views that a database does not have."""
    there = statements(database)
    return [name for name, (kind, _) in objects().items() if kind in {"table", "view"} and name not in there]


def statements(database: Database) -> dict[str, str]:
    """The SQL of each table, index, view and trigger that a database has."""
    return dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())


def recreate(database: Database) -> Iterator[str]:
    """Make indexes, views, triggers and derived tables again that are missing or not as they should be, and say which.

    What others have put upon the tables is taken away first, since it would do its own whenever a row is mended.

    Args:
        database: the store, in a transaction.
    """
    for kind, name, sql in schema.foreign(database):
        quoted = name.replace('"', '""')
        database.execute(f'DROP {kind} IF EXISTS "{quoted}"')
        yield f"the {kind} {name}, which is none of the schema, was taken away: {' '.join(sql.split())}"
    stored = statements(database)
    for name, (kind, sql) in objects().items():
        there = name in stored
        if stored.get(name) == sql or (kind == "table" and (there or name not in DERIVED)):
            continue
        database.execute("SAVEPOINT object")
        try:
            if there:
                database.execute(f'DROP {kind} "{name}"')
            database.execute(sql)
        except sqlite3.DatabaseError:
            database.execute("ROLLBACK TO object")
        else:
            yield f"the {kind} {name} was made again"
        database.execute("RELEASE object")
