"""The package's tables of countries and bodies, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from quotecheck.attribution.names import name_words

__all__ = ["key", "rows"]


@cache
def rows(table: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Read a table: its lines, of each its columns, of each its entries."""
    lines = files("quotecheck.people").joinpath(f"data/{table}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(map(_entries, line.split("\t"))) for line in lines if not line.startswith("#"))


def _entries(column: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in column.split(";") if entry.strip())


def key(name: str) -> str:
    """Give what two spellings of one name share: its letters, folded ("U.N." and "UN").

    >>> key("the U.N.'s"), key("Côte d’Ivoire")
    ('un', 'cotedivoire')
    """
    return "".join(name_words(name))
