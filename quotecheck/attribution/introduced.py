"""Quotations in a paragraph of their own that the paragraph before introduces: *He said:* and, below it, *“…”*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.clauses import cue_words
from quotecheck.attribution.cues import Frame, Lexicon
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.reports import Reports
from quotecheck.attribution.subjects import subject_of
from quotecheck.attribution.syntax import index_words, span_of
from quotecheck.model import Parse, Span, Word

__all__ = ["INTRODUCED", "propose_introduced"]

INTRODUCED = "quote-introduced"
_LEAST_READ = 0.25
_LEAST_RATE = 0.5
_COLON = 0.9
"""The probability of a candidate behind a colon; behind a comma the cue alone decides."""


def propose_introduced(
    parse: Parse, quotations: Sequence[Quotation], quoted: Sequence[bool], lexicon: Lexicon, reports: Reports | None
) -> Iterator[Candidate]:
    """For every paragraph that opens with a quotation, the cue that ends the paragraph before, if a colon or a comma follows it."""
    text = parse.article.text
    for k, quotation in enumerate(quotations):
        before = parse.blocks[quotation.block - 1] if quotation.block else None
        if before is None or quotation.continues or quotation.span.start != parse.blocks[quotation.block].start:
            continue
        mark = before.of(text).rstrip()[-1:]
        if mark not in (":", ","):
            continue
        cue = _cue(parse, before, quoted, lexicon, reports)
        subject = subject_of(parse, cue, quoted=quoted) if cue is not None else None
        if cue is None or subject is None:
            continue
        further = takewhile(lambda other: other.continues, quotations[k + 1 :])
        yield Candidate(
            content=(quotation.span, *(other.span for other in further)),
            cue=(span_of(cue_words(parse, cue)),),
            cue_word=cue,
            lemma=cue.lemma.lower(),
            frame=Frame.QUOTE,
            speaker=subject.words,
            speaker_head=subject.head,
            relative=subject.relative,
            rule=INTRODUCED,
            probability=_COLON if mark == ":" else lexicon.probability(cue.lemma.lower(), Frame.QUOTE),
        )


def _cue(parse: Parse, block: Span, quoted: Sequence[bool], lexicon: Lexicon, reports: Reports | None) -> Word | None:
    """The likeliest cue of a paragraph's last sentence: a verb that the network takes for one, else the one that most often is."""
    _, end = index_words(parse, block)
    if not end:
        return None
    sentence = parse.sentences[parse.sentence_of[end - 1]]
    verbs = [word for word in parse.words[sentence.first : sentence.last] if word.upos == "VERB" and not quoted[word.index]]
    if reports is not None and reports.known:
        reading = reports.of(verbs)
        return parse.words[reading.report.cue] if reading is not None and reading.report.probability >= _LEAST_READ else None
    rated = [(lexicon.probability(verb.lemma.lower(), Frame.QUOTE), verb.index) for verb in verbs]
    best, index = max(rated, default=(0.0, 0))
    return parse.words[index] if best >= _LEAST_RATE else None
