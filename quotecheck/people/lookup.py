"""Speakers by what a user calls them: name, initials, alias, handle, office, acronym, capital."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process

from quotecheck.attribution.names import acronym_letters, compatible, fold, initials, is_acronym, name_words, person_words, split_title
from quotecheck.model import EntityType, Speaker
from quotecheck.people.bodies import full_name
from quotecheck.people.offices import office_words
from quotecheck.people.places import government_of
from quotecheck.people.tables import key

__all__ = ["find", "suggest"]

_NEAR = 70.0
"""The similarity, of 100, from which a name is worth suggesting."""


_UNPOINTED = str.maketrans("", "", ".'’ʼ`")
"""What a name may have inside its words."""


class _Fit(IntEnum):
    """How a speaker fits a query, best first."""

    NAME = 0
    COMPATIBLE = 1
    OFFICE = 2
    OFFICE_IN_PART = 3
    OFFICES_TOGETHER = 4
    NAME_IN_PART = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Query:
    """A query, prepared.

    Attributes:
        person: it as a person's name.
        body: it as a body's name.
        means: the full name of the country or body that it stands for.
        words: its words.
        office: its words as an office.
        person_needles: strings of which every person that fits by name has one in its names.
        body_needles: as much for bodies; empty where that cannot be said.
    """

    person: str
    body: str
    means: str | None
    words: frozenset[str]
    office: frozenset[str]
    person_needles: frozenset[str]
    body_needles: frozenset[str]


def find(query: str, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Find the speakers that a query names.

    The best kind of fit wins: the name or an alias; a name that goes with it (a surname, initials, a nickname, an acronym, a
    capital); an office, in full or in part; some words of a name. A title before a name chooses among those of that name.

    Args:
        query: "Blinken", "A. Blinken", "@SecBlinken", "Italian foreign minister", "EU", "Moscow", …
        speakers: where to look.

    Returns:
        All speakers that fit equally well, those of just that name and those quoted most often first; none if nobody fits.
    """
    handle = query.strip().casefold()
    if handle.startswith("@"):
        return _ranked(query, [speaker for speaker in speakers if handle in map(str.casefold, _names(speaker))])
    asked = _prepared(query)
    fits = [(fit, speaker) for speaker in speakers if (fit := _fit(asked, speaker)) is not None]
    if not fits:
        return []
    best = min(fit for fit, _ in fits)
    return _ranked(query, _with_title(asked, [speaker for fit, speaker in fits if fit == best]))


def suggest(query: str, speakers: Sequence[Speaker], limit: int = 3) -> list[str]:
    """Give the names of the speakers that look most like a query, for "did you mean".

    Args:
        query: what found nobody.
        speakers: whose names to offer.
        limit: the most names to give.
    """
    best: dict[str, float] = {}
    for speaker in speakers:
        choices = [fold(name) for name in _names(speaker)]
        found = process.extractOne(fold(query), choices, scorer=fuzz.WRatio, score_cutoff=_NEAR)
        if found:
            best[speaker.name] = max(found[1], best.get(speaker.name, 0.0))
    return sorted(best, key=lambda name: (-best[name], name))[:limit]


def _names(speaker: Speaker) -> tuple[str, ...]:
    return (speaker.name, *speaker.aliases)


def _ranked(query: str, speakers: list[Speaker]) -> list[Speaker]:
    return sorted(speakers, key=lambda speaker: (key(speaker.name) != key(query), -speaker.quotes, speaker.name, speaker.id))


def _prepared(query: str) -> _Query:
    """Take a query apart; one all in small letters may be meant in capitals."""
    body = query.upper() if query.islower() and " " not in query.strip() else query
    means = government_of(body) or full_name(body)
    words = frozenset(name_words(query))
    long = frozenset(word for word in words if len(word) > 1) or words
    return _Query(
        person=query.title() if query.islower() else query,
        body=body,
        means=means,
        words=words,
        office=office_words(query),
        person_needles=long,
        body_needles=frozenset() if acronym_letters(body) else long | initials(query) | frozenset(name_words(means or "")),
    )


def _with_title(asked: _Query, speakers: list[Speaker]) -> list[Speaker]:
    """Those of the speakers who bear the title that stands before the name; all, if none does."""
    title, _ = split_title(asked.person)
    wanted = office_words(title or "")
    return [speaker for speaker in speakers if wanted <= _all_offices(speaker)] or speakers


def _all_offices(speaker: Speaker) -> frozenset[str]:
    return frozenset().union(*map(office_words, speaker.offices))


def _fit(asked: _Query, speaker: Speaker) -> _Fit | None:
    named = _may_fit(asked, speaker)
    if named:
        fit = _fit_of_person(asked, speaker) if speaker.type is EntityType.PERSON else _fit_of_body(asked, speaker)
        if fit is not None:
            return fit
    if asked.office and speaker.offices:
        offices = [office_words(office) for office in speaker.offices]
        if asked.office in offices:
            return _Fit.OFFICE
        if any(asked.office <= office for office in offices):
            return _Fit.OFFICE_IN_PART
        if asked.office <= _all_offices(speaker):
            return _Fit.OFFICES_TOGETHER
    if named and asked.words and any(asked.words.issubset(name_words(name)) for name in _names(speaker)):
        return _Fit.NAME_IN_PART
    return None


def _may_fit(asked: _Query, speaker: Speaker) -> bool:
    """A cheap test that spares most speakers the dear ones."""
    needles = asked.person_needles if speaker.type is EntityType.PERSON else asked.body_needles
    names = fold(" ".join(_names(speaker))).translate(_UNPOINTED)
    return not needles or any(needle in names for needle in needles)


def _fit_of_person(asked: _Query, speaker: Speaker) -> _Fit | None:
    words = person_words(asked.person)
    names = _names(speaker)
    if len(words[0]) == 1:
        return _Fit.COMPATIBLE if any(compatible(asked.person, name) for name in names) else None
    # A family name alone among the aliases ("Trump") would go with every full name of the family.
    full = [name for name in names if len(person_words(name)[0]) > 1]
    if any(person_words(name) == words for name in full):
        return _Fit.NAME
    if any(compatible(asked.person, name) for name in full):
        return _Fit.COMPATIBLE
    return _Fit.NAME_IN_PART if not full and any(compatible(asked.person, name) for name in names) else None


def _fit_of_body(asked: _Query, speaker: Speaker) -> _Fit | None:
    keys = set(map(key, _names(speaker)))
    if key(asked.body) in keys:
        return _Fit.NAME if len(asked.words) > 1 else _Fit.COMPATIBLE
    if asked.means and key(asked.means) in keys:
        return _Fit.COMPATIBLE
    if any(is_acronym(asked.body, name) or is_acronym(name, asked.body) for name in _names(speaker)):
        return _Fit.COMPATIBLE
    return None
