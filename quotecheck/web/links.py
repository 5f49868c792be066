"""The addresses of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from quotecheck.model import Quote, Span
from quotecheck.store.browsing import Listed, Place

__all__ = ["Links"]

_DIGITS = 16
"""Of an article's digest that an address has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses below a prefix.

    >>> Links(prefix="").quote("3f0c2b1d9a77")
    '/quote/3f0c2b1d9a77'
    """

    prefix: str

    def to(self, path: str, **arguments: object) -> str:
        """The address of a page by its path; arguments that are None are left out."""
        given = {name: value for name, value in arguments.items() if value is not None}
        return f"{self.prefix}{path}" + (f"?{urlencode(given)}" if given else "")

    def quote(self, id: str) -> str:  # noqa: A002
        """The page of a quotation."""
        return self.to(f"/quote/{id}")

    def cluster(self, id: str) -> str:  # noqa: A002
        """The page of all variants of a quotation."""
        return self.to(f"/cluster/{id}")

    def person(self, id: int) -> str:  # noqa: A002
        """The page of a speaker."""
        return self.to(f"/person/{id}")

    def article(self, place: Place | Listed) -> str:
        """The page of an article."""
        shared = isinstance(place, Place) and place.shared
        return self.to(f"/article/{place.digest[:_DIGITS]}", id=place.article if shared else None)

    def words(self, quote: Quote, place: Place) -> str:
        """The words of a quote in its article."""
        span = quote.content[0]
        return f"{self.article(place)}#c{span.start}-{span.end}"

    def stretch(self, span: Span, place: Place) -> str:
        """Any words of an article, which are marked there."""
        shared = place.article if place.shared else None
        marked = f"{span.start}-{span.end}"
        return f"{self.to(f'/article/{place.digest[:_DIGITS]}', id=shared, c=marked)}#c{marked}"
