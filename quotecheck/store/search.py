"""The quotes of a store by the words that they hold."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from quotecheck.model import Quote
from quotecheck.store.queries import query
from quotecheck.store.rows import quote_from
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained

__all__ = ["WordSearch"]


class WordSearch:
    """Looks quotes up by their words, which are compared without case, diacritics and inflection.

    Args:
        store: where they are.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._database = store.database

    def holding(self, phrases: Iterable[str], *, most: int) -> NDArray[np.int64]:
        """Give the primary keys of the quotes that hold one of some phrases: their words side by side in this order.

        Args:
            phrases: of one word or more each.
            most: how many to give at most.

        Returns:
            Shape (quotes,), in order.

        Raises:
            StoreError: the database is locked or damaged.
        """
        expression = " OR ".join(f'"{phrase}"' for phrase in (" ".join(phrase.replace('"', " ").split()) for phrase in phrases) if phrase)
        if not expression:
            return np.zeros(0, dtype=np.int64)
        with explained(self.store.path):
            return _numbers(self._database.execute(query("quotes_with_words"), {"words": expression, "limit": most}))

    def of_speakers(self, speakers: Collection[int]) -> NDArray[np.int64]:
        """Give the primary keys of the quotes of some speakers, by their ids, of the shape (quotes,).

        Raises:
            StoreError: the database is locked or damaged.
        """
        with explained(self.store.path):
            return _numbers(self._database.execute(query("quotes_of_speakers"), {"speakers": json.dumps(sorted(speakers))}))

    def quotes(self, keys: Collection[int]) -> list[Quote]:
        """Give quotes by their primary keys, the least first, whatever the order they are asked in.

        Raises:
            StoreError: the database is locked or damaged.
        """
        with explained(self.store.path):
            rows = self._database.query(query("quotes_by_pk"), {"quotes": json.dumps(sorted(keys))})
            return [quote_from(row) for row in rows]


def _numbers(rows: Iterable[tuple[int]]) -> NDArray[np.int64]:
    """The only column of some rows, of the shape (rows,)."""
    return np.fromiter((number for (number,) in rows), dtype=np.int64)
