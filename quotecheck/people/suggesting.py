"""Did you mean: the speakers whose names look most like one that nobody bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process

from quotecheck.attribution.names import fold, name_words, split_title
from quotecheck.model import Speaker
from quotecheck.people.keys import Index, names_of

__all__ = ["suggest"]

_NEAR_WORD = 70.0
"""The similarity, of 100, from which a word of a name is like one of a query."""
_NEAR = 70.0
"""The similarity, of 100, from which a name is worth suggesting."""
_MOST_NEAR = 20


def suggest(query: str, index: Index, limit: int = 3) -> list[str]:
    """Give the names of the speakers that look most like a query, for "did you mean"; of an office, with the office.

    Args:
        query: what found nobody.
        index: whose names to offer.
        limit: the most names to give.
    """
    name = split_title(query.partition(",")[0])[1]
    best = _like(name_words(name), query, index, "word", lambda speaker: dict.fromkeys(names_of(speaker), speaker.name))
    if not best:
        offices = name_words(query)
        best = _like(offices, query, index, "office-word", lambda one: {office: f"{one.name} ({office})" for office in one.offices})
    return sorted(best, key=lambda name: (-best[name], name))[:limit]


def _like(words: Iterable[str], query: str, index: Index, kind: str, shown: Callable[[Speaker], Mapping[str, str]]) -> dict[str, float]:
    """What is to be shown of speakers who have a word like one of the query's, with how much all of it is like the query."""
    vocabulary = list(index.words(kind))
    near = {
        word: score
        for asked in words
        for word, score, _ in process.extract(asked, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD, limit=_MOST_NEAR)
        if len(asked) > 2
    }
    best: dict[str, float] = {}
    for word in sorted(near, key=lambda word: (-near[word], word)):
        for speaker in index.speakers(index.having([f"{kind} {word}"])[:_MOST_NEAR]):
            texts = shown(speaker)
            found = process.extractOne(fold(query), {text: fold(text) for text in texts}, scorer=fuzz.WRatio, score_cutoff=_NEAR)
            if found:
                label = texts[found[2]]
                best[label] = max(found[1], best.get(label, 0.0))
    return best
