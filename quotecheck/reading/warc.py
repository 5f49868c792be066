"""Articles from web archives: the pages of a WARC file."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.articles import article_from, iso_date
from quotecheck.reading.extras import extra
from quotecheck.reading.limits import DOCUMENT, told
from quotecheck.reading.page import read_page
from quotecheck.reading.rendering import Metadata
from quotecheck.reading.stated import one_line, own_address

__all__ = ["read_warc"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FOUND = "200"
_BROKEN = (zlib.error, EOFError, ValueError, KeyError, AttributeError, TypeError, IndexError, OSError)


def read_warc(stream: BinaryIO, *, name: str, whole: bool = False) -> Iterator[Article | InputError]:
    """The pages of a web archive, each under its address; redirects, errors, pictures and the like are passed over.

    Args:
        stream: the archive, compressed or not.
        name: what to call it in a message.
        whole: whether all words of a page are its article's, navigation and all.

    Yields:
        Articles; in place of a page that cannot be read, the error that says why.

    Raises:
        InputError: the archive is damaged from some place on, or the extra ``[warc]`` is missing.
    """
    archive = extra("warcio.archiveiterator", name=name, what="a web archive", bundle="warc")
    exceptions = extra("warcio.exceptions", name=name, what="a web archive", bundle="warc")
    pages = False
    try:
        records = archive.ArchiveIterator(stream, no_record_parse=False)
        while True:
            # What is odd is written to standard error by the library, over several lines.
            with redirect_stderr(io.StringIO()):
                record = next(records, None)
                found = None if record is None else _article(record, name=name, whole=whole)
            if record is None:
                break
            if found is not None:
                pages = True
                yield found
    except (exceptions.ArchiveLoadFailed, *_BROKEN) as error:
        raise InputError(
            f"{name}: a web archive that is damaged ({(one_line(str(error)) or type(error).__name__)[:80]}). What stands before was read."
        ) from error
    if not pages:
        raise InputError(f"{name}: no page in this web archive (only redirects, pictures and the like?). Check the file.")


def _article(record: Any, *, name: str, whole: bool) -> Article | InputError | None:
    """The article of one record; None if it is no page."""
    http = record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != _FOUND:
        return None
    media_type, _, parameters = (http.get_header("Content-Type") or "").partition(";")
    address = record.rec_headers.get_header("WARC-Target-URI")
    if media_type.strip().lower() not in _PAGES or not address:
        return None
    address = one_line(str(address).strip("<>"))
    if address is None:
        return None
    where = f"{name}: {address}"
    try:
        raw = _whole(record.content_stream(), name=where)
        if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
            return InputError(f"{where}: breaks off in the middle. Get the archive again.")
        charset = parameters.partition("charset=")[2].strip(" \"';") or None
        rendering = read_page(raw, name=where, charset=charset, whole=whole, address=address)
        given: Metadata = {"url": own_address(rendering.metadata.get("url"), address)}
        given["fetched"] = iso_date(record.rec_headers.get_header("WARC-Date") or "", name=where, key="WARC-Date")
        return article_from(raw, rendering, id=address, path=None, given=given)
    except InputError as error:
        return error


def _whole(stream: BinaryIO, *, name: str) -> bytes:
    """All of a record, if it is not too much; a compressed one comes in pieces."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(1_000_000):
        pieces.append(piece)
        size += len(piece)
        if size > DOCUMENT:
            raise InputError(f"{name}: larger than {told(DOCUMENT)}, which no page is.")
    return b"".join(pieces)
