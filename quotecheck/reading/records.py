"""Articles from records: objects of JSON, rows of tables.

The text of a record is kept exactly as given: no NFC, no folding of line ends. Whoever gives records counts in
his own text, and every offset that goes back to him must be valid there.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from quotecheck.errors import InputError
from quotecheck.model import Article, Diagnostic, Source
from quotecheck.reading.articles import article_from, iso_date
from quotecheck.reading.furniture import find_furniture
from quotecheck.reading.language import detect_language
from quotecheck.reading.markup import is_html
from quotecheck.reading.page import read_page
from quotecheck.reading.rendering import Metadata
from quotecheck.reading.stated import one_line

__all__ = ["RECORD", "SHAPE", "read_record"]

RECORD = "record"
SHAPE = 'Each line is an object with "id" and "text".'
_MARKED_UP = Diagnostic(message='"text" looks like HTML, and is read with its tags. Give it as "html", if it is a page.')
_KEYS = ("title", "url", "outlet", "author", "published", "language", "fetched", "licence")
_DATES = ("published", "fetched")


def read_record(record: Mapping[str, Any], *, where: str, shape: str = SHAPE) -> Article:
    """The article of one record.

    Args:
        record: ``id`` is a string or a whole number, ``text`` a string; where ``id`` is missing, empty or null, ``url`` is taken for
            it; where ``text`` is, ``html`` may be a page. ``title url outlet author published language fetched licence`` (or
            ``license``) are strings or null, the dates may be empty; other keys are ignored.
        where: what to call it in a message.
        shape: what records look like, in a sentence for whoever got it wrong.

    Raises:
        InputError: something is missing, or not what it should be.
    """
    if "licence" not in record and "license" in record:
        record = {**record, "licence": record["license"]}
    id_ = record.get("url") if record.get("id") in (None, "") else record["id"]
    if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
        raise InputError(f'{where}: no "id", or one that is neither a string nor a whole number. {shape}')
    id_ = encodable(str(id_), "id", where=where)
    metadata: Metadata = {}
    for key in _KEYS:
        metadata[key] = one_line(string(record, key, where=where))  # type: ignore[literal-required]
    for key in _DATES:
        if metadata[key]:  # type: ignore[literal-required]
            metadata[key] = iso_date(metadata[key], name=where, key=key)  # type: ignore[literal-required]
    if not _is_given(record.get("text")) and _is_given(record.get("html")):
        page = str(string(record, "html", where=where)).encode()
        rendering = read_page(page, name=where, charset="utf-8", address=metadata["url"])
        return article_from(page, rendering, id=id_, path=None, given=metadata)
    if "text" not in record:
        raise InputError(f'{where}: no "text". {shape}')
    text = string(record, "text", where=where)
    if text is None or not text.strip():
        raise InputError(f'{where}: "text" is empty. There is no article to read: leave the line out.')
    metadata["language"] = metadata["language"] or detect_language(text)
    raw = text.encode()
    odd = (_MARKED_UP,) if is_html(text) else ()
    source = Source(raw=raw, digest=sha256(raw).hexdigest(), reader=RECORD, reader_version="2", **metadata)
    return Article(id=id_, text=text, source=source, furniture=tuple(find_furniture(text)), diagnostics=odd)


def _is_given(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def string(record: Mapping[str, Any], key: str, *, where: str) -> str | None:
    """The string under ``key``; None if it is absent or null."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'{where}: "{key}" is not a string. Put it between quotation marks, or leave it out.')
    return encodable(value, key, where=where)


def encodable(value: str, key: str, *, where: str) -> str:
    r"""The same string, unless it holds half a surrogate pair, which JSON can write (``\ud800``) and Unicode text cannot hold."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f'{where}: "{key}" holds half a surrogate pair at character {error.start + 1}. Write the whole character.'
        ) from error
    return value
