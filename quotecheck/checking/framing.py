"""Whether the article says that somebody said it, or only that others say so, or that he said it after others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.checking.telling import SpokenWord, conditions, is_modal, negates, reports, words_of

__all__ = ["Frame", "turned_frame"]

# Whoever does so lends others his mouth.
_AFTER_OTHERS = re.compile(
    r"quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|repeat(?:s|ed|ing)?|reads?|reading|recit(?:e|es|ed|ing)|echo(?:es|ed|ing)?|mimick(?:ed|ing)|"
    r"imitat(?:es|ed|ing)|paraphras(?:es|ed|ing)|mock(?:s|ed|ing)"
)
# "He was quoted as saying" is a report of him.
_PASSIVE = frozenset({"is", "was", "were", "are", "been", "being", "be"})
_JOINING = frozenset({"and", "but", "while", "as", "who", "which", "when", "after", "before"})

_REACH_OF_FRAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an article puts around a quotation in the same sentence, without the quotation's own words.

    Attributes:
        before_speaker: the words before the speaker and the cue, whichever comes first.
        before: the words before the cue.
        cue: the cue, and what stands between it and a quotation that follows.
        behind: the rest of the sentence behind the cue.
    """

    before_speaker: str = ""
    before: str = ""
    cue: str = ""
    behind: str = ""


def turned_frame(frame: Frame) -> str | None:
    """The word by which the article does not say that the speaker said this of himself; None if there is none.

    >>> turned_frame(Frame(before="A spokesman has never ", cue="said")), turned_frame(Frame(cue="said", behind=", quoting Bob Roe."))
    ('never', 'quoting')
    >>> turned_frame(Frame(before_speaker="Critics wrote that ", before="Critics wrote that Ann Lee ", cue="said"))
    'wrote'
    >>> turned_frame(Frame(before="Blinken, who will go to Rome, ", cue="said", behind=" on Monday."))
    """
    before, cue, behind = words_of(frame.before), words_of(frame.cue), words_of(frame.behind)
    near = before[-_REACH_OF_FRAME:]
    clause = max((index + 1 for index, word in enumerate(near) if word.stops), default=0)
    for words, start in ((near, clause), (cue, 0)):
        for index, word in enumerate(words):
            if negates(words, index) or (index >= start and (conditions(word) or is_modal(word) or word.key == "will")):
                return word.text
    return _reported(words_of(frame.before_speaker)) or _after_others(before) or _after_others(behind) or _closing_report(behind)


def _reported(words: Sequence[SpokenWord]) -> str | None:
    """The report of somebody else that the speaker and his cue stand in: "Critics wrote that", "According to Roe,"."""
    last_stop = max((index for index, word in enumerate(words) if word.stops), default=-1)
    for index, word in enumerate(words):
        governs = index > last_stop or any(later.key == "that" for later in words[index + 1 :]) or word.key == "according"
        joined = any(later.key in _JOINING for later in words[index + 1 :])
        if governs and not joined and reports(words, index):
            return word.text
    return None


def _after_others(words: Sequence[SpokenWord]) -> str | None:
    """The word that says whose words these are: "quoting Roe", "reading from a letter"."""
    for index, word in enumerate(words):
        passive = index > 0 and words[index - 1].key in _PASSIVE
        if not passive and _AFTER_OTHERS.fullmatch(word.key):
            return word.text
    return None


def _closing_report(words: Sequence[SpokenWord]) -> str | None:
    """The report of somebody else that ends the sentence: ", critics claim", ", according to Roe"."""
    attributed = next((word.text for word in words if word.key == "according"), None)
    if attributed:
        return attributed
    last_stop = max((index for index, word in enumerate(words) if word.stops), default=-1)
    clause = words[last_stop + 1 :]
    by_others = len(clause) > 1 and not any(word.key in _JOINING for word in clause) and reports(clause, len(clause) - 1)
    return clause[-1].text if by_others else None
