"""JSON lines: one object a line, each with the name of its place."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotecheck.errors import InputError

__all__ = ["json_objects"]


def json_objects(stream: BinaryIO, *, name: str, shape: str) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    r"""The objects of a stream of JSON lines.

    Args:
        stream: lines of UTF-8; blank ones are passed over, and so is a byte order mark before the first.
        name: what to call the stream in a message.
        shape: what a line looks like, in a sentence for whoever got it wrong.

    Yields:
        The place of a line, such as ``news.jsonl:2``, and its object; in place of a bad line's object, the error that says what is
        wrong with it.

    >>> import io
    >>> [(where, type(found).__name__) for where, found in json_objects(io.BytesIO(b'{"id": 7}\n\n[]'), name="a", shape="")]
    [('a:1', 'dict'), ('a:3', 'InputError')]
    """
    for number, line in enumerate(stream, start=1):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if content.strip():
            where = f"{name}:{number}"
            yield where, _object(content, where=where, shape=shape)


def _object(line: bytes, *, where: str, shape: str) -> dict[str, Any] | InputError:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return InputError(f"{where}: not UTF-8 at byte {error.start + 1} of the line. Save it again as UTF-8.")
    except json.JSONDecodeError as error:
        return InputError(f"{where}: not JSON ({error.msg} at character {error.colno}). {shape}")
    except (ValueError, RecursionError):
        return InputError(f"{where}: JSON that is nested too deep or holds a number that is too long. {shape}")
    return record if isinstance(record, dict) else InputError(f"{where}: not a JSON object. {shape}")
