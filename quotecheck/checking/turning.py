"""What turns the meaning of words when a cut leaves it out: a negation, a condition, a doubt, the frame that puts them in other mouths.

Only words are looked at, not their grammar, and all of a sentence is taken for the reach of its "if" and its "they say". That
finds too much rather than too little: a true quotation that is not certified costs a look at the article, a false certificate
costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotecheck.checking.telling import (
    FUTURE,
    TIMELY,
    SpokenWord,
    conditional_phrase,
    conditions,
    dismisses,
    is_modal,
    negates,
    reports,
    words_of,
)

__all__ = ["condition", "turning_after", "turning_before"]

# At the head of a sentence they are an "if": "Had we stayed, …".
_INVERTED = frozenset({"had", "were", "should"})
_AUXILIARY = re.compile(
    r"am|is|are|was|were|be|been|being|do|does|did|have|has|had|will|shall|can|could|may|might|must|should|would|.+'(?:re|ve|ll|m)|"
    r"not|cannot|.+n't|never|to|and|or|but"
)
_CONTRAST = frozenset({"but", "yet", "however"})
# Whoever says that he knows something says it himself.
_ASSERTING = re.compile(r"(?:learn|realis|realiz|notic|discover|prov|show|confirm|establish|ensur)ed")

_REACH_OF_MODAL = 3
_REACH_OF_DISMISSAL = 6
_REACH_OF_NEGATION_AFTER = 3


def turning_before(before: str) -> str | None:
    """The word that turns what follows, in the part of a sentence that a cut leaves out at its start; None if there is none.

    Args:
        before: the sentence up to the first word that is kept.

    >>> turning_before("We do not "), turning_before("We met in Rome, where "), turning_before("not yet, but ")
    ('not', None, None)
    """
    words = words_of(before)
    if phrase := conditional_phrase(words):
        return phrase
    if words and words[0].key in _INVERTED | TIMELY:
        return words[0].text
    for index, word in enumerate(words):
        if conditions(word) or reports(words, index):
            return word.text
    for word in words[-_REACH_OF_MODAL:]:
        if is_modal(word):
            return word.text
    start = max((index + 1 for index, word in enumerate(words) if word.key in _CONTRAST), default=0)
    for index in range(start, len(words)):
        if negates(words, index):
            return words[index].text
    return _told(words)


def turning_after(kept: str, after: str) -> str | None:
    """The word that turns what stands before it, in the part of a sentence that a cut leaves out at its end; None if there is none.

    Args:
        kept: the words that are kept.
        after: the rest of the sentence.

    >>> turning_after("We will leave", " if they do."), turning_after("We are", " not afraid."), turning_after("We won", ", at last.")
    ('if', 'not', None)
    """
    words = words_of(after)
    if phrase := conditional_phrase(words):
        return phrase
    for word in words:
        if conditions(word) or word.key == "only":
            return word.text
    parted = bool(re.match(r"[\s\"”’»]*[,;:—–-]", after))
    for index, word in enumerate(words[:_REACH_OF_DISMISSAL]):
        reported = parted and reports(words, index)
        negated = not parted and index < _REACH_OF_NEGATION_AFTER and negates(words, index)
        if reported or negated or dismisses(word):
            return word.text
        if word.stops and not parted:
            break
    if not parted and (_compares(words) or _awaits(words, kept)):
        return words[0].text
    last = words_of(kept)[-1:]
    breaks_off = bool(words) and not parted and bool(last) and _AUXILIARY.fullmatch(last[0].key) is not None
    return words[0].text if breaks_off else None


def _told(words: Sequence[SpokenWord]) -> str | None:
    """The verb whose "that" follows, other than one by which the speaker says it himself ("they agreed that"), or a mere "that"."""
    if [word.key for word in words] == ["that"]:
        return words[0].text
    for verb, that in pairwise(words):
        if that.key == "that" and not verb.stops and verb.key.endswith("ed") and not _ASSERTING.fullmatch(verb.key):
            return verb.text
    return None


def _compares(words: Sequence[SpokenWord]) -> bool:
    """Whether a comparison begins here: "than we feared", "less than 300"."""
    return any(word.key == "than" for word in words[:2])


def _awaits(words: Sequence[SpokenWord], kept: str) -> bool:
    """Whether what is to come depends on what is cut off: "we will fire | when they attack"."""
    return bool(words) and words[0].key in TIMELY and any(FUTURE.fullmatch(word.key) for word in words_of(kept))


def condition(text: str) -> str | None:
    """The first "if", "unless" or "in case" of a text.

    >>> condition("Unless attacked, "), condition("In Rome")
    ('Unless', None)
    """
    words = words_of(text)
    return next((word.text for word in words if word.key in {"if", "unless", "provided"}), None) or conditional_phrase(words)
