"""From a cue to its content and its subject along the dependencies.

Every verb, every noun with a clause and every *according to* is proposed with whatever it could report; the lexicon of cues knows
which of them do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.complements import complement
from quotecheck.attribution.cues import CLAUSAL, Frame
from quotecheck.attribution.extent import to_the_end, trimmed
from quotecheck.attribution.inserted import around
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.nominal import according_to, noun_with_clause
from quotecheck.attribution.subjects import Subject, subject_of
from quotecheck.attribution.syntax import base, children, same_block, span_of
from quotecheck.model import Parse, Span, Word

__all__ = ["cue_words", "is_behind_quotation", "propose_clauses", "quoted_words", "whole_cue"]

_NEEDS_SUBJECT = frozenset({Frame.WHETHER, Frame.TO, Frame.GERUND, Frame.FOR, Frame.OF, Frame.OBJECT, Frame.AS})
_ADVERBS = frozenset({"not", "n't", "never", "also"})


def propose_clauses(parse: Parse, quotations: Sequence[Quotation]) -> Iterator[Candidate]:
    """All candidates that hang on a verb, a noun or *according to*, outside quotation marks, in the order of their cues."""
    quoted = quoted_words(parse, quotations)
    for word in parse.words:
        if quoted[word.index]:
            continue
        if word.text.lower() == "according":
            found = according_to(parse, word)
        elif word.upos == "NOUN":
            found = noun_with_clause(parse, word)
        else:
            found = None
        if found is not None:
            yield found
        elif word.upos == "VERB" and word.deprel != "amod" and word.feats.get("Mood") != "Imp":  # *Read more: …* tells nobody's words
            yield from _verb(parse, word, quoted)


def quoted_words(parse: Parse, quotations: Sequence[Quotation]) -> list[bool]:
    """For each word, whether it stands between quotation marks."""
    flags, at = [], 0
    for word in parse.words:
        while at < len(quotations) and quotations[at].span.end <= word.span.start:
            at += 1
        flags.append(at < len(quotations) and quotations[at].span.contains(word.span))
    return flags


def is_behind_quotation(parse: Parse, verb: Word, quoted: Sequence[bool]) -> bool:
    """Whether a quotation of the same paragraph ends right before ``verb``."""
    before = verb.index - 1
    return before >= 0 and quoted[before] and same_block(parse, before, verb.index)


def cue_words(parse: Parse, verb: Word) -> list[Word]:
    """The verb group: auxiliaries, negation and particles with the verb, as far as they stand together."""
    group = {verb.index} | {w.index for w in children(parse, verb, "aux", "compound:prt")}
    group |= {w.index for w in children(parse, verb, "mark") if w.text.lower() == "to"}
    group |= {w.index for w in children(parse, verb, "advmod") if w.text.lower().replace("’", "'") in _ADVERBS}
    low, high = verb.index, verb.index
    while low - 1 in group or (low - 2 in group and parse.words[low - 1].upos == "ADV"):
        low -= 1
    while high + 1 in group:
        high += 1
    return list(parse.words[low : high + 1])


def whole_cue(parse: Parse, verb: Word) -> list[Word]:
    """The verb group with the verb that it is the infinitive of, where that stands right before it: *[declined to] say*."""
    words = cue_words(parse, verb)
    above = parse.words[verb.head] if base(verb) == "xcomp" and verb.head is not None else None
    if above is None or words[0].text.lower() != "to" or above.index != words[0].index - 1:
        return words
    return [*cue_words(parse, above), *words]


def _verb(parse: Parse, verb: Word, quoted: Sequence[bool]) -> Iterator[Candidate]:
    inverted = is_behind_quotation(parse, verb, quoted)
    subject = subject_of(parse, verb, quoted=quoted, inverted=inverted)
    found = complement(parse, verb)
    frame = found[0] if found else None
    if found is not None and (subject is not None or frame not in _NEEDS_SUBJECT):
        content = trimmed(parse, to_the_end(parse, verb, found[1]))
        if content is not None:
            yield _candidate(parse, verb, subject, found[0], (content,))
    if frame not in CLAUSAL and subject is not None and subject.own:
        pieces = around(parse, verb, subject, cue_words(parse, verb))
        if pieces:
            yield _candidate(parse, verb, subject, Frame.AFTER, tuple(pieces))


def _candidate(parse: Parse, verb: Word, subject: Subject | None, frame: Frame, content: tuple[Span, ...]) -> Candidate:
    return Candidate(
        content=content,
        cue=(span_of(cue_words(parse, verb)),),
        cue_word=verb,
        lemma=verb.lemma.lower(),
        frame=frame,
        speaker=subject.words if subject else (),
        speaker_head=subject.head if subject else None,
        relative=subject.relative if subject else None,
        rule=f"verb-{frame}",
    )
