"""What a reader asks for: the path, what is in it, and what is posted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from quotecheck.errors import UsageError

__all__ = ["LONGEST_DRAFT", "LONGEST_QUOTE", "Asked", "TooLarge", "asked_of", "posted"]

LONGEST_DRAFT = 200_000
"""Characters of a draft that are taken."""
LONGEST_QUOTE = 5_000
"""Characters of a quotation: it is looked for at once, beside the pages, and not in the line of the drafts."""
_LONGEST_NAME = 300
_LONGEST = {"quote": LONGEST_QUOTE, "by": _LONGEST_NAME}
# A character takes four bytes at most, and each of these three where a form writes it as %F0.
_MOST_BYTES = 12 * LONGEST_DRAFT + 10_000
_LAST_PAGE = 1_000_000
_MOST_FIELDS = 32
_LONGEST_SEARCH = 300
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_READ = frozenset({"", _FORM, _JSON})


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
        # Longer than the last one is no number of a page, however many noughts it begins with; Python reads 4,300 digits at most.
        digits = given.isascii() and given.isdecimal() and len(given) <= len(str(_LAST_PAGE))
        if not digits or not 1 <= int(given) <= _LAST_PAGE:
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
    arguments = _pairs(request.query_string)
    if "q" in arguments:  # so that links repeat what was looked for, and no more
        arguments["q"] = arguments["q"][:_LONGEST_SEARCH]
    return Asked(path=path, form=form, names=names, arguments=arguments, posted=fields)


async def posted(request: Any) -> dict[str, str]:
    """The fields of a posted form, or of a JSON object of strings.

    Raises:
        TooLarge: there are more bytes than are taken.
        UsageError: they are no such fields.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _READ:
        raise UsageError(f"{kind[:100]} is not read here. Send the fields of a form as {_FORM}, or a JSON object of strings as {_JSON}.")
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
    try:
        text = body.decode("utf-8-sig")
        fields = _object(text) if kind == _JSON else _pairs(text)
        # Forms write line ends so.
        fields = {name: value.replace("\r\n", "\n") for name, value in fields.items()}
        # JSON may write half of a surrogate pair, which is no character.
        "".join([*fields, *fields.values()]).encode("utf-8")
    except ValueError as error:
        raise UsageError("What was posted cannot be read. Send the fields of a form, or a JSON object of strings, in UTF-8.") from error
    for name, value in fields.items():
        if len(value) > (most := _LONGEST.get(name, LONGEST_DRAFT)):
            raise TooLarge(_too_large(most))
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


def _too_large(most: int = LONGEST_DRAFT) -> str:
    what = {LONGEST_QUOTE: " for a quotation", _LONGEST_NAME: " for a name"}.get(most, "")
    return f"More than {most:,} characters{what}. Check it in parts, or by quotecheck check on the command line."
