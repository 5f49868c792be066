"""Who speaks: persons, bodies and places, within an article and across all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Decision", "Doubtful", "Entity", "EntityType", "Listed", "Membership", "Speaker", "Tenure"]


class EntityType(StrEnum):
    """What a name or a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNNAMED = "unnamed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One speaker within one article, under all the names the article gives it.

    Attributes:
        name: the fullest name; for an unnamed speaker, the words that describe it ("French police").
        aliases: every proper name seen, ``name`` among them, sorted.
        offices: titles and offices seen ("Foreign Minister"), sorted.
        gender: "m" or "f" where a title tells it ("Mrs. Byron"), else None.
        rivals: of a family name alone, the full names of those in the article who bear it, if nothing tells which one is meant; sorted.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    gender: str | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office of a speaker and when it was held, as far as is known.

    Attributes:
        office: its name.
        since: the first day: of a user's list, or on which an article gives the speaker this office; None if unknown or open.
        until: the last day, likewise.
        listed: whether a user's list says so, or articles.
    """

    office: str
    since: str | None = None
    until: str | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person, body or country across all articles of a store.

    Attributes:
        offices: every office and title seen or listed.
        tenures: when they were seen, and what a user's list says.
        listed: the id in a user's list.
        articles: in how many of them the speaker speaks.
        first: the day of the first of them that has a date.
        last: the day of the last.
    """

    id: int
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    listed: str | None = None
    quotes: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give it in the shape of a JSON line of ``quotecheck speakers``; docs/fields.md tells what the keys mean."""
        from quotecheck.model.records import speaker_record  # noqa: PLC0415 -- it knows all values, this one too

        return speaker_record(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a user's list of people.

    Attributes:
        id: what tells the person from all others: of Wikidata, or made from the name.
        offices: titles without a time; ``tenures`` have one.
    """

    id: str
    name: str
    type: EntityType = EntityType.PERSON
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a user has decided of speakers.

    Attributes:
        number: 1 for the first of a store.
        kind: merge, split, rename, alias or import.
        summary: what was decided, in words.
        made: when, ISO 8601, UTC; ``undone`` likewise, None if it stands.
    """

    number: int
    kind: str
    summary: str
    made: str
    undone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """Two speakers that may be one.

    Attributes:
        one: a speaker; ``other`` another.
        reason: what speaks for it, and what is missing.
    """

    one: Speaker
    other: Speaker
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why the speaker of one article is the speaker that it is.

    Attributes:
        article: the id of the article.
        name: what it is called there.
        reason: why it was joined, in a phrase.
        quotes: how many quotes it has there.
    """

    article: str
    name: str
    reason: str
    quotes: int
    published: str | None = None
