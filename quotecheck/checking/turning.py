"""What turns the meaning of words when a cut leaves it out: a negation, a condition, a doubt, the frame that puts them in other mouths.

Only words are looked at, not their grammar, and all of a sentence is taken for the reach of its "if" and its "they say". That
finds too much rather than too little: a true quotation that is not certified costs a look at the article, a false certificate
costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.matching import place_words

__all__ = ["condition", "turned_frame", "turning_after", "turning_before"]

_NEGATION = re.compile(
    r"not|cannot|.+n't|never|no|nor|neither|none|nobody|nothing|nowhere|hardly|scarcely|barely|rarely|seldom|without|unlikely|impossible|"
    r"false|falsely|untrue|wrong|wrongly|rather|instead|stop(?:s|ped|ping)?|unable|few|zero|hate[sd]?|insane|crazy|madness|foolish|reckless|"
    r"(?:refus|den[iy]|doubt|fail|lack|avoid|prevent|oppos|reject|declin|dismiss|disput|forb[aio]d).*"
)
_CONDITION = re.compile(
    r"if|unless|whether|provided|providing|suppos(?:e|ing)|assuming|lest|until|either|perhaps|maybe|possibly|probably|apparently|allegedly|"
    r"reportedly|supposedly|hypothetically|wish(?:es|ed)?"
)
# Conditions of several words, over the words as they are compared.
_CONDITIONAL_PHRASE = re.compile(r"\b(?:in case|in the event|(?:as|so) long as|on condition|far from)\b")
# At the head of a sentence they are an "if": "Had we stayed, …".
_INVERTED = frozenset({"had", "were", "should"})
_REPORT = re.compile(
    r"say|says|said|saying|tells?|told|telling|hears?|heard|calls?|called|calling|according|so-called|"
    r"(?:claim|alleg|argu|accus|insist|pretend|imagin|believ|think|thought|hop(?:e|ing)|fear|suspect|suggest|report|assert|contend|"
    r"assum|suppos|wonder|warn|rumou?r|mistak).*|"
    r"ideas?|notions?|lies?|lying|myths?|propaganda|nonsense|narratives?|stor(?:y|ies)"
)
_MODAL = re.compile(
    r"may|might|could|would|should|must|can|ought|.+'d|want|wants|wanted|try|tries|tried|trying|used|plans?|planned|planning|"
    r"almost|nearly|roughly|approximately|than|least"
)
_DISMISSAL = re.compile(r"false|untrue|wrong|nonsense|lies?|myths?|absurd|ridiculous|rubbish|propaganda|fiction|fantasy|exaggerat.*")
_AUXILIARY = re.compile(
    r"am|is|are|was|were|be|been|being|do|does|did|have|has|had|will|shall|can|could|may|might|must|should|would|.+'(?:re|ve|ll|m)|"
    r"not|cannot|.+n't|never|to|and|or|but"
)
_CONTRAST = frozenset({"but", "yet", "however"})
_FIRST_PERSON = frozenset({"i", "we"})
_OWN_WORD = re.compile(r"say|said|tell|told|insist|insisted|repeat")
# Negative in form alone: "not only", "no doubt".
_EMPTY_NEGATIONS = frozenset(
    {("not", "only"), ("no", "doubt"), ("no", "question"), ("without", "doubt"), ("nothing", "but")}
    | {(word, "few") for word in ("a", "the", "last", "past", "next", "these", "those")}
)

_REACH_OF_MODAL = 3
_REACH_OF_FRAME = 4
_REACH_OF_DISMISSAL = 6
_REACH_OF_NEGATION_AFTER = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with what the next one is parted from it by."""

    key: str
    text: str
    stops: bool


def turning_before(before: str) -> str | None:
    """The word that turns what follows, in the part of a sentence that a cut leaves out at its start; None if there is none.

    Args:
        before: the sentence up to the first word that is kept.

    >>> turning_before("We do not "), turning_before("We met in Rome, where "), turning_before("not yet, but ")
    ('not', None, None)
    """
    words = _words(before)
    if phrase := _conditional_phrase(words):
        return phrase
    if words and words[0].key in _INVERTED:
        return words[0].text
    for index, word in enumerate(words):
        if _CONDITION.fullmatch(word.key) or _reports(words, index):
            return word.text
    for word in words[-_REACH_OF_MODAL:]:
        if _is_modal(word):
            return word.text
    start = max((index + 1 for index, word in enumerate(words) if word.key in _CONTRAST), default=0)
    for index in range(start, len(words)):
        if _negates(words, index):
            return words[index].text
    return words[0].text if [word.key for word in words] == ["that"] else None


def turning_after(kept: str, after: str) -> str | None:
    """The word that turns what stands before it, in the part of a sentence that a cut leaves out at its end; None if there is none.

    Args:
        kept: the words that are kept.
        after: the rest of the sentence.

    >>> turning_after("We will leave", " if they do."), turning_after("We are", " not afraid."), turning_after("We won", ", at last.")
    ('if', 'not', None)
    """
    words = _words(after)
    if phrase := _conditional_phrase(words):
        return phrase
    for word in words:
        if _CONDITION.fullmatch(word.key) or word.key == "only":
            return word.text
    parted = bool(re.match(r"[\s\"”’»]*[,;:—–-]", after))
    for index, word in enumerate(words[:_REACH_OF_DISMISSAL]):
        reports = parted and _reports(words, index)
        negates = not parted and index < _REACH_OF_NEGATION_AFTER and _negates(words, index)
        if reports or negates or _DISMISSAL.fullmatch(word.key):
            return word.text
        if word.stops and not parted:
            break
    last = _words(kept)[-1:]
    breaks_off = bool(words) and not parted and bool(last) and _AUXILIARY.fullmatch(last[0].key) is not None
    return words[0].text if breaks_off else None


def turned_frame(before_cue: str, from_cue: str) -> str | None:
    """The word by which the article does not say that this was said: "never said", "denied that", "might say".

    Args:
        before_cue: the article's words before the cue, without the quotation's own.
        from_cue: the cue, and what stands between it and a quotation that follows.

    >>> turned_frame("A spokesman has never ", "said"), turned_frame("Blinken, who will go to Rome, ", "said")
    ('never', None)
    """
    frame = _words(before_cue)[-_REACH_OF_FRAME:]
    clause = max((index + 1 for index, word in enumerate(frame) if word.stops), default=0)
    spoken = _words(from_cue)
    for words, start in ((frame, clause), (spoken, 0)):
        for index, word in enumerate(words):
            if _negates(words, index) or (index >= start and (_CONDITION.fullmatch(word.key) or _is_modal(word) or word.key == "will")):
                return word.text
    return None


def condition(text: str) -> str | None:
    """The first "if", "unless" or "in case" of a text.

    >>> condition("Unless attacked, "), condition("In Rome")
    ('Unless', None)
    """
    words = _words(text)
    return next((word.text for word in words if word.key in {"if", "unless", "provided"}), None) or _conditional_phrase(words)


def _words(text: str) -> list[_Word]:
    placed = place_words(text)
    starts = [word.span.start for word in placed] + [len(text)]
    return [
        _Word(word.key, word.text, any(mark in ",;:—–" for mark in text[word.span.end : following]))
        for word, following in zip(placed, starts[1:], strict=True)
    ]


def _conditional_phrase(words: Sequence[_Word]) -> str | None:
    """The first condition of several words: "in case", "as long as"."""
    found = _CONDITIONAL_PHRASE.search(" ".join(word.key for word in words))
    return found.group() if found else None


def _is_modal(word: _Word) -> bool:
    """Whether a word is a modal verb or its like; "May" is a month."""
    return _MODAL.fullmatch(word.key) is not None and word.text != "May"


def _negates(words: Sequence[_Word], index: int) -> bool:
    if _NEGATION.fullmatch(words[index].key) is None:
        return False
    around = [word.key for word in words[max(0, index - 1) : index + 2]]
    return not any(pair in _EMPTY_NEGATIONS for pair in pairwise(around))


def _reports(words: Sequence[_Word], index: int) -> bool:
    """Whether a word puts what follows into somebody's mouth or mind, other than "I say"."""
    if _REPORT.fullmatch(words[index].key) is None:
        return False
    own = index > 0 and words[index - 1].key in _FIRST_PERSON and _OWN_WORD.fullmatch(words[index].key) is not None
    return not own
