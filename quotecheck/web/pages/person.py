"""People: who is quoted, and one of them with all that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from quotecheck.errors import UsageError
from quotecheck.model import Kind, Quote, Speaker
from quotecheck.model.records import doubt_record, membership_record, quote_record, speaker_record
from quotecheck.store import Store
from quotecheck.store.browsing import (
    expression_of,
    list_speakers,
    membership_places,
    months_of,
    outlets_of,
    places_of,
    quotes_said,
    reported_by_others,
    speaker_numbered,
)
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.charts import bars_of
from quotecheck.web.columns import MEMBERSHIPS, PEOPLE, QUOTES
from quotecheck.web.site import Site

__all__ = ["people", "person", "why"]

_QUOTES, _PEOPLE, _REPORTED = 50, 50, 20
_DURING = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def people(store: Store, asked: Asked, _site: Site) -> Page:
    """Who is quoted, who is quoted most first."""
    found = list_speakers(store, limit=_PEOPLE + 1, offset=(asked.page - 1) * _PEOPLE)
    shown = found[:_PEOPLE]
    records = [speaker_record(speaker) for speaker in shown]
    return Page(
        template="people.html.j2",
        title="People",
        record={"people": records},
        table=records,
        columns=PEOPLE,
        context={"people": shown, "most": max((speaker.quotes for speaker in shown), default=1)},
        more=len(found) > _PEOPLE,
        paged=True,
    )


def person(store: Store, asked: Asked, _site: Site) -> Page:
    """A speaker: names, offices, quotes by time, outlets, when, and what others report the speaker to have said."""
    speaker = _speaker(store, asked)
    kind, during, words = _kind(asked.get("kind")), _during(asked.get("during")), asked.get("q")
    offset = (asked.page - 1) * _QUOTES
    expression = None if words is None else expression_of(words)
    found: list[Quote] = []
    if words is None or expression is not None:
        found = quotes_said(store, speaker, limit=_QUOTES + 1, offset=offset, kind=kind, during=during, words=expression)
    quotes = found[:_QUOTES]
    records = [quote_record(quote) for quote in quotes]
    record: dict[str, Any] = {"quotes": records}
    wordless = words is not None and expression is None
    context: dict[str, Any] = {"speaker": speaker, "quotes": quotes, "first": offset == 0}
    context |= {"kind": kind, "during": during, "words": words, "wordless": wordless}
    reported = []
    if offset == 0:
        kinds, months, outlets = store.kinds(speaker), months_of(store, speaker), outlets_of(store, speaker)
        reported = reported_by_others(store, speaker, limit=_REPORTED)
        record |= {
            "speaker": speaker_record(speaker, kinds=kinds),
            "months": [{"month": month, "quotes": count} for month, count in months],
            "outlets": [{"outlet": outlet, "quotes": count} for outlet, count in outlets],
            "reported": [{"quote": quote_record(said), "within": quote_record(around)} for said, around in reported],
        }
        context |= {"kinds": kinds, "bars": bars_of(months), "outlets": outlets, "reported": reported}
    ids = [quote.id for quote in (*quotes, *(said for said, _ in reported))]
    return Page(
        template="person.html.j2",
        title=speaker.name,
        record=record,
        table=records,
        columns=QUOTES,
        context=context | {"at": places_of(store, ids)},
        more=len(found) > _QUOTES,
        paged=True,
    )


def why(store: Store, asked: Asked, _site: Site) -> Page:
    """In which articles a speaker speaks, under which name, why that is this speaker, and who else it may be."""
    speaker = _speaker(store, asked)
    memberships, doubts = store.memberships(speaker), store.doubts([speaker])
    shown = memberships[(asked.page - 1) * _PEOPLE : asked.page * _PEOPLE]
    places = membership_places(store, speaker)[(asked.page - 1) * _PEOPLE : asked.page * _PEOPLE]
    records: Sequence[Mapping[str, Any]] = [
        membership_record(membership) | {"digest": place.digest} for membership, place in zip(shown, places, strict=True)
    ]
    return Page(
        template="why.html.j2",
        title=f"Why {speaker.name}",
        record={"speaker": speaker_record(speaker), "memberships": records, "doubts": [doubt_record(doubt) for doubt in doubts]},
        table=records,
        columns=MEMBERSHIPS,
        context={"speaker": speaker, "memberships": shown, "doubts": doubts, "at": places},
        more=len(memberships) > asked.page * _PEOPLE,
        paged=True,
    )


def _speaker(store: Store, asked: Asked) -> Speaker:
    return speaker_numbered(store, int(asked.names["id"]))


def _during(given: str | None) -> str | None:
    """A year, a month or a day, as ISO 8601 has them."""
    if given is None:
        return None
    found = _DURING.fullmatch(given)
    try:
        date.fromisoformat("-".join([found["year"], found["month"] or "01", found["day"] or "01"]) if found else given)
    except ValueError as error:
        raise UsageError(f"{given!r} is no time. Give a year, a month or a day, such as 2021, 2021-06 or 2021-06-28.") from error
    return given


def _kind(given: str | None) -> Kind | None:
    if given is not None and given not in set(Kind):
        raise UsageError(f"{given!r} is none of {', '.join(Kind)}.")
    return None if given is None else Kind(given)
