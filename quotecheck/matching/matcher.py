"""Matching a whole store: every quote with every other, as far as they share words; kept up to date as articles come in.

First all new quotes get their wordings, and these are indexed. Then each new wording is compared with its candidates: one after the
other, or, where many are new, all at once. Both give the same. Everything is written in small transactions: whatever kills the
program, the next run goes on from there, and the outcome is the same, as it is in any order of adding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

import numpy as np

from quotecheck.matching.candidates import RARITY, find_candidates
from quotecheck.matching.information import distinctiveness
from quotecheck.matching.joining import join
from quotecheck.matching.passages import Passage, passage_of_quote
from quotecheck.matching.relations import TELLING, likeness
from quotecheck.matching.shingles import HALF, shingles_of
from quotecheck.matching.words import quote_words
from quotecheck.model import Likeness, Relation, Wording
from quotecheck.people.partition import Partition
from quotecheck.store import Store
from quotecheck.store.matches import StoredMatches

__all__ = ["JOINING", "Matcher", "Step", "digest_of", "expected_clusters"]

JOINING = frozenset({Relation.SAME_WORDS, Relation.CONTAINED, Relation.SPLICED, Relation.ALTERED, Relation.DISTORTED})
"""The relations that make quotes variants of one. What may be a paraphrase is a lead, and joins nothing."""
_TELLING_ENOUGH = 10.0
"""The information that variants share, at the least: by a name or a slogan that many say, hundreds of quotes would be variants of one."""
_AT_ONCE = 200
"""Quotes or wordings in one transaction."""
_MANY, _LARGE_SHARE = 1000, 0.2
"""From so many new wordings on, or, if they are more, from this share of all, all candidates are looked for at once."""
_KEPT, _PARSED_KEPT, _ARTICLES_KEPT = 1 << 15, 1 << 11, 256
"""Wordings, some of them with their syntax, and parses of articles kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far matching is.

    Attributes:
        stage: what is being done.
        done: of how many that is done, out of ``total``.
    """

    stage: str
    done: int
    total: int


def digest_of(keys: Iterable[str]) -> int:
    """Give 63 bits that name a sequence of words, the same on every machine."""
    return int.from_bytes(sha256("\\0".join(keys).encode()).digest()[:8], "big") >> 1


def expected_clusters(matches: StoredMatches) -> list[tuple[int, int, int | None]]:
    """Give every telling wording, the wording that its cluster goes by according to the matches, and the one that is stored."""
    rows = matches.clusters()
    place_of = {number: place for place, (number, _, _) in enumerate(rows)}
    partition = Partition(len(rows))
    for one, other in matches.edges(JOINING, _TELLING_ENOUGH):
        partition.join(place_of[one], place_of[other])
    return [(number, rows[partition.find(place)][0], cluster) for place, (number, _, cluster) in enumerate(rows)]


@dataclass(slots=True)
class _Kept:
    """What was found out while new wordings are compared, and holds until all are, since all stand in the index before.

    Attributes:
        looked_at: the ranges of shingles whose matches were looked through, by their start and width. Matches that come later are of
            candidates.
        partners: the candidates of wordings.
    """

    looked_at: set[tuple[int, int]] = field(default_factory=set)
    partners: dict[int, frozenset[int]] = field(default_factory=dict)


class Matcher:
    """Matches the quotes of a store.

    Args:
        store: open for writing.
        batch: whether to look for all candidates at once; by default where many wordings are new.
    """

    def __init__(self, store: Store, *, batch: bool | None = None) -> None:
        self._matches = StoredMatches(store)
        self._wordings: dict[int, Wording] = {}
        self._batch = batch
        self._passage = lru_cache(maxsize=_KEPT)(self._read)
        self._parsed = lru_cache(maxsize=_PARSED_KEPT)(self._read_parsed)
        self._parse = lru_cache(maxsize=_ARTICLES_KEPT)(self._matches.parse)

    def run(self) -> Iterator[Step]:
        """Match what is new, and say after each transaction how far that is.

        Raises:
            StoreError: the database is locked, read-only or damaged, or the disk is full; what was done before stays.
        """
        yield from self._index()
        yield from self._compare()
        self._cluster()

    def counts(self) -> tuple[int, int]:
        """How many quotes are matched, and how many matches there are between their wordings."""
        return self._matches.counts()

    def _index(self) -> Iterator[Step]:
        total, _ = self._matches.count_unmatched()
        done = 0
        while pending := self._matches.unmatched_quotes(_AT_ONCE):
            with self._matches.writing():
                for key, quote in pending:
                    words = [word.key for word in quote_words(quote)]
                    wording = self._matches.with_digest(digest_of(words))
                    if wording is None:
                        telling = distinctiveness(words) >= TELLING
                        shingles = shingles_of(words).tolist()
                        self._matches.give(key, self._matches.add_wording(digest_of(words), key, shingles, telling=telling), id=quote.id)
                    else:
                        self._matches.give(key, wording, id=quote.id)
            done += len(pending)
            yield Step(stage="reading", done=done, total=max(total, done))

    def _compare(self) -> Iterator[Step]:
        new = self._matches.unmatched_wordings()
        matched = self._matches.count_matched()
        at_once = self._batch if self._batch is not None else len(new) >= max(_MANY, _LARGE_SHARE * matched)
        partners = self._all_partners(new) if at_once else None
        kept = _Kept()
        for start in range(0, len(new), _AT_ONCE):
            numbers = new[start : start + _AT_ONCE]
            if partners is None:
                pairs = self._pairs(numbers, among=set(new))
            else:
                pairs = [(number, other) for number in numbers for other in partners.get(number, ())]
            self._fetch({number for pair in pairs for number in pair})
            found = [(*pair, self.likeness(*pair)) for pair in sorted(self._in_order(*pair) for pair in pairs)]
            with self._matches.writing():
                for one, other, alike in found:
                    self._matches.put(one, other, alike)
                if partners is None and matched:
                    self._drop_what_is_no_longer_rare(numbers, len(new), kept)
                self._matches.done(numbers)
            yield Step(stage="comparing", done=start + len(numbers), total=len(new))

    def _pairs(self, numbers: Sequence[int], among: set[int]) -> list[tuple[int, int]]:
        """The candidate pairs of some wordings; of two that are new the lesser one has the pair."""
        self._fetch(numbers)
        return [
            (number, candidate.wording)
            for number in numbers
            for candidate in find_candidates(self._matches, self._shingles(number), own=number)
            if candidate.wording > number or candidate.wording not in among
        ]

    def _all_partners(self, new: Sequence[int]) -> dict[int, list[int]]:
        """For each new wording, its candidates, looked for all at once; matches that are candidates no more are removed."""
        chosen = np.array(new, dtype=np.int64)
        partners: defaultdict[int, list[int]] = defaultdict(list)
        gone = set(self._matches.all_pairs())
        for pairs in join(*self._matches.all_shingles()):
            if gone:
                found = zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
                gone.difference_update(place for pair in found for place in (pair, pair[::-1]))
            of_one = np.isin(pairs.one, chosen)
            of_other = np.isin(pairs.other, chosen) & ~of_one
            for owners, others in ((pairs.one[of_one], pairs.other[of_one]), (pairs.other[of_other], pairs.one[of_other])):
                for owner, other in zip(owners.tolist(), others.tolist(), strict=True):
                    partners[owner].append(other)
        if gone:
            with self._matches.writing():
                for one, other in sorted(gone):
                    self._matches.put(one, other, None)
        return partners

    def _drop_what_is_no_longer_rare(self, numbers: Sequence[int], new: int, kept: _Kept) -> None:
        """Remove matches that were found by runs of words that, with the new wordings, too many have."""
        suspects: set[tuple[int, int]] = set()
        for number in numbers:
            shingles = self._shingles(number)
            pairs = sorted({shingle >> HALF << HALF for shingle in shingles})
            for starts, width, rarity in ((shingles, 1, RARITY.shingle), (pairs, 1 << HALF, RARITY.pair)):
                unseen = [start for start in starts if (start, width) not in kept.looked_at]
                kept.looked_at.update((start, width) for start in unseen)
                rare = self._matches.holders(unseen, width, rarity)
                crossing = [start for start, holders in zip(unseen, rare, strict=True) if not holders]
                for holders in self._matches.holders(crossing, width, rarity + new):
                    suspects.update(self._matches.pairs_among(holders) if holders else ())
        for one, other in sorted(suspects):
            if one not in kept.partners:
                found = find_candidates(self._matches, self._shingles(one), own=one)
                kept.partners[one] = frozenset(candidate.wording for candidate in found)
            if other not in kept.partners[one]:
                self._matches.put(one, other, None)

    def _cluster(self) -> None:
        found = expected_clusters(self._matches)
        with self._matches.writing():
            self._matches.put_clusters((number, head) for number, head, stored in found if head != stored)

    def likeness(self, one: int, other: int) -> Likeness | None:
        """Compare two wordings, the one with the smaller digest first; None if they have nothing in common."""
        return likeness(self._passage(one), self._passage(other), lambda: (self._parsed(one), self._parsed(other)))

    def _fetch(self, numbers: Iterable[int]) -> None:
        """Read wordings that are to be compared, all at once."""
        self._wordings = self._matches.wordings(set(numbers))

    def _wording(self, number: int) -> Wording:
        if number not in self._wordings:
            self._wordings |= self._matches.wordings([number])
        return self._wordings[number]

    def _in_order(self, one: int, other: int) -> tuple[int, int]:
        first, second = sorted((one, other), key=lambda number: self._wording(number).digest)
        return first, second

    def _shingles(self, number: int) -> list[int]:
        shingles: list[int] = shingles_of(self._passage(number).keys).tolist()
        return shingles

    def _read(self, number: int) -> Passage:
        return passage_of_quote(self._wording(number).quote)

    def _read_parsed(self, number: int) -> Passage:
        wording = self._wording(number)
        return passage_of_quote(wording.quote, self._parse(wording.home))
