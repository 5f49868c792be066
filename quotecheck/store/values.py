"""What goes into a store and comes out besides the values of ``quotecheck.model``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotecheck.model import Kind

__all__ = ["QuoteFilter", "Run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the program that may add articles: which code and models it works with, and when it began.

    Attributes:
        models: the digest of the models.
        started: ISO 8601, UTC.
    """

    version: str
    models: str
    command: str
    started: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter:
    """Which quotes to give; None asks for no limit.

    Attributes:
        speaker_ids: any of these speakers; an empty tuple gives nothing.
        kind: direct, indirect or mixed.
        article: the id of an article.
        since: the first day of publication; articles without a date are left out.
        until: the last day, likewise.
        contains: words that the quote holds, whatever their case, marks and white space.
        min_confidence: the least confidence, 0 to 1.
        limit: how many at most.
    """

    speaker_ids: tuple[int, ...] | None = None
    kind: Kind | None = None
    article: str | None = None
    since: date | None = None
    until: date | None = None
    contains: str | None = None
    min_confidence: float | None = None
    limit: int | None = None
