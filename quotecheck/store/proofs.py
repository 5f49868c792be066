"""What the bytes kept for an article give when they are read again: its text, and the lines that are none of what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from quotecheck.errors import InputError, QuotecheckError
from quotecheck.model import Article, Furniture
from quotecheck.reading import restores
from quotecheck.reading.articles import TEXT, read_text
from quotecheck.reading.docx import DOCX, docx_version
from quotecheck.reading.furniture import find_furniture
from quotecheck.reading.mail import MAIL, mail_version, read_mail
from quotecheck.reading.newsml import XML, newsml_version
from quotecheck.reading.page import HTML, RAW_HTML, page_version, read_page
from quotecheck.reading.pdf import PDF, pdf_version
from quotecheck.reading.records import RECORD, read_record
from quotecheck.reading.rendering import Rendering

__all__ = ["MALFORMED", "READERS", "Proof", "is_date", "prove"]

# What values raise that the schema lets in only where a file is damaged.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)

_VERSIONS: dict[str, Callable[[], str]] = {
    TEXT: lambda: read_text(b".", name=TEXT).version,
    RECORD: lambda: read_record({"id": RECORD, "text": "."}, where=RECORD).source.reader_version,
    HTML: page_version,
    RAW_HTML: page_version,
    MAIL: mail_version,
    XML: newsml_version,
    PDF: pdf_version,
    DOCX: docx_version,
}
# Of these the bytes tell more of a line than its words do.
_PAGES = frozenset({HTML, RAW_HTML, MAIL})

READERS = frozenset(_VERSIONS)
"""All readers that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found of one article.

    Attributes:
        text: whether its bytes give its text; None if another version of its reader has read it.
        furniture: the lines that are none of what it tells, by its bytes; None if that cannot be told.
    """

    text: bool | None
    furniture: tuple[Furniture, ...] | None = None


def prove(article: Article) -> Proof:
    """Read the bytes of an article again, and compare."""
    try:
        if article.source.reader not in READERS:
            return Proof(text=False)
        if article.source.reader in _PAGES:
            return _prove_page(article)
        holds = restores(article)
        # The version of the reader of texts says nothing of their letters, which are what they were.
        known = holds and article.source.reader_version == _version(article.source.reader)
        return Proof(text=holds, furniture=tuple(find_furniture(article.text)) if known else None)
    except (QuotecheckError, *MALFORMED):
        return Proof(text=False)


def _prove_page(article: Article) -> Proof:
    """Read a page once for both; again with its address only where the links in it may have been told by that."""
    if article.source.reader_version != _version(article.source.reader):
        return Proof(text=None)
    try:
        again = _page(article)
        if again.text == article.text and _furniture(again) != article.furniture and article.source.url is not None:
            again = _page(article, address=article.source.url)
    except InputError:
        return Proof(text=False)
    holds = again.text == article.text
    return Proof(text=holds, furniture=_furniture(again) if holds else None)


def _page(article: Article, *, address: str | None = None) -> Rendering:
    source = article.source
    if source.reader == MAIL:
        return read_mail(source.raw, name=article.id)
    return read_page(source.raw, name=article.id, charset=source.encoding, whole=source.reader == RAW_HTML, address=address)


def _furniture(again: Rendering) -> tuple[Furniture, ...]:
    return tuple(find_furniture(again.text)) if again.furniture is None else again.furniture


@cache
def _version(reader: str) -> str:
    """The version that a reader has now."""
    return _VERSIONS[reader]()


def is_date(stated: str) -> bool:
    """Whether this is a date, or date and time, of ISO 8601.

    >>> is_date("2024-02-27"), is_date("2024-02-27T10:30:00+00:00"), is_date("yesterday")
    (True, True, False)
    """
    for kind in (date, datetime):
        try:
            kind.fromisoformat(stated)
        except ValueError:
            continue
        return True
    return False
