"""What a matched store tells: which quotes match a given one, and the variants of one quotation in order of time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotecheck.errors import NothingFound
from quotecheck.matching.alignment import align
from quotecheck.matching.information import total_information
from quotecheck.matching.passages import passage_of_quote
from quotecheck.matching.relations import relation_of
from quotecheck.matching.shingles import shingles_of
from quotecheck.matching.speakers import are_of_one_speaker
from quotecheck.matching.words import PlacedWord, place_words, quote_words
from quotecheck.model import Difference, DifferenceKind, Kind, Likeness, Match, Quote, Relation, Span, Variant
from quotecheck.store import Store
from quotecheck.store.matches import StoredMatches

__all__ = ["Criteria", "Variant", "find_matches", "require_matched", "variants"]

_REPRINTED = 0.5
"""The share of the shorter article's runs of words from which on two articles are one text."""
_LONG = 60
"""Runs of words that tell a reprint from a brief that holds one quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which matches to give.

    Attributes:
        quotes: ids of quotes whose matches are wanted; all by default.
        relations: only these; all by default.
        across_articles: only where the two stand in different articles.
        conflicting: only where the articles name two speakers.
        independent: only where neither article is a reprint of the other.
    """

    quotes: Collection[str] | None = None
    relations: Collection[Relation] | None = None
    across_articles: bool = False
    conflicting: bool = False
    independent: bool = False


def require_matched(store: Store) -> None:
    """Make sure that a store is matched.

    Raises:
        NothingFound: some quotes are not; the message says what to do.
    """
    quotes, wordings = StoredMatches(store).count_unmatched()
    if quotes or wordings:
        raise NothingFound(f"{store.path}: {max(quotes, wordings)} quotes are not matched yet. Run quotecheck match first.")


def find_matches(store: Store, criteria: Criteria) -> Iterator[Match]:
    """Give the matches of some quotes, of each in the order in which their articles were added; or of all; each once.

    Raises:
        StoreError: the database is locked or damaged.
    """
    reprints = _Reprints(store)
    wanted = frozenset(criteria.quotes or ())
    for one, other, alike, first in StoredMatches(store).alike(criteria.quotes):
        if criteria.quotes is None and _when(other) < _when(one):
            one, other, first = other, one, not first  # noqa: PLW2901
        if other.id in wanted and _when(other) < _when(one):  # it comes once more, the other way round
            continue
        same_speaker = are_of_one_speaker(one, other)
        apart = one.article != other.article
        if (criteria.across_articles and not apart) or (criteria.conflicting and same_speaker is not False):
            continue
        relation = relation_of(alike or _equal(one), same_speaker=same_speaker, quoted=Kind.INDIRECT not in {one.kind, other.kind})
        if relation is None or (criteria.relations and relation not in criteria.relations):
            continue
        reprint = apart and relation is not Relation.REWORDED and reprints.are(one, other)
        if not (criteria.independent and reprint):
            yield _match(one, other, alike, relation, first=first, same_speaker=same_speaker, reprint=reprint)


def variants(store: Store, quote: Quote) -> list[Variant]:
    """Give the quotes that are variants of one, the earliest first; those without a date come last.

    Raises:
        NothingFound: the quote tells too little for others to be known by it.
    """
    found = StoredMatches(store).cluster(quote.id)
    if not found:
        raise NothingFound(f"{store.path}: the words of quote {quote.id} are too common to know others by them.")
    reprints = _Reprints(store)
    first = passage_of_quote(found[0][1])
    numbers: dict[int, int] = {}
    made: list[Variant] = []
    for wording, one in found:
        alignment = align(first, passage_of_quote(one))
        same = {place for _, place in alignment.pairs}
        words = quote_words(one)
        earlier = next((place for place, before in enumerate(made, start=1) if reprints.are(before.quote, one)), None)
        made.append(
            Variant(
                quote=one,
                number=numbers.setdefault(wording, len(numbers) + 1),
                differs=_joined([words[place] for place in range(len(words)) if place not in same]),
                lacks=tuple(_shown(first.words[gap.one]) for gap in alignment.different if first.words[gap.one]),
                reprint_of=earlier,
            )
        )
    return made


class _Reprints:
    """Which articles of a store are largely one text."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runs = lru_cache(maxsize=512)(self._runs_of)
        self._known: dict[frozenset[str], bool] = {}

    def are(self, one: Quote, other: Quote) -> bool:
        """Whether the articles of two quotes are."""
        if one.article == other.article:
            return False
        pair = frozenset((one.article, other.article))
        if pair not in self._known:
            runs, others = self._runs(one.article, one), self._runs(other.article, other)
            least = min(len(runs), len(others))
            self._known[pair] = least >= _LONG and len(np.intersect1d(runs, others, assume_unique=True)) >= _REPRINTED * least
        return self._known[pair]

    def _runs_of(self, _article: str, quote: Quote) -> NDArray[np.uint64]:
        return shingles_of([word.key for word in place_words(self._store.article_of(quote).text)])


def _when(quote: Quote) -> tuple[str, str, int, str]:
    """What puts the earlier of two quotes first, those without a date last."""
    return quote.published or "~", quote.article, quote.content[0].start, quote.id


def _match(
    one: Quote, other: Quote, alike: Likeness | None, relation: Relation, *, first: bool, same_speaker: bool | None, reprint: bool
) -> Match:
    words, others = quote_words(one), quote_words(other)
    if alike is None:
        alike, first = _equal(one), True
    runs = [run if first else (*run[2:], *run[:2]) for run in alike.aligned]
    found = [(kind, *(places if first else (*places[2:], *places[:2]))) for kind, *places in alike.differences]
    return Match(
        one=one,
        other=other,
        relation=relation,
        similarity=alike.similarity,
        same_speaker=same_speaker,
        aligned=tuple((_span(words[a:b]), _span(others[c:d])) for a, b, c, d in runs),
        differences=tuple(_difference(kind, words[a:b], others[c:d]) for kind, a, b, c, d in found),
        reprint=reprint,
    )


def _equal(quote: Quote) -> Likeness:
    """The likeness of a quote to one of equal words."""
    keys = [word.key for word in quote_words(quote)]
    whole = (0, len(keys), 0, len(keys))
    return Likeness(relation=Relation.SAME_WORDS, similarity=1.0, shared=total_information(keys), aligned=(whole,))


def _difference(kind: DifferenceKind, words: Sequence[PlacedWord], others: Sequence[PlacedWord]) -> Difference:
    return Difference(
        kind=kind,
        one=_span(words) if words else None,
        other=_span(others) if others else None,
        one_text=_shown(words),
        other_text=_shown(others),
    )


def _span(words: Sequence[PlacedWord]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _shown(words: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in words)


def _joined(words: Sequence[PlacedWord]) -> tuple[Span, ...]:
    """The places of words, those of neighbours as one."""
    spans: list[Span] = []
    for word in words:
        if spans and word.span.start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, word.span.end)
        else:
            spans.append(word.span)
    return tuple(spans)
