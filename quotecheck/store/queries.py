"""The named queries of ``db/queries``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["query"]


@cache
def query(name: str) -> str:
    """The SQL of ``db/queries/<name>.sql``; its parameters are described at its head."""
    return files("quotecheck.db").joinpath("queries", f"{name}.sql").read_text("utf-8")
