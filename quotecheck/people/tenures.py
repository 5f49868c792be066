"""Who held an office when, as far as a list of people or the articles tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quotecheck.model import Speaker, Tenure
from quotecheck.people.offices import is_same_office, office_words, without_country

__all__ = ["covers", "span_of", "tenures_of"]


def tenures_of(speaker: Speaker, office: str) -> list[Tenure]:
    """Give when a speaker held an office: what a list says, else when articles called the speaker so.

    Whoever is called a former president holds no office by that; nor does a president-elect, unless that is asked for.

    Args:
        speaker: who may have held it.
        office: "president" fits the "President of France", too.
    """
    asked = office_words(office)
    wanted = {asked} | ({without_country(asked)} if without_country(asked) else set())
    fits = [
        tenure for tenure in speaker.tenures if is_same_office(asked, office_words(tenure.office)) or office_words(tenure.office) in wanted
    ]
    listed = [tenure for tenure in fits if tenure.listed]
    seen: defaultdict[frozenset[str], list[Tenure]] = defaultdict(list)
    for tenure in fits:
        seen[office_words(tenure.office)].append(tenure)
    return listed or [_together(tenures) for tenures in seen.values()]


def _together(tenures: Sequence[Tenure]) -> Tenure:
    """One office that articles write in several ways."""
    since = min((tenure.since for tenure in tenures if tenure.since), default=None)
    return replace(tenures[0], since=since, until=max((tenure.until for tenure in tenures if tenure.until), default=None))


def covers(tenure: Tenure, day: date) -> bool:
    """Tell whether an office was held on a day. One that articles give is held from the first of them to the last, as far as is known.

    >>> covers(Tenure(office="Mayor", since="2020-01-01", listed=True), date(2024, 1, 1)), covers(Tenure(office="Mayor"), date(2024, 1, 1))
    (True, False)
    """
    if not tenure.listed and tenure.since is None:
        return False
    return (tenure.since or "") <= day.isoformat() <= (tenure.until or "9999")


def span_of(tenure: Tenure) -> str:
    """Give the days of a tenure, as people read them.

    >>> span_of(Tenure(office="Mayor", since="2020-01-01", listed=True)), span_of(Tenure(office="Mayor"))
    ('(2020-01-01 to –)', '(on no known day)')
    """
    if tenure.since is None and tenure.until is None:
        return "(at any time)" if tenure.listed else "(on no known day)"
    return f"({tenure.since})" if tenure.since == tenure.until else f"({tenure.since or '–'} to {tenure.until or '–'})"
