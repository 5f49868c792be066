"""Texts that are none: what damage has made of UTF-8, and reading all others in spite of it."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from quotecheck.store.problems import Problem
from quotecheck.store.recreating import objects, statements

__all__ = ["tolerant"]

# The column by which rows of these tables are named to the user.
NAMED = {"articles": "article", "quotes": "quote"}


@contextmanager
def tolerant(database: Database) -> Iterator[list[Problem]]:
    """Have texts that are no UTF-8 read with a sign in place of what cannot be read, and give where they are."""
    with reading(database, str):
        found = list(broken_texts(database))
    if not found:
        yield found
        return
    with reading(database, decoded):
        yield found


@contextmanager
def reading(database: Database, factory: Any) -> Iterator[None]:
    """Make strings of texts by a factory."""
    before = database.conn.text_factory
    database.conn.text_factory = factory
    try:
        yield
    finally:
        database.conn.text_factory = before


def decoded(raw: bytes) -> str:
    """A text, whatever its bytes are."""
    return raw.decode("utf-8", "replace")


def broken_texts(database: Database) -> Iterator[Problem]:
    """Every text of the tables of the schema that is no UTF-8."""
    there = statements(database)
    for table, (kind, sql) in objects().items():
        if kind != "table" or table not in there or sql.startswith("CREATE VIRTUAL") or table.startswith("quote_words"):
            continue
        columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
        texts = [name for _, name, type_, *_ in columns if type_ == "TEXT"]
        selected = ", ".join(f'"{name}"' for name in texts)
        try:
            deque(database.execute(f'SELECT {selected} FROM "{table}"') if texts else (), maxlen=0)  # noqa: S608
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
            keys = [name for _, name, _, _, _, key in columns if key] or ["rowid"]
            yield from broken_in(database, table, texts, keys)


def broken_in(database: Database, table: str, texts: list[str], keys: list[str]) -> Iterator[Problem]:
    """The texts of one table that are no UTF-8."""
    bytes_of = ", ".join(f'CAST("{name}" AS BLOB)' for name in (*keys, *(["id"] if table in NAMED else []), *texts))
    for row in database.execute(f'SELECT {bytes_of} FROM "{table}"'):  # noqa: S608
        values = row[-len(texts) :]
        key = ", ".join(decoded(value) for value in row[: len(keys)])
        named = {NAMED[table]: decoded(row[len(keys)])} if table in NAMED else {}
        for name, value in zip(texts, values, strict=True):
            if value is not None and not is_text(value):
                yield Problem(message=f"the {name} in row {key} of {table} is no text in UTF-8", **named)


def is_text(raw: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
