"""Articles from JSON lines, and from JSON that is one document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.lines import json_objects
from quotecheck.reading.records import SHAPE, read_record

__all__ = ["read_json", "read_jsonl"]

_DOCUMENT = 'It is an object with "id" and "text", or an array of them.'


def read_jsonl(stream: BinaryIO, *, name: str) -> Iterator[Article | InputError]:
    r"""The articles of a stream of JSON lines, each ``{"id", "text"}`` and optional metadata.

    Args:
        stream: lines of UTF-8; blank ones are passed over. ``quotecheck.reading.records.read_record`` tells what a line holds.
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
    for where, record in json_objects(stream, name=name, shape=SHAPE):
        blank = False
        try:
            yield record if isinstance(record, InputError) else read_record(record, where=where)
        except InputError as error:
            yield error
    if blank:
        yield InputError(f'{name}: no line in it. Give an object with "id" and "text" a line.')


def read_json(raw: bytes, *, name: str) -> Iterator[Article | InputError]:
    """The articles of a JSON document: one object, an array of objects, or an object that holds one array of objects.

    Raises:
        InputError: it is no JSON, or has another shape.
    """
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start + 1}. Save it again as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}: not JSON ({error.msg} at character {error.colno}). {_DOCUMENT}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: JSON that is nested too deep or holds a number that is too long. {_DOCUMENT}") from error
    records = _records(document)
    if records is None:
        raise InputError(f"{name}: JSON of another shape. {_DOCUMENT}")
    for number, record in enumerate(records, start=1):
        where = name if len(records) == 1 else f"{name}[{number}]"
        try:
            yield read_record(record, where=where, shape=_DOCUMENT)
        except InputError as error:
            yield error


def _records(document: Any) -> list[dict[str, Any]] | None:
    if isinstance(document, dict):
        if "text" in document or "html" in document:
            return [document]
        lists = [found for value in document.values() if (found := _objects(value))]
        return lists[0] if len(lists) == 1 else None
    return _objects(document)


def _objects(value: Any) -> list[dict[str, Any]] | None:
    """A list of objects; None if it is anything else, or empty."""
    return value if isinstance(value, list) and value and all(isinstance(item, dict) for item in value) else None
