"""What a store holds, as it is needed for checking: quotes that may be meant, their words, and what the parser said of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from quotecheck.checking.claimed import Claimed
from quotecheck.matching import PlacedWord, place_words
from quotecheck.matching.passages import Passage, passage_of_quote
from quotecheck.matching.vectors import vector_of
from quotecheck.model import Article, EntityType, Parse, Quote
from quotecheck.store import Store
from quotecheck.store.search import WordSearch

__all__ = ["Archive", "Candidates"]

_LOOKED_UP = 8
"""Words of a claim that quotes are looked up by, the longest."""
_READ = 1500
"""Quotes that hold one of them, at which no more are looked up."""
_PHRASES = 2000
"""Quotes that hold a whole part of a claim."""
_BEST = 16
"""Quotes that are looked at, those that have most of what the claim tells."""
_SPEAKS_LITTLE = 80
"""Up to so many quotes of a speaker all are looked at."""
_ARTICLES, _PASSAGES = 128, 1 << 14
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’']*\s+")
_SHORTEST = 3
"""Words whose meaning is looked at, at the least: a *No.* is near to whatever is denied."""
_PLAIN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Quotes that may hold a claim: its speaker's, and, read only if they are asked for, those of others; the likelier ones first."""

    own: list[Quote]
    others: Callable[[], list[Quote]]


class Archive:
    """A store, as checking reads it.

    Args:
        store: to be read; it must not change meanwhile.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._search = WordSearch(store)
        self._parses: dict[tuple[str, str], Parse | None] = {}
        self.passage = lru_cache(maxsize=_PASSAGES)(passage_of_quote)
        self.vectors = lru_cache(maxsize=_PASSAGES)(self._read_vectors)
        self._is_named = lru_cache(maxsize=1 << 14)(self._read_named)
        self._of_speakers = lru_cache(maxsize=64)(self._read_of_speakers)

    def candidates(self, claimed: Claimed, speakers: Collection[int] | None = None, apart_from: Article | None = None) -> Candidates:
        """Give the quotes that may hold the words of a claim, or some of them.

        Every quote that holds all of a part of the claim is among them, unless a great many do.

        Args:
            claimed: the claim.
            speakers: ids; where they have few quotes, all of these are given. All quotes are theirs by default.
            apart_from: an article whose quotes are not given.
        """
        keys, weights = self._holding(claimed)
        if speakers is None:
            return Candidates(own=self._read(_best(keys, weights), apart_from), others=list)
        own = self._of_speakers(frozenset(speakers))
        are_own = np.isin(keys, own)
        theirs = own if len(own) <= _SPEAKS_LITTLE else _best(keys[are_own], weights[are_own])
        others = _best(keys[~are_own], weights[~are_own])
        return Candidates(own=self._read(theirs, apart_from), others=cache(lambda: self._read(others, apart_from)))

    def _read(self, keys: NDArray[np.int64], apart_from: Article | None) -> list[Quote]:
        """The quotes with some primary keys, but for those of an article, under whatever name it was added."""
        quotes = self._search.quotes(keys.tolist())
        if apart_from is None:
            return quotes
        return [quote for quote in quotes if self.article(quote).source.digest != apart_from.source.digest]

    def _holding(self, claimed: Claimed) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Quotes that hold words of a claim, by their primary keys in order, and how much of it each has; both of the shape (quotes,)."""
        found: list[NDArray[np.int64]] = []
        weights: list[float] = []
        distinct = {word.key: word for word in claimed.words}
        for word in sorted(distinct.values(), key=lambda word: (-len(word.key), word.key))[:_LOOKED_UP]:  # long words are rare
            found.append(self._search.holding(_spellings(word), most=_READ))
            weights.append(1.0 / log(2 + len(found[-1])))
            if sum(map(len, found)) >= _READ:
                break
        for part in claimed.parts:
            phrase = _longest_plain(claimed.words[part])
            if phrase:
                found.append(self._search.holding([phrase], most=_PHRASES))
                weights.append(float(part.stop - part.start))
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        keys, places = np.unique(np.concatenate(found), return_inverse=True)
        summed = np.bincount(places, weights=np.repeat(weights, [len(one) for one in found]), minlength=len(keys))
        return keys, summed.astype(np.float64)

    def _read_vectors(self, quote: Quote) -> list[NDArray[np.float32]]:
        sentences = [tuple(word.key for word in place_words(sentence)) for sentence in _SENTENCE.split(quote.text)]
        return [vector_of(keys) for keys in dict.fromkeys((self.passage(quote).keys, *sentences)) if len(keys) >= _SHORTEST]

    def leaves_open(self, quote: Quote, names: Collection[str]) -> bool:
        """Whether an article credits a quote to nobody with a name, and names one of some people: then it may be he.

        Args:
            quote: the quote.
            names: the last words of their names.
        """
        if quote.speaker_id is not None and self._is_named(quote.speaker_id):
            return False
        text = self.article(quote).text
        return any(name in text for name in names)

    def article(self, quote: Quote) -> Article:
        """The article that a quote stands in."""
        return self.store.article_of(quote)

    def parse(self, quote: Quote) -> Parse | None:
        """The parse of the article that a quote stands in; None if it was added before parses were kept."""
        article = self.article(quote)
        place = (article.id, article.source.digest)
        if place not in self._parses:
            while len(self._parses) >= _ARTICLES:
                del self._parses[next(iter(self._parses))]
            self._parses[place] = self.store.parse_of(article)
        return self._parses[place]

    def parsed_passage(self, quote: Quote) -> Passage:
        """The words of a quote with their syntax, where it is known."""
        return passage_of_quote(quote, self.parse(quote))

    def _read_named(self, speaker: int) -> bool:
        return any(found.type is not EntityType.UNNAMED for found in self.store.speakers([speaker]))

    def _read_of_speakers(self, speakers: frozenset[int]) -> NDArray[np.int64]:
        return self._search.of_speakers(speakers)


def _best(keys: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """The keys that weigh most, of equal ones the lesser."""
    return keys[np.lexsort((keys, -weights))[:_BEST]]


def _spellings(word: PlacedWord) -> list[str]:
    """The ways in which the index may have a word: *U.S.* as two words, *1,000* as two numbers."""
    found = [word.text, word.key]
    if word.key.isalpha() and len(word.key) <= len("NATOs"):
        found.append(" ".join(word.key))
    if word.key.isdigit() and len(word.key) > len("999"):
        found.append(f"{int(word.key):,}")
    return list(dict.fromkeys(found))


def _longest_plain(words: Iterable[PlacedWord]) -> str:
    """The longest run of words of which there is but one spelling."""
    best: list[str] = []
    run: list[str] = []
    for word in words:
        run = [*run, word.text] if _PLAIN.fullmatch(word.text) else []
        best = max(best, run, key=len)
    return " ".join(best)
