"""The address of a quote: that of its article, and a fragment that leads to its words."""

from __future__ import annotations

from urllib.parse import quote as percent

from quotecheck.citing.cited import Cited, web_address, whole
from quotecheck.citing.directives import fragment_directive
from quotecheck.citing.fragments import char_fragment, line_fragment
from quotecheck.model import Article

__all__ = ["address", "base", "line_address"]

_UNESCAPED = "/!$&'()*+,=@~"


def address(cited: Cited) -> str:
    """Where the words of a quote stand: with a text fragment if that is a page of the web, else with a fragment of RFC 5147.

    Text that is no file of plain text (a saved page, a PDF) counts as quotecheck reads it, in UTF-8.
    """
    page = web_address(cited.article)
    if page is not None:
        return f"{page}#{fragment_directive(cited)}"
    return f"{base(cited.article)}#{char_fragment(cited.article, whole(cited.quote))}"


def line_address(cited: Cited) -> str:
    """The lines on which the words of a quote stand; a page of the web has none, so its words are given."""
    if web_address(cited.article) is not None:
        return address(cited)
    return f"{base(cited.article)}#{line_fragment(cited.article, whole(cited.quote))}"


def base(article: Article) -> str:
    """A reference to an article: its address on the web, or its path or id, escaped; a colon might be taken for the end of a scheme."""
    page = web_address(article)
    if page is not None:
        return page
    return percent(article.source.path or article.id, safe=_UNESCAPED, errors="surrogatepass")
