"""How firmly a cue vouches for its content: whether the speaker affirms it, denies it or did not say it, and what hedges the report.

The report's own words decide, not those of the content: *denied that*, *did not say whether*, *reportedly said*. The three values follow
the polarity of source-introducing predicates in FactBank (Saurí and Pustejovsky, *FactBank: a corpus annotated with event factuality*,
Language Resources and Evaluation 43, 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotecheck.attribution.syntax import base, child, children
from quotecheck.model import Parse, Polarity, Span, Word

__all__ = ["hedge_of", "polarity_of"]

_DENYING = frozenset(
    {"contradict", "debunk", "deny", "disagree", "disavow", "disclaim", "dismiss", "dispute", "doubt", "rebut", "refute", "reject"}
    | {"repudiate"}
)
_DENIALS = frozenset({"denial", "rebuttal", "refutation", "repudiation"})
_REFUSING = frozenset({"decline", "fail", "forget", "hesitate", "neglect", "omit", "refuse", "reluctant", "unable", "unwilling"})
_AVOIDING = frozenset({"avoid", "refrain", "stop", "without"})
_NEGATIONS = frozenset({"barely", "hardly", "n't", "neither", "never", "no", "nor", "not"})
_NOBODY = frozenset({"hardly", "neither", "no", "nobody", "none", "no-one"})
_MERELY = frozenset({"just", "merely", "only", "simply", "solely"})
_HEDGES = frozenset(
    {"allegedly", "apparently", "maybe", "ostensibly", "perhaps", "possibly", "presumably", "probably", "purportedly", "reportedly"}
    | {"reputedly", "seemingly", "supposedly"}
)
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would", "'ll", "'d", "wo", "ca"})
_ABILITY = frozenset({"can", "could", "ca"})
_TELLING = frozenset({"eventually", "later", "only", "subsequently", "then"})
"""*Would later say*, *would only say*: it was said."""
_SEEMING = frozenset(
    {"allege", "appear", "believe", "expect", "likely", "plan", "rumor", "rumour", "seem", "set", "suppose", "think", "understand"}
)
_CONDITIONS = frozenset({"if", "unless"})


def polarity_of(parse: Parse, cue: Word, content: Sequence[Span]) -> Polarity:
    """Whether the speaker says the content, denies it, or does not say it."""
    denies = _denies(parse, cue)
    answers = denies and _answers(parse, cue, content)
    if answers:  # *did not deny it: “I met him”*: what is quoted was said
        return Polarity.SAID
    if _is_unsaid(parse, cue, content):
        return Polarity.UNSAID
    return Polarity.DENIED if denies else Polarity.SAID


def hedge_of(parse: Parse, cue: Word, content: Sequence[Span]) -> Span | None:
    """The words of the report, outside its content, that leave open whether it was said: *reportedly*, *may*, *is expected to*, *if*."""
    for word in _chain(parse, cue):
        if word.index != cue.index and word.lemma.lower() in _SEEMING and _is_outside(word, content):
            return word.span
        for beside in children(parse, word, "advmod", "aux", "mark"):
            if _hedges(parse, word, beside) and _is_outside(beside, content):
                return beside.span
    return None


def _hedges(parse: Parse, verb: Word, beside: Word) -> bool:
    lower = _plain(beside)
    if base(beside) == "mark":
        return lower in _CONDITIONS
    if base(beside) != "aux":
        return lower in _HEDGES
    manner = {_plain(word) for word in children(parse, verb, "advmod")}
    told = (lower == "would" and bool(manner & _TELLING)) or (lower in _ABILITY and bool(manner & _NEGATIONS))
    return lower in _MODALS and not told


def _denies(parse: Parse, cue: Word) -> bool:
    ruled_out = cue.lemma.lower() == "rule" and any(_plain(word) == "out" for word in children(parse, cue, "compound:prt"))
    return ruled_out or cue.lemma.lower() in _DENYING | _DENIALS


def _answers(parse: Parse, cue: Word, content: Sequence[Span]) -> bool:
    """Whether the content answers what is denied instead of being it: *denied it: “…”*, *“…,” she denied*."""
    if content[0].start < cue.span.start:
        return True
    return any(_is_outside(word, content) and word.span.end <= content[0].start for word in children(parse, cue, "obj"))


def _is_unsaid(parse: Parse, cue: Word, content: Sequence[Span]) -> bool:
    chain = list(_chain(parse, cue))
    if any(_is_negated(parse, word, content) for word in chain) or _is_avoided(parse, cue):
        return True
    above = parse.words[cue.head] if cue.head is not None else None
    return above is not None and above.index < cue.index and _denies(parse, above) and cue.feats.get("VerbForm") in ("Ger", "Part", "Inf")


def _is_outside(word: Word, content: Sequence[Span]) -> bool:
    return not any(word.span.overlaps(piece) for piece in content)


def _plain(word: Word) -> str:
    return word.text.lower().replace("’", "'")


def _chain(parse: Parse, cue: Word) -> Iterator[Word]:
    """The cue and the verbs or adjectives whose infinitive it is: *[declined] to [say]*, *is [expected] to [announce]*."""
    word = cue
    yield word
    while base(word) == "xcomp" and word.head is not None and word.head < cue.index:
        word = parse.words[word.head]
        yield word


def _is_negated(parse: Parse, word: Word, content: Sequence[Span]) -> bool:
    """Whether a verb of the report is negated, by an adverb, by its subject or by its own sense; two of them cancel each other."""
    adverbs = [w for w in children(parse, word, "advmod", "cc", "det") if _is_outside(w, content) and _plain(w) in _NEGATIONS]
    adverbs = [w for w in adverbs if w.index + 1 >= len(parse.words) or _plain(parse.words[w.index + 1]) not in _MERELY]
    phrases = [w for w in children(parse, word, "obl", "advmod") if _is_outside(w, content)]
    never = any(_plain(c) == "no" for w in phrases for c in parse.children[w.index])  # *at no time*, *no longer*
    subject = child(parse, word, "nsubj")
    nobody = subject is not None and any(_plain(w) in _NOBODY for w in (subject, *children(parse, subject, "det", "advmod", "cc")))
    yet = word.lemma.lower() == "have" and any(_plain(w) == "yet" for w in children(parse, word, "advmod"))
    delayed = any(_plain(c) == "until" for w in phrases for c in children(parse, w, "case"))  # *did not say until Friday*
    negated = (bool(adverbs) or never or nobody or yet) and not delayed
    return negated != (word.lemma.lower() in _REFUSING)


def _is_avoided(parse: Parse, cue: Word) -> bool:
    """*without saying*, *stopped short of calling*."""
    mark = child(parse, cue, "mark", "case")
    if mark is not None and _plain(mark) in _AVOIDING:
        return True
    above = parse.words[cue.head] if cue.head is not None else None
    gerund = cue.feats.get("VerbForm") == "Ger" and above is not None and above.index < cue.index
    return gerund and above is not None and above.lemma.lower() in _AVOIDING
