"""The store: articles, quotes and speakers in one SQLite file, and the proof that it holds what it promises."""

from __future__ import annotations

from quotecheck.store.doctor import Problem, examine
from quotecheck.store.store import Store
from quotecheck.store.values import QuoteFilter, Run

__all__ = ["Problem", "QuoteFilter", "Run", "Store", "examine"]
