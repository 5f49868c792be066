"""The proof that what a store knows of how its quotes match is what the quotes give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from quotecheck.matching.information import distinctiveness
from quotecheck.matching.matcher import Matcher, digest_of, expected_clusters
from quotecheck.matching.relations import TELLING
from quotecheck.matching.shingles import shingles_of
from quotecheck.matching.words import quote_words
from quotecheck.model import Quote
from quotecheck.store import Problem, Store
from quotecheck.store.matches import StoredMatches

__all__ = ["examine_matches"]


def examine_matches(store: Store) -> Iterator[Problem]:
    """Give all that is wrong with a store's wordings, their index, their matches and clusters.

    What is missing because ``Matcher`` has not run, or not to its end, is no problem.

    Raises:
        StoreError: the file is too damaged to be read on.
    """
    matches = StoredMatches(store)
    numbers: list[int] = []
    indexed: list[NDArray[np.uint64]] = []
    for wording, quote in matches.worded_quotes():
        words = [word.key for word in quote_words(quote)]
        if digest_of(words) != wording.digest:
            yield _problem(quote, "its words are not those that it is matched by")
        elif quote.id < wording.quote.id:
            yield _problem(quote, "it does not speak for the quotes of its words, though its id is the smallest")
        elif quote.id == wording.quote.id:
            numbers.append(wording.number)
            indexed.append(shingles_of(words) if distinctiveness(words) >= TELLING else np.zeros(0, dtype=np.uint64))
    for number in _differing(numbers, indexed, *matches.all_shingles()):
        yield _problem(matches.wordings([number])[number].quote, "the index has other runs of words of it than it has")
    yield from _match_problems(matches, Matcher(store))


def _match_problems(matches: StoredMatches, matcher: Matcher) -> Iterator[Problem]:
    for one, other, known in matches.all_matches():
        if matcher.likeness(one, other) != known:
            quotes = matches.wordings([one, other])
            yield _problem(quotes[one].quote, f"its match with {quotes[other].quote.id} is not what their words give")
    if matches.count_unmatched() != (0, 0):
        return
    for number, head, stored in expected_clusters(matches):
        if head != stored:
            yield _problem(matches.wordings([number])[number].quote, "it is in another cluster than its matches put it in")


def _problem(quote: Quote, message: str) -> Problem:
    return Problem(message=message, article=quote.article, quote=quote.id)


def _differing(
    numbers: list[int], indexed: list[NDArray[np.uint64]], shingles: NDArray[np.uint64], wordings: NDArray[np.int64]
) -> list[int]:
    """The wordings of which an index has other shingles than it should.

    Args:
        numbers: of the wordings.
        indexed: the shingles that each should have.
        shingles: those that are there, of the shape (rows,).
        wordings: whose each of these is, of the same shape.
    """
    kind = np.dtype([("wording", np.int64), ("shingle", np.uint64)])
    there = np.empty(len(shingles), dtype=kind)
    there["wording"], there["shingle"] = wordings, shingles
    expected = np.empty(sum(map(len, indexed)), dtype=kind)
    expected["wording"] = np.repeat(np.array(numbers, dtype=np.int64), [len(one) for one in indexed])
    expected["shingle"] = np.concatenate(indexed) if indexed else np.zeros(0, dtype=np.uint64)
    differing = np.setxor1d(there, expected, assume_unique=True)
    known = set(numbers)
    return [number for number in np.unique(differing["wording"]).tolist() if number in known]
