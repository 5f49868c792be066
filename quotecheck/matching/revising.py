"""What became of the quotes of an article from one revision to the next.

Quotes of the same words are one quote, wherever they stand. Of the others, those of one speaker that are most alike are taken to be one
that was reworded; those of two only if they have most of their words in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from quotecheck.matching.alignment import align
from quotecheck.matching.differences import differences
from quotecheck.matching.passages import passage_of_quote
from quotecheck.matching.words import quote_words
from quotecheck.model import Aspect, Change, ChangeKind, Parse, Quote, Revised, Revision
from quotecheck.store import Store
from quotecheck.store.matches import StoredMatches
from quotecheck.store.revisions import quotes_at

__all__ = ["changes", "compare"]

_LIKE = 0.25
"""The share of common words from which on two quotes are looked at."""
_FEW = 3
"""From so many common words on, it is enough that one quote holds most of the other."""
_REWORDED, _CREDITED_ANEW = 0.5, 0.7
"""The share of the information of its words that a quote keeps: of one speaker's, of another's."""

_Pair = tuple[Quote, Quote]


def compare(store: Store, before: Revision, after: Revision) -> Revised:
    """Give what became of the quotes of an article between two of its revisions.

    Raises:
        StoreError: the database is damaged.
    """
    matches = StoredMatches(store)
    found = changes(quotes_at(store, before), quotes_at(store, after), parsed=lambda: (matches.parse(before.key), matches.parse(after.key)))
    return Revised(before=before, after=after, changes=found)


def changes(
    before: Sequence[Quote], after: Sequence[Quote], *, parsed: Callable[[], tuple[Parse | None, Parse | None]] | None = None
) -> tuple[Change, ...]:
    """Give the quotes that vanished, came in new or changed; those that only moved are none of these.

    Args:
        before: the quotes of the earlier revision.
        after: those of the later one.
        parsed: gives the parses of both. It is asked only if words were changed.

    Returns:
        In the order of the later text; what vanished stands before what comes behind its place in the earlier one.
    """
    same, left, right = _equal(before, after)
    reworded = _alike(left, right)
    gone, come = ({id(quote) for quote in side} for side in zip(*reworded, strict=True)) if reworded else (set(), set())
    parses = parsed() if reworded and parsed is not None else (None, None)
    found = [
        *(Change(kind=ChangeKind.CHANGED, before=one, after=other, aspects=told) for one, other in same if (told := _aspects(one, other))),
        *(_reworded(one, other, parses) for one, other in reworded),
        *(Change(kind=ChangeKind.VANISHED, before=quote, after=None) for quote in left if id(quote) not in gone),
        *(Change(kind=ChangeKind.NEW, before=None, after=quote) for quote in right if id(quote) not in come),
    ]
    return _in_order(found, [*same, *reworded])


def _equal(before: Sequence[Quote], after: Sequence[Quote]) -> tuple[list[_Pair], list[Quote], list[Quote]]:
    """Pairs of quotes of the same words, those of one speaker first; and what is left of both sides."""
    waiting: defaultdict[tuple[str, ...], list[Quote]] = defaultdict(list)
    for quote in after:
        waiting[_keys(quote)].append(quote)
    pairs: list[_Pair] = []
    left: Sequence[Quote] = before
    for fits in (lambda one, other: not _aspects(one, other), _of_one_speaker, lambda _one, _other: True):
        still: list[Quote] = []
        for quote in left:
            same = waiting[_keys(quote)]
            other = next((candidate for candidate in same if fits(quote, candidate)), None)
            if other is None:
                still.append(quote)
            else:
                same[:] = [candidate for candidate in same if candidate is not other]
                pairs.append((quote, other))
        left = still
    rest = {id(quote) for quote in chain.from_iterable(waiting.values())}
    return pairs, list(left), [quote for quote in after if id(quote) in rest]


def _alike(before: Sequence[Quote], after: Sequence[Quote]) -> list[_Pair]:
    """Pairs of quotes of which one is the other reworded, the likest first."""
    if not before or not after:
        return []
    scores = process.cdist(list(map(_keys, before)), list(map(_keys, after)), scorer=Indel.normalized_similarity, score_cutoff=_LIKE)
    rated = []
    for place, there in np.argwhere(scores > 0).tolist():
        one, other = before[place], after[there]
        score = _likeness(one, other)
        if score >= (_REWORDED if _of_one_speaker(one, other) else _CREDITED_ANEW):
            rated.append((not _of_one_speaker(one, other), -score, abs(place - there), place, there))
    pairs: list[_Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for *_, place, there in sorted(rated):
        if place not in taken[0] and there not in taken[1]:
            taken[0].add(place)
            taken[1].add(there)
            pairs.append((before[place], after[there]))
    return pairs


def _likeness(one: Quote, other: Quote) -> float:
    """The share of the information of their words that two quotes have in common; of either, if that is more than a word or two."""
    alignment = align(passage_of_quote(one), passage_of_quote(other))
    shares = alignment.covered()
    return max(shares) if len(alignment.pairs) >= _FEW and _of_one_speaker(one, other) else min(shares)


def _reworded(one: Quote, other: Quote, parses: tuple[Parse | None, Parse | None]) -> Change:
    alignment = align(passage_of_quote(one, parses[0]), passage_of_quote(other, parses[1]))
    return Change(
        kind=ChangeKind.CHANGED,
        before=one,
        after=other,
        aspects=(Aspect.WORDS, *_aspects(one, other)),
        differences=differences(alignment, whole=True),
    )


def _aspects(one: Quote, other: Quote) -> tuple[Aspect, ...]:
    """In what two quotes differ, besides their words."""
    differs = {
        Aspect.SPEAKER: not _of_one_speaker(one, other),
        Aspect.KIND: one.kind is not other.kind,
        Aspect.POLARITY: one.polarity is not other.polarity,
    }
    return tuple(aspect for aspect, is_so in differs.items() if is_so)


def _of_one_speaker(one: Quote, other: Quote) -> bool:
    """Whether one speaker is credited with both: of an article, those of one name are one; and so are those whom one word means."""
    if one.speaker is not None and other.speaker is not None:
        return one.speaker_id == other.speaker_id or one.speaker.casefold() == other.speaker.casefold()
    if one.speaker is not None or other.speaker is not None:
        return False
    return (one.speaker_mention or "").casefold() == (other.speaker_mention or "").casefold()


def _keys(quote: Quote) -> tuple[str, ...]:
    return tuple(word.key for word in quote_words(quote)) or (quote.text,)


def _in_order(found: Sequence[Change], pairs: Sequence[_Pair]) -> tuple[Change, ...]:
    """Changes by their place in the later text; what vanished has that of the last quote before it that is still there."""
    moved = sorted((one.content[0].start, other.content[0].start) for one, other in pairs)

    def place(change: Change) -> tuple[int, int, int]:
        if change.after is not None:
            return change.after.content[0].start, 0, 0
        start = change.before.content[0].start if change.before is not None else 0
        return next((there for here, there in reversed(moved) if here <= start), -1), 1, start

    return tuple(sorted(found, key=place))
