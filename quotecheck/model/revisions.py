"""How one article stood in a store at different times, and what became of its quotes in between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.attributions import Quote
from quotecheck.model.matches import Difference

__all__ = ["Aspect", "Change", "ChangeKind", "Revised", "Revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One of the versions in which a store has an article.

    Attributes:
        key: its primary key in the store.
        article: the id of the article; the versions of a page of the web may have been saved under several.
        number: from 1, in the order in which they were added.
        digest: SHA-256 of the bytes as they came in, in hexadecimal.
        fetched: when the bytes were taken from the web, ISO 8601.
        added: when the run that added it began, ISO 8601.
    """

    key: int
    article: str
    number: int
    digest: str
    path: str | None
    url: str | None
    published: str | None
    fetched: str | None
    added: str


class ChangeKind(StrEnum):
    """What became of a quote from one revision to the next."""

    VANISHED = "vanished"
    NEW = "new"
    CHANGED = "changed"


class Aspect(StrEnum):
    """In what a quote was changed: its words, who is credited, whether it is quoted or told, whether it is said or denied."""

    WORDS = "words"
    SPEAKER = "speaker"
    KIND = "kind"
    POLARITY = "polarity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A quote that is not in the later revision as it was in the earlier one.

    Attributes:
        before: the quote in the earlier revision; None if it came in new.
        after: the quote in the later revision; None if it vanished.
        aspects: of one that changed, in what.
        differences: of one whose words changed, what differs between these.
    """

    kind: ChangeKind
    before: Quote | None
    after: Quote | None
    aspects: tuple[Aspect, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Two revisions of an article, one after the other, and what became of its quotes, in the order of its text."""

    before: Revision
    after: Revision
    changes: tuple[Change, ...]
