"""The schema: the migrations of ``db/migrations`` in order, each once, and the picture of their outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from sqlite_utils import Database

from quotecheck.store.transactions import writing

__all__ = ["APPLICATION_ID", "differences", "migrate", "migrations", "newest", "render", "version"]

# In bytes 68 to 71 of the file, where file(1) looks for it too: "qchk".
APPLICATION_ID = int.from_bytes(b"qchk", "big")

# What a virtual table keeps its own things in is made with it.
_OWN = """
SELECT sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
ORDER BY rowid
"""


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of every migration, in order; the first leads from an empty file to version 1."""
    folder = files("quotecheck.db").joinpath("migrations")
    scripts = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return tuple(script.read_text("utf-8") for script in scripts)


def newest() -> int:
    """The version of the schema that this program works with."""
    return len(migrations())


def version(database: Database) -> int:
    """The version of a database's schema; 0 for an empty file."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: Database, *, afterwards: Callable[[Database], None] | None = None) -> None:
    """Bring a database to the newest schema in one transaction; do nothing if it is there.

    The version is read again under the lock, since another process may have done it meanwhile.

    Args:
        database: a connection that does not enforce foreign keys as yet, since tables are replaced.
        afterwards: what to do within the transaction if there was an older schema than the newest.
    """
    if version(database) < newest():
        with writing(database):
            for script in migrations()[version(database) :]:
                database.executescript(script)
            if afterwards is not None:
                afterwards(database)


def differences(database: Database) -> list[tuple[str, bool]]:
    """The tables, indexes and views of the newest schema that a database has not so: the name of each, and whether it is there at all."""
    wanted = Database(memory=True, execute_plugins=False)
    migrate(wanted)
    listed = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    there = dict(database.execute(listed).fetchall())
    found = [(name, name in there) for name, sql in wanted.execute(listed).fetchall() if there.get(name) != sql]
    wanted.close()
    return found


def render() -> str:
    """The text of ``db/schema.sql``: the statements that make a new database of the newest schema."""
    database = Database(memory=True, execute_plugins=False)
    migrate(database)
    statements = [
        f"PRAGMA application_id = {APPLICATION_ID};",
        f"PRAGMA user_version = {version(database)};",
        *(f"{sql};" for (sql,) in database.execute(_OWN)),
    ]
    database.close()
    head = "-- Made from db/migrations by quotecheck.store.schema.render. Change those, not this.\n"
    return "\n\n".join([head.rstrip(), *statements]) + "\n"
