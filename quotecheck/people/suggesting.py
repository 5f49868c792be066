"""Did you mean: the speakers whose names look most like one that nobody bears."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from quotecheck.attribution.names import fold, name_words, split_title
from quotecheck.people.keys import Index, names_of

__all__ = ["suggest"]

_NEAR_WORD = 70.0
"""The similarity, of 100, from which a word of a name is like one of a query."""
_NEAR = 70.0
"""The similarity, of 100, from which a name is worth suggesting."""
_MOST_NEAR = 20


def suggest(query: str, index: Index, limit: int = 3) -> list[str]:
    """Give the names of the speakers that look most like a query, for "did you mean".

    Args:
        query: what found nobody.
        index: whose names to offer.
        limit: the most names to give.
    """
    words = [word for word in name_words(split_title(query.partition(",")[0])[1]) if len(word) > 2]
    vocabulary = list(index.words())
    near = {
        word: score
        for asked in words
        for word, score, _ in process.extract(asked, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD, limit=_MOST_NEAR)
    }
    best: dict[str, float] = {}
    for word in sorted(near, key=lambda word: (-near[word], word)):
        for speaker in index.speakers(index.having([f"word {word}"])[:_MOST_NEAR]):
            found = process.extractOne(fold(query), [fold(name) for name in names_of(speaker)], scorer=fuzz.WRatio, score_cutoff=_NEAR)
            if found:
                best[speaker.name] = max(found[1], best.get(speaker.name, 0.0))
    return sorted(best, key=lambda name: (-best[name], name))[:limit]
