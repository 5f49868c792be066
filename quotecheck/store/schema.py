"""The schema: the migrations of ``db/migrations`` in order, each once, and the picture of their outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from sqlite_utils import Database

from quotecheck.store.transactions import writing

__all__ = ["APPLICATION_ID", "differences", "foreign", "is_misnumbered", "migrate", "migrations", "newest", "render", "version"]

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


def differences(database: Database) -> list[str]:
    """How the schema of a database is other than the newest: what is missing, not as it should be, or should not be there."""
    wanted = Database(memory=True, execute_plugins=False)
    migrate(wanted)
    listed = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    there = dict(database.execute(listed).fetchall())
    found = [
        f"{name} is {'not as it should be' if name in there else 'missing'} in the schema"
        for name, sql in wanted.execute(listed).fetchall()
        if there.get(name) != sql
    ]
    wanted.close()
    return [*found, *(f"the {kind} {name} is none of the schema, and touches its tables" for kind, name, _ in foreign(database))]


def foreign(database: Database) -> list[tuple[str, str, str]]:
    """What others have put upon the tables of the schema: triggers, views, and indexes that forbid rows; kind, name and SQL of each.

    Tables of others, and what is theirs alone, may stay.
    """
    wanted = Database(memory=True, execute_plugins=False)
    migrate(wanted)
    own = {name for (name,) in wanted.execute("SELECT name FROM sqlite_master")}
    tables = [name for (name,) in wanted.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    wanted.close()
    touching = re.compile(rf"""(?:\b(?:FROM|JOIN|INTO|UPDATE)|,)\s+["'`\[]?(?:{"|".join(map(re.escape, tables))})\b""", re.IGNORECASE)
    return [
        (kind, name, sql)
        for kind, name, table, sql in database.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        )
        if name not in own
        and (
            (kind == "trigger" and (table in tables or touching.search(sql)))
            or (kind == "view" and touching.search(sql))
            or (kind == "index" and table in tables and sql.upper().startswith("CREATE UNIQUE"))
        )
    ]


def is_misnumbered(database: Database) -> bool:
    """Whether a database says that its schema is older than the tables which it has, as none is that quotecheck has made."""
    # In one statement, since another process may be making the tables.
    rows = database.execute("SELECT (SELECT user_version FROM pragma_user_version), name FROM sqlite_master").fetchall()
    number = rows[0][0] if rows else version(database)
    if not 0 <= number < newest():
        return bool(number < 0)
    tables = []
    for count in (number, newest()):
        made = Database(memory=True, execute_plugins=False)
        for script in migrations()[:count]:
            made.executescript(script)
        tables.append(set(made.table_names()))
        made.close()
    return not {name for _, name in rows}.isdisjoint(tables[1] - tables[0])


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
