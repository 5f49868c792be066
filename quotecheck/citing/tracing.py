"""Quotes of a store as they are cited: each with its article and the run that found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotecheck.citing.cited import Cited
from quotecheck.model import Quote
from quotecheck.store import Store
from quotecheck.store.exporting import traced

__all__ = ["cited_from"]


def cited_from(store: Store, quotes: Iterable[Quote]) -> Iterator[Cited]:
    """Quotes of a store as they are cited, with the runs that found them."""
    for found in traced(store, quotes):
        yield Cited(quote=found.quote, article=found.article, origin=found.run, who=found.who)
