"""What a problem of a store is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a store that does not hold, and where: an article, a quote, or the file as a whole."""

    message: str
    article: str | None = None
    quote: str | None = None
