"""What is cited: a quote in its article, and the run that found it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from quotecheck.model import Article, EntityType, Quote, Span

if TYPE_CHECKING:
    from quotecheck.store import Run

__all__ = ["CONTEXT", "Cited", "after", "before", "web_address", "whole"]

# Characters on either side of words by which they are known again.
CONTEXT = 32
# What no address may hold (RFC 3986), but for letters of other scripts, which browsers escape by themselves.
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\s\"<>\\^`{|}\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")
# What was read from a page, or given as its text.
_OF_PAGES = frozenset({"html", "raw-html", "record"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote to cite, and the article in the very version in which it stands.

    Attributes:
        origin: the run that found it.
        who: what its speaker is, if that is known.
    """

    quote: Quote
    article: Article
    origin: Run | None = None
    who: EntityType | None = None


def whole(quote: Quote) -> Span:
    """From the first character of a quote to its last, with the cue that may interrupt it."""
    return Span(quote.content[0].start, quote.content[-1].end)


def before(text: str, span: Span) -> str:
    """The characters before a place."""
    return text[max(0, span.start - CONTEXT) : span.start]


def after(text: str, span: Span) -> str:
    """The characters behind a place."""
    return text[span.end : span.end + CONTEXT]


def web_address(article: Article) -> str | None:
    """The address of the page that the article is, without a fragment; None if it is none that a browser opens.

    What must not stand in an address, such as a space, is escaped; what it has escaped itself stays so.
    """
    url = article.source.url
    if url is None or article.source.reader not in _OF_PAGES or not url.lower().startswith(("http://", "https://")):
        return None
    page = url.strip().partition("#")[0]
    return _UNFIT.sub(lambda found: percent(found[0], safe="", errors="surrogatepass"), page)
