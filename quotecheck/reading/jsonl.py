"""Articles from JSON lines.

The text of a record is kept exactly as given: no NFC, no folding of line ends. Whoever gives records of JSON counts in
his own text, and every offset that goes back to him must be valid there.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from quotecheck.errors import InputError
from quotecheck.model import Article, Source
from quotecheck.reading.articles import Metadata, iso_date
from quotecheck.reading.lines import json_objects

__all__ = ["read_jsonl"]

_SHAPE = 'Each line is an object with "id" and "text".'


def read_jsonl(stream: BinaryIO, *, name: str) -> Iterator[Article | InputError]:
    r"""The articles of a stream of JSON lines, each ``{"id", "text"}`` and optional metadata.

    Args:
        stream: lines of UTF-8; blank ones are passed over. ``id`` is a string or a whole number, ``text`` a string;
            ``title url outlet author published language`` are strings or null, ``published`` may be empty; other keys are ignored.
        name: what to call the stream in a message.

    Yields:
        Articles; in place of a bad line, the error that says what is wrong in which line, so that the rest goes on; an error
        too if there is no line at all. The bytes kept for an article are its text in UTF-8.

    >>> import io
    >>> lines = io.BytesIO(b'{"id": 7, "text": "He said no."}\n{"id": 8}\n')
    >>> [getattr(item, "text", None) or str(item) for item in read_jsonl(lines, name="news.jsonl")]
    ['He said no.', 'news.jsonl:2: no "text". Each line is an object with "id" and "text".']
    """
    blank = True
    for where, record in json_objects(stream, name=name, shape=_SHAPE):
        blank = False
        try:
            yield record if isinstance(record, InputError) else read_record(record, where=where)
        except InputError as error:
            yield error
    if blank:
        yield InputError(f'{name}: no line in it. Give an object with "id" and "text" a line.')


def read_record(record: dict[str, Any], *, where: str) -> Article:
    """The article of one line's object."""
    id_ = record.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
        raise InputError(f'{where}: no "id", or one that is neither a string nor a whole number. {_SHAPE}')
    if "text" not in record:
        raise InputError(f'{where}: no "text". {_SHAPE}')
    text = string(record, "text", where=where)
    if text is None or not text.strip():
        raise InputError(f'{where}: "text" is empty. There is no article to read: leave the line out.')
    metadata: Metadata = {
        "title": string(record, "title", where=where),
        "url": string(record, "url", where=where),
        "outlet": string(record, "outlet", where=where),
        "author": string(record, "author", where=where),
        "published": string(record, "published", where=where),
        "language": string(record, "language", where=where),
    }
    metadata["published"] = metadata["published"] or None
    if metadata["published"] is not None:
        metadata["published"] = iso_date(metadata["published"], name=where)
    raw = text.encode()
    return Article(
        id=encodable(str(id_), "id", where=where),
        text=text,
        source=Source(raw=raw, digest=sha256(raw).hexdigest(), **metadata),
    )


def string(record: dict[str, Any], key: str, *, where: str) -> str | None:
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
