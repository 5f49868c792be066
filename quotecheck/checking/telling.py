"""Words that negate, condition, doubt or report, told by their form alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.matching import place_words

__all__ = [
    "SpokenWord",
    "conditional_phrase",
    "conditions",
    "dismisses",
    "is_modal",
    "is_negator",
    "is_past_view",
    "is_scalar",
    "is_timely",
    "negates",
    "opens_condition",
    "opens_hedge",
    "reports",
    "words_of",
]

_NEGATION = re.compile(
    r"not|cannot|.+n't|never|no|nor|neither|none|nobody|nothing|nowhere|hardly|scarcely|barely|rarely|seldom|without|few|zero"
)
# They deny what they govern.
_DENIAL = re.compile(
    r"unlikely|impossible|false|falsely|untrue|wrong|wrongly|rather|instead|stop(?:s|ped|ping)?|unable|hate[sd]?|insane|crazy|madness|"
    r"foolish|reckless|forget|forgets|forgot|forgotten|minus|least|"
    r"(?:refus|den[iy]|doubt|fail|lack|avoid|prevent|oppos|reject|declin|dismiss|disput|forb[aio]d).*"
)
_CONDITION = re.compile(
    r"if|unless|whether|provided|providing|suppos(?:e|ing)|assuming|lest|until|either|perhaps|maybe|possibly|probably|apparently|allegedly|"
    r"reportedly|supposedly|hypothetically|wish(?:es|ed)?"
)
# Conditions of several words, over the words as they are compared.
_CONDITIONAL_PHRASE = re.compile(r"\b(?:in case|in the event|(?:as|so) long as|on condition|far from)\b")
_HEDGES = frozenset(
    {("for", "now"), ("so", "far"), ("in", "principle"), ("in", "theory"), ("in", "part"), ("i", "think"), ("it", "seems"), ("or",)}
    | {("i", "guess"), ("i", "suppose"), ("i", "hope"), ("in", "some"), ("for", "some"), ("to", "some")}
)
# Phrases that take back part of what stands before them.
_SCALARS = frozenset(
    {"only", "almost", "nearly", "barely", "hardly", "scarcely", "least", "most", "some", "minus", "merely", "less", "fewer"}
)
# In the past they say what was held, not what is: "I thought we were dead".
_HELD = frozenset({"thought", "believed", "assumed", "hoped", "figured", "expected", "imagined", "feared"})
_CONDITIONAL_PHRASES = (("in", "case"), ("in", "the", "event"), ("as", "long", "as"), ("so", "long", "as"), ("on", "condition"))
_REPORT = re.compile(
    r"say|says|said|saying|tells?|told|telling|hears?|heard|calls?|called|calling|according|so-called|"
    r"(?:claim|alleg|argu|accus|insist|pretend|imagin|believ|think|thought|hop(?:e|ing)|fear|suspect|suggest|report|assert|contend|"
    r"assum|suppos|wonder|warn|rumou?r|mistak|jok|quip|dream|guess|kidd|teas).*|writes?|wrote|written|"
    r"ideas?|notions?|lies?|lying|myths?|propaganda|nonsense|narratives?|stor(?:y|ies)"
)
_MODAL = re.compile(
    r"may|might|could|would|should|must|can|ought|.+'d|want|wants|wanted|try|tries|tried|trying|used|plans?|planned|planning|"
    r"almost|nearly|roughly|approximately|than|least"
)
_DISMISSAL = re.compile(r"false|untrue|wrong|nonsense|lies?|myths?|absurd|ridiculous|rubbish|propaganda|fiction|fantasy|exaggerat.*")
TIMELY = frozenset({"when", "whenever", "once"})
"""At the head of a clause they are almost an "if": "When they attack, …"."""
FUTURE = re.compile(r"will|shall|would|can|could|.+'(?:ll|d)")
_FIRST_PERSON = frozenset({"i", "we"})
_OWN_WORD = re.compile(r"say|said|tell|told|insist|insisted|repeat")
# Negative in form alone: "not only", "no doubt".
_EMPTY_NEGATIONS = frozenset(
    {("not", "only"), ("no", "doubt"), ("no", "question"), ("without", "doubt"), ("nothing", "but")}
    | {(word, "few") for word in ("a", "the", "last", "past", "next", "these", "those")}
)


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of a sentence.

    Attributes:
        key: as it is compared.
        text: as it stands there.
        stops: whether a comma, semicolon, colon or dash parts it from the next.
    """

    key: str
    text: str
    stops: bool


def words_of(text: str) -> list[SpokenWord]:
    """The words of a text, each with whether a mark that parts clauses follows."""
    placed = place_words(text)
    starts = [word.span.start for word in placed] + [len(text)]
    return [
        SpokenWord(word.key, word.text, any(mark in ",;:—–" for mark in text[word.span.end : following]))
        for word, following in zip(placed, starts[1:], strict=True)
    ]


def conditional_phrase(words: Sequence[SpokenWord]) -> str | None:
    """The first condition of several words: "in case", "as long as"."""
    found = _CONDITIONAL_PHRASE.search(" ".join(word.key for word in words))
    return found.group() if found else None


def opens_condition(words: Sequence[SpokenWord], index: int) -> bool:
    """Whether a condition of several words begins at a word."""
    return any(tuple(word.key for word in words[index : index + len(phrase)]) == phrase for phrase in _CONDITIONAL_PHRASES)


def opens_hedge(words: Sequence[SpokenWord], index: int) -> bool:
    """Whether a phrase begins at a word that takes back part of what stands before it: "for now", "or so it seems"."""
    return any(tuple(word.key for word in words[index : index + len(phrase)]) == phrase for phrase in _HEDGES)


def is_scalar(word: SpokenWord) -> bool:
    """Whether a word says how much of it: "only", "almost", "minus"."""
    return word.key in _SCALARS


def is_past_view(word: SpokenWord) -> bool:
    """Whether a word says what somebody held once."""
    return word.key in _HELD


def conditions(word: SpokenWord) -> bool:
    """Whether a word makes what it governs a mere possibility."""
    return _CONDITION.fullmatch(word.key) is not None


def is_modal(word: SpokenWord) -> bool:
    """Whether a word is a modal verb or its like; "May" is a month."""
    return _MODAL.fullmatch(word.key) is not None and word.text != "May"


def dismisses(word: SpokenWord) -> bool:
    """Whether a word calls what it is about untrue."""
    return _DISMISSAL.fullmatch(word.key) is not None


def is_timely(word: SpokenWord, kept: Sequence[SpokenWord]) -> bool:
    """Whether a word is almost an *if* for what is kept: *when they attack, [we will fire]*."""
    return word.key in TIMELY and any(FUTURE.fullmatch(one.key) for one in kept)


def negates(words: Sequence[SpokenWord], index: int) -> bool:
    """Whether a word denies, other than in form alone."""
    if _DENIAL.fullmatch(words[index].key) is not None:
        return index == 0 or not _is_plain_no(words[index - 1])
    return is_negator(words, index)


def _is_plain_no(word: SpokenWord) -> bool:
    """Whether a word denies the denial behind it: "no doubt", "not unlikely"."""
    return word.key in {"no", "not", "without"}


def is_negator(words: Sequence[SpokenWord], index: int) -> bool:
    """Whether a word denies what it stands beside, rather than what it governs."""
    if _NEGATION.fullmatch(words[index].key) is None:
        return False
    around = [word.key for word in words[max(0, index - 1) : index + 2]]
    return not any(pair in _EMPTY_NEGATIONS for pair in pairwise(around))


def reports(words: Sequence[SpokenWord], index: int) -> bool:
    """Whether a word puts what follows into somebody's mouth or mind, other than "I say"."""
    if _REPORT.fullmatch(words[index].key) is None:
        return False
    own = index > 0 and words[index - 1].key in _FIRST_PERSON and _OWN_WORD.fullmatch(words[index].key) is not None
    return not own
