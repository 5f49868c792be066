"""Citations as a line of plain text."""

from __future__ import annotations

from quotecheck.citing.cited import Cited
from quotecheck.citing.plain import cite

__all__ = ["text"]


def text(cited: Cited) -> str:
    """The citation of a quote as one line; see ``quotecheck.citing.cite``."""
    return cite(cited.quote, cited.article)
