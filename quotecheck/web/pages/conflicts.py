"""Conflicts: the same words, credited to two speakers."""

from __future__ import annotations

from quotecheck.matching.lookup import Criteria, find_matches
from quotecheck.model import Match, Relation
from quotecheck.model.records import match_record
from quotecheck.store import Store
from quotecheck.store.browsing import conflicting_quotes, places_of
from quotecheck.store.matches import StoredMatches
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.columns import MATCHES
from quotecheck.web.site import Site

__all__ = ["conflicts"]

_WORDINGS = 20
_MOST_EACH = 3
"""Pairs that are shown of the same words."""


def conflicts(store: Store, asked: Asked, _site: Site) -> Page:
    """Which words articles credit to two people, by their names."""
    found = conflicting_quotes(store, limit=_WORDINGS + 1, offset=(asked.page - 1) * _WORDINGS)
    unmatched, _ = StoredMatches(store).count_unmatched()
    matches = [match for quotes in found[:_WORDINGS] for match in _conflicting(store, quotes)]
    records = [match_record(match) for match in matches]
    ids = [quote.id for match in matches for quote in (match.one, match.other)]
    return Page(
        template="conflicts.html.j2",
        title="Conflicts",
        record={"matches": records, "unmatched": unmatched},
        table=records,
        columns=MATCHES,
        context={"matches": matches, "unmatched": unmatched, "at": places_of(store, ids)},
        more=len(found) > _WORDINGS,
        paged=True,
    )


def _conflicting(store: Store, quotes: list[str]) -> list[Match]:
    criteria = Criteria(quotes=quotes, relations=[Relation.SAME_WORDS, Relation.CONTAINED], across_articles=True, conflicting=True)
    pairs: dict[tuple[int | None, int | None], Match] = {}
    for match in find_matches(store, criteria):
        pairs.setdefault((match.one.speaker_id, match.other.speaker_id), match)
    return list(pairs.values())[:_MOST_EACH]
