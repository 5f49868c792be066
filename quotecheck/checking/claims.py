"""Claimed quotations from JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from quotecheck.errors import InputError
from quotecheck.matching import place_words
from quotecheck.reading import json_objects

__all__ = ["Claim", "read_claims"]

_SHAPE = 'Each line is an object with "id", "quote" and, if known, "by".'


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words that somebody is said to have said.

    Attributes:
        id: what the answer is to be known by; None if the claim came without.
        by: who is said to have said them; None for anybody.
    """

    id: str | int | None = None
    quote: str
    by: str | None = None


def read_claims(stream: BinaryIO, *, name: str) -> Iterator[Claim | InputError]:
    r"""The claims of a stream of JSON lines, each ``{"id", "quote", "by"}``, the last of which may be absent or null.

    Args:
        stream: lines of UTF-8; blank ones are passed over.
        name: what to call the stream in a message.

    Yields:
        Claims; in place of a bad line, the error that says what is wrong in which line; an error too if there is no line at all.

    >>> import io
    >>> [claim.by for claim in read_claims(io.BytesIO(b'{"id": 1, "quote": "No.", "by": "Blinken"}\n'), name="claims.jsonl")]
    ['Blinken']
    """
    blank = True
    for where, record in json_objects(stream, name=name, shape=_SHAPE):
        blank = False
        try:
            yield record if isinstance(record, InputError) else _claim(record, where=where)
        except InputError as error:
            yield error
    if blank:  # else all of nothing would be verbatim, as when the program that was to write the claims has failed
        yield InputError(f'{name}: no claim in it. Give an object with "id", "quote" and, if known, "by" a line.')


def _claim(record: dict[str, Any], *, where: str) -> Claim:
    id_, quote, by = (record.get(key) for key in ("id", "quote", "by"))
    if isinstance(id_, bool) or not isinstance(id_, str | int | None):
        raise InputError(f'{where}: "id" is neither a string nor a whole number. Give one of them, or leave it out.')
    if not isinstance(quote, str) or not place_words(quote):
        raise InputError(f'{where}: no "quote", or one without any word. Give the words of the quotation.')
    if not isinstance(by, str | None) or (by is not None and not by.strip()):
        raise InputError(f'{where}: "by" is not a name. Leave it out, or null, for anybody.')
    return Claim(id=id_, quote=quote, by=by)
