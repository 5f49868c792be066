"""How firmly a cue vouches for its content: whether the speaker affirms it, denies it or did not say it, and what hedges the report.

The report's own words decide, not those of the content: *denied that*, *did not say whether*, *reportedly said*. The three values follow
the polarity of source-introducing predicates in FactBank (Saurí and Pustejovsky, *FactBank: a corpus annotated with event factuality*,
Language Resources and Evaluation 43, 2009).
"""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.attribution.syntax import base, child, children
from quotecheck.model import Parse, Polarity, Span, Word

__all__ = ["hedge_of", "polarity_of"]

_DENYING = frozenset({"deny", "dispute", "disavow", "disclaim", "refute", "rebut", "repudiate", "contradict", "reject", "dismiss"})
_DENIALS = frozenset({"denial", "rebuttal", "refutation", "repudiation"})
_REFUSING = frozenset({"decline", "refuse", "fail", "neglect", "hesitate", "omit"})
_AVOIDING = frozenset({"avoid", "stop", "refrain", "without"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "barely", "no"})
_HEDGES = frozenset(
    {"allegedly", "apparently", "maybe", "ostensibly", "perhaps", "possibly", "presumably", "probably", "purportedly", "reportedly"}
    | {"reputedly", "seemingly", "supposedly"}
)
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "'d", "wo", "ca"})
_SEEMING = frozenset(
    {"seem", "appear", "expect", "suppose", "allege", "rumor", "rumour", "believe", "think", "likely", "set", "plan", "understand"}
)


def polarity_of(parse: Parse, cue: Word) -> Polarity:
    """Whether the speaker says the content, denies it, or does not say it."""
    denies = cue.lemma.lower() in _DENYING | _DENIALS
    if any(_is_negated(parse, word) for word in _chain(parse, cue)) or _is_avoided(parse, cue):
        return Polarity.UNSAID
    return Polarity.DENIED if denies else Polarity.SAID


def hedge_of(parse: Parse, cue: Word, content: tuple[Span, ...]) -> Span | None:
    """The words of the report, outside its content, that leave open whether it was said: *reportedly*, *may*, *is expected to*."""
    for word in _chain(parse, cue):
        if word.index != cue.index and word.lemma.lower() in _SEEMING:
            return _outside(word.span, content)
        for beside in children(parse, word, "advmod", "aux"):
            lower = beside.text.lower().replace("’", "'")
            hedges = lower in _HEDGES or (base(beside) == "aux" and lower in _MODALS)
            if hedges and (found := _outside(beside.span, content)) is not None:
                return found
    return None


def _outside(span: Span, content: tuple[Span, ...]) -> Span | None:
    return None if any(span.overlaps(piece) for piece in content) else span


def _chain(parse: Parse, cue: Word) -> Iterator[Word]:
    """The cue and the verbs or adjectives whose infinitive it is: *[declined] to [say]*, *is [expected] to [announce]*."""
    word = cue
    yield word
    while base(word) == "xcomp" and word.head is not None and word.head < cue.index:
        word = parse.words[word.head]
        yield word


def _is_negated(parse: Parse, word: Word) -> bool:
    beside = children(parse, word, "advmod", "cc", "det")
    return word.lemma.lower() in _REFUSING or any(w.text.lower().replace("’", "'") in _NEGATIONS for w in beside)


def _is_avoided(parse: Parse, cue: Word) -> bool:
    """*without saying*, *stopped short of calling*."""
    mark = child(parse, cue, "mark", "case")
    if mark is not None and mark.text.lower() in _AVOIDING:
        return True
    above = parse.words[cue.head] if cue.head is not None else None
    gerund = cue.feats.get("VerbForm") == "Ger" and above is not None and above.index < cue.index
    return gerund and above is not None and above.lemma.lower() in _AVOIDING
