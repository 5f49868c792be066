"""An inserted *she said*: the content stands before it, or on both sides."""

from __future__ import annotations

from quotecheck.attribution.context import is_time
from quotecheck.attribution.extent import trimmed
from quotecheck.attribution.subjects import Subject
from quotecheck.attribution.syntax import base, children, sentence_words
from quotecheck.model import Parse, Span, Word

__all__ = ["around"]

_PAUSES = frozenset({",", "-", ";", ":"})
_MARKS = frozenset({'"', "'", "''"})
_STOPS = frozenset({",", ".", "?", "!", "-", "..."})
_ENDS = frozenset({",", ".", ";", "!", "?", '"'})
_RESUMING = frozenset({"adding", "who", "which", "according", "while", "and", "but"})


def around(parse: Parse, verb: Word, subject: Subject, cue: list[Word]) -> list[Span]:
    """The spans before (and behind) ``subject`` and ``cue``, if they are set off from a finite clause; else none."""
    sentence = sentence_words(parse, verb)
    first, last = sentence[0].index, sentence[-1].index
    group = [*subject.words, *cue]
    low, high = min(w.index for w in group), max(w.index for w in group)
    if high - low > len(group) + 2 or low == first or not _pauses(parse, low - 1, first):
        return []
    before = list(parse.words[first:low])
    if not any(w.feats.get("VerbForm") == "Fin" or w.xpos == "MD" for w in before):
        return []
    if any(w.index > verb.index and w.upos == "NOUN" and not is_time(w) for w in children(parse, verb, "obj")):
        return []
    behind = high + 1
    while behind <= last and parse.words[behind].text not in _ENDS:
        if parse.words[behind].upos == "VERB":
            return []
        behind += 1
    pieces = [trimmed(parse, before)]
    rest = list(parse.words[behind + 1 : last + 1])
    if len(rest) > 2 and parse.words[behind].text == "," and not _belongs_to_cue(rest[0], verb):
        pieces.append(trimmed(parse, rest))
    return [piece for piece in pieces if piece is not None]


def _pauses(parse: Parse, index: int, first: int) -> bool:
    """Whether the word at ``index`` sets off what follows: a comma, a dash, or a closing mark with a comma or stop inside."""
    text = parse.words[index].text
    if text in _MARKS and index > first:
        return parse.words[index - 1].text in _STOPS
    return text in _PAUSES


def _belongs_to_cue(opens: Word, verb: Word) -> bool:
    """Whether what follows the inserted cue goes on about the telling (*, adding that*, *, referring to*), not what was told."""
    if opens.text.lower() in _RESUMING or opens.xpos == "VBG":
        return True
    return base(opens) in ("advcl", "conj", "appos") and opens.head == verb.index
