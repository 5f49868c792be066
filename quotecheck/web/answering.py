"""Answers: one page as HTML, as JSON or as comma-separated values, and one shape of errors."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment

from quotecheck.errors import InputError, ModelsError, NothingFound, QuotecheckError, StoreError, UsageError
from quotecheck.web.asking import Asked, TooLarge

__all__ = ["Answer", "Page", "answer", "error_answer", "status_of"]

_STATUS = {TooLarge: 413, NothingFound: 404, UsageError: 400, InputError: 400, StoreError: 503, ModelsError: 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown.

    Attributes:
        template: the name of its template.
        title: what it is.
        record: what goes out as JSON.
        table: the rows that go out as comma-separated values; None where it is no table.
        columns: what their header is where there is no row.
        context: what the template needs besides.
        more: whether there is another page behind it.
        paged: whether it is one of several pages.
        posts: whether it answers what was posted, so that no address leads to it.
    """

    template: str
    title: str
    record: Mapping[str, Any]
    table: Sequence[Mapping[str, Any]] | None = None
    columns: Sequence[str] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    more: bool = False
    paged: bool = False
    posts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response, ready to be sent."""

    body: bytes
    kind: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(page: Page, asked: Asked, environment: Environment) -> Answer:
    """A page in the form that was asked for.

    Raises:
        NothingFound: it is no table, and comma-separated values were asked for.
    """
    places = _places(page, asked)
    links = {"link": ", ".join(f'<{address}>; rel="{relation}"' for relation, address in places.items())} if places else {}
    if asked.form == "json":
        record = {"ok": True, **page.record} | ({"next": places.get("next")} if page.paged else {})
        return Answer(body=_json(record), kind="application/json; charset=utf-8", headers=links)
    if asked.form == "csv":
        if page.table is None:
            raise NothingFound("This page is no table. Ask for .json.")
        return Answer(body=_separated(page.table, page.columns), kind="text/csv; charset=utf-8", headers=links)
    shown = dict(page.context) | {"title": page.title, "asked": asked, "places": places}
    shown["twins"] = [] if page.posts else [form for form in ("json", "csv") if form == "json" or page.table is not None]
    return Answer(body=environment.get_template(page.template).render(shown).encode(), kind="text/html; charset=utf-8", headers=links)


def error_answer(status: int, message: str, *, form: str, environment: Environment) -> Answer:
    """An error: a page for readers, else the one shape of errors."""
    if form == "html":
        shown = {"title": f"{status}", "message": message, "status": status, "asked": Asked(path="/"), "places": {}, "twins": []}
        body = environment.get_template("problem.html.j2").render(shown).encode()
        return Answer(body=body, kind="text/html; charset=utf-8", status=status)
    record = {"ok": False, "error": message, "status": status}
    return Answer(body=_json(record), kind="application/json; charset=utf-8", status=status)


def status_of(error: QuotecheckError) -> int:
    """The status of HTTP for an error."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


def _places(page: Page, asked: Asked) -> dict[str, str]:
    if not page.paged:
        return {}
    number = asked.page
    found = {"first": asked.address(page=None)}
    if number > 1:
        found["prev"] = asked.address(page=number - 1 if number > 2 else None)
    if page.more:
        found["next"] = asked.address(page=number + 1)
    return found


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _separated(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(rows[0] if rows else columns)
    writer.writerows(map(_cell, row.values()) for row in rows)
    return sheet.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
