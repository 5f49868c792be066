"""Rows that point at rows which are not there, and taking away those that were a part of them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from quotecheck.store.problems import Problem
from quotecheck.store.recreating import statements

__all__ = ["dangling", "dangling_rows", "remove_remains"]

MOST_NAMED = 5
# What was a part of a row of another table: the table, its column, the other table, and the column of quotes that tells of it.
PARTS = (
    ("spans", "quote", "quotes", "pk"),
    ("descriptions", "entity", "entities", "entity"),
    ("terms", "entity", "entities", "entity"),
    ("furniture", "article", "articles", "article"),
    ("diagnostics", "article", "articles", "article"),
    ("parses", "article", "articles", "article"),
)


def dangling(database: Database) -> set[str]:
    """The tables with rows that point at a row which is not there; and with a dot behind them, where they point."""
    found = database.execute("PRAGMA foreign_key_check").fetchall()
    return {name for table, _, parent, _ in found for name in (table, f"{table}.{parent}")}


def dangling_rows(database: Database) -> Iterator[Problem]:
    """What points at rows that are not there, those of one table at those of another together."""
    found: dict[tuple[str, str, int], list[int | None]] = {}
    for table, row, parent, key in database.execute("PRAGMA foreign_key_check"):
        found.setdefault((table, parent, key), []).append(row)
    there = statements(database)
    for (table, parent, key), rows in found.items():
        one = len(rows) == 1
        who = f"row {rows[0]} of {table} points" if one and rows[0] is not None else f"{len(rows)} row{'s' * (not one)} of {table} point"
        who += "s" if one and rows[0] is None else ""
        quote = None
        if table == "quotes" and one:
            quote = database.execute("SELECT id FROM quotes WHERE pk = ?", rows).fetchone()[0]
        yield Problem(
            message=f"{who} at {missing(database, table, key) if parent in there else f'{parent}, which is missing'}", quote=quote
        )


def missing(database: Database, table: str, key: int) -> str:
    """The rows that a foreign key of a table points at and that are not there."""
    parent, column, target = next(
        (parent, column, target)
        for number, _, parent, column, target, *_ in database.execute(f'PRAGMA foreign_key_list("{table}")')
        if number == key
    )
    lacking = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" NOT IN (SELECT "{target}" FROM "{parent}") ORDER BY 1'  # noqa: S608
    numbers = [str(number) for (number,) in database.execute(lacking)]
    if len(numbers) == 1:
        return f"row {numbers[0]} of {parent}, which is not there"
    more = ", …" if len(numbers) > MOST_NAMED else ""
    return f"{len(numbers)} rows of {parent} that are not there: {', '.join(numbers[:MOST_NAMED])}{more}"


def remove_remains(database: Database) -> Iterator[str]:
    """Take away what was a part of a row that is not there, unless a quote still tells of that."""
    for table, column, parent, told in PARTS:
        target = next(iter(database[parent].pks))
        gone = database.execute(
            f'DELETE FROM "{table}" WHERE "{column}" NOT IN (SELECT "{target}" FROM "{parent}") '  # noqa: S608
            f'AND "{column}" NOT IN (SELECT "{told}" FROM quotes WHERE "{told}" IS NOT NULL)'
        ).rowcount
        if gone:
            yield f"{gone} of the {table} of {parent} that are not there {'is' if gone == 1 else 'are'} gone"
