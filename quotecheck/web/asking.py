"""What a reader asks for: the path, what is in it, and what is posted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from quotecheck.errors import UsageError

__all__ = ["LONGEST_DRAFT", "Asked", "TooLarge", "asked_of", "posted"]

LONGEST_DRAFT = 200_000
"""Characters of a draft or a quotation that are taken."""
# A character takes four bytes at most, and each of these three where a form writes it as %F0.
_MOST_BYTES = 12 * LONGEST_DRAFT + 10_000
_LAST_PAGE = 1_000_000
_MOST_FIELDS = 32


class TooLarge(UsageError):
    """More was sent than is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for.

    Attributes:
        path: without what names the form.
        form: html, json or csv.
        names: what the path says: ids, digests.
        arguments: those of the query; of several of one name the last.
        posted: the fields that were posted; None if nothing was.
    """

    path: str
    form: str = "html"
    names: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    posted: Mapping[str, str] | None = None

    @property
    def page(self) -> int:
        """The number of the page, from 1.

        Raises:
            UsageError: it is none.
        """
        given = self.arguments.get("page", "1")
        if not (given.isascii() and given.isdecimal()) or not 1 <= int(given[:8]) <= _LAST_PAGE:
            raise UsageError(f"{given!r} is no number of a page. Leave it out for the first.")
        return int(given)

    def get(self, name: str) -> str | None:
        """An argument without the blanks around it; None where nothing is left."""
        return self.arguments.get(name, "").strip() or None

    def address(self, *, form: str | None = None, **changes: object) -> str:
        """The address of what was asked for, in another form or with other arguments; those that are None are left out."""
        chosen = form or self.form
        arguments = {name: value for name, value in (dict(self.arguments) | changes).items() if value not in (None, "")}
        path = self.path if chosen == "html" else f"{self.path if self.path not in {'', '/'} else '/search'}.{chosen}"
        return f"{path or '/'}?{urlencode(arguments)}" if arguments else path or "/"


def asked_of(request: Any, fields: Mapping[str, str] | None = None) -> Asked:
    """What a request of Datasette asks for."""
    names = dict(request.url_vars)
    form = (names.pop("form", None) or ".html")[1:]
    path = request.scope["path"].removesuffix(f".{form}")
    return Asked(path=path, form=form, names=names, arguments=_pairs(request.query_string), posted=fields)


async def posted(request: Any) -> dict[str, str]:
    """The fields of a posted form, or of a JSON object of strings.

    Raises:
        TooLarge: there are more bytes than are taken.
        UsageError: they are no such fields.
    """
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > _MOST_BYTES:
        raise TooLarge(_too_large())
    body, more = b"", True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise UsageError("The request ended early.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > _MOST_BYTES:
            raise TooLarge(_too_large())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
        fields = _object(text) if kind == "application/json" else _pairs(text)
        # Forms write line ends so.
        fields = {name: value.replace("\r\n", "\n") for name, value in fields.items()}
    except ValueError as error:
        raise UsageError("What was posted cannot be read. Send the fields of a form, or a JSON object of strings, in UTF-8.") from error
    if any(len(value) > LONGEST_DRAFT for value in fields.values()):
        raise TooLarge(_too_large())
    return fields


def _pairs(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise UsageError(f"More than {_MOST_FIELDS} fields. Leave some out.") from error


def _object(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("no object of strings")
    return found


def _too_large() -> str:
    return f"More than {LONGEST_DRAFT:,} characters. Check it in parts, or by quotecheck check on the command line."
