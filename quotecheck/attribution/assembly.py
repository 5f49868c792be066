"""The whole way from a parse to its attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from quotecheck.attribution.alternatives import read_cues
from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.clauses import propose_clauses, quoted_words, whole_cue
from quotecheck.attribution.context import when_and_where
from quotecheck.attribution.coreference import Cast
from quotecheck.attribution.cues import Lexicon, lexicon
from quotecheck.attribution.datelines import behind_dateline
from quotecheck.attribution.floating import carry_on, floating
from quotecheck.attribution.introduced import INTRODUCED, propose_introduced
from quotecheck.attribution.labels import is_rubric, propose_labels
from quotecheck.attribution.marks import Quotation, overlapping, quotations
from quotecheck.attribution.quoted import propose_quoted
from quotecheck.attribution.reports import Reports
from quotecheck.attribution.resolve import choose, prepare
from quotecheck.attribution.speakers import Spoken, assign
from quotecheck.attribution.stance import hedge_of, polarity_of
from quotecheck.attribution.syntax import base, index_words, span_of
from quotecheck.model import Attribution, Diagnostic, Kind, Parse, Polarity, Span

__all__ = ["LEAST_PROBABILITY", "attribute", "candidates_of"]

LEAST_PROBABILITY = 0.52
"""Candidates below are not attributions; on the development parts, those between .50 and .52 are extras rather than finds."""
LEAST_OF_ACTS = 0.75
"""The same for what only tells that something was said, or held, about a matter: *announced a plan*, *wants to leave*."""
# A candidate this likely keeps its words from others, and its quotation from floating, even if it is none in the end.
_LEAST_CLAIM = 0.5
_FLOATING_CONFIDENCE = 0.5


def attribute(parse: Parse) -> tuple[tuple[Attribution, ...], tuple[Diagnostic, ...]]:
    """All attributions of an article in the order of their first character, and what is odd about its quotation marks.

    Never raises on odd text.
    """
    quoted, odd = quotations(parse.article.text, parse.blocks)
    reports = Reports(parse)
    blocks = _by_block(parse, quoted, lexicon(), reports)
    likely = [c for candidates in blocks for c in choose([c for c in candidates if not _is_doubtful_act(c, reports)], _LEAST_CLAIM)]
    chosen = carry_on(parse, _once(likely), quoted)
    cast = Cast(parse, quoted)
    spoken = assign(parse, chosen, floating(parse, chosen, quoted), cast)
    sure = (item for item in spoken if item.candidate is None or item.candidate.probability >= LEAST_PROBABILITY)
    return tuple(_attribution(parse, item, quoted) for item in sure), tuple(odd)


def _once(candidates: list[Candidate]) -> list[Candidate]:
    """Without what a cue reports in its own paragraph where it introduces the quotation in the next: *made this comment:*.

    Words that it quotes there are kept: *called it “a disgrace”:*.
    """
    introducing = {c.cue_word.index for c in candidates if c.rule == INTRODUCED and c.cue_word is not None}

    def doubles(c: Candidate) -> bool:
        return c.rule != INTRODUCED and c.cue_word is not None and c.cue_word.index in introducing and not c.features.get("quoted")

    return [c for c in candidates if not doubles(c)]


def _is_doubtful_act(candidate: Candidate, reports: Reports) -> bool:
    """Whether a candidate is an act of nobody, or one that is not likely enough; the lexicon alone cannot tell, so there none is."""
    return reports.known and candidate.is_act and (candidate.probability < LEAST_OF_ACTS or not candidate.speaker)


def candidates_of(parse: Parse, lexicon: Lexicon, reports: Reports | None = None) -> list[Candidate]:
    """Everything the rules, and the network if it is asked, propose for an article, before it is decided which are attributions."""
    quoted, _ = quotations(parse.article.text, parse.blocks)
    return [candidate for candidates in _by_block(parse, quoted, lexicon, reports) for candidate in candidates]


def _by_block(parse: Parse, quoted: list[Quotation], lexicon: Lexicon, reports: Reports | None) -> Iterator[list[Candidate]]:
    """The candidates of each paragraph; none reaches from one into another, and to compare all of a long article takes too long."""
    starts = [block.start for block in parse.blocks]
    groups: dict[int, list[Candidate]] = {}
    ruled = [*propose_clauses(parse, quoted), *propose_quoted(parse, quoted, lexicon), *propose_labels(parse, quoted)]
    taken = {k for candidate in ruled for span in candidate.cue for k in range(*index_words(parse, span))}
    marked = quoted_words(parse, quoted)
    read = read_cues(parse, reports, quoted, taken, marked) if reports else ()
    for candidate in chain(ruled, read, propose_introduced(parse, quoted, marked, lexicon, reports)):
        groups.setdefault(bisect_right(starts, candidate.content[0].start), []).append(candidate)
    for index, candidates in sorted(groups.items()):
        block = parse.blocks[index - 1]
        if not is_rubric(parse.article.text, block):
            start = behind_dateline(parse.article.text, block)
            yield [_undated(candidate, start) for candidate in prepare(parse, candidates, quoted, lexicon, reports)]


def _undated(candidate: Candidate, start: int) -> Candidate:
    """``candidate`` without the dateline of its paragraph, whose text begins at ``start``: it is neither said nor speaks."""
    content = tuple(Span(max(span.start, start), span.end) for span in candidate.content if span.end > start)
    if content and content != candidate.content:
        candidate = replace(candidate, content=content)
    if candidate.speaker and candidate.speaker[0].span.start < start and candidate.cue and candidate.cue[0].start >= start:
        speaker = tuple(word for word in candidate.speaker if word.span.start >= start)
        kept = candidate.speaker_head in speaker
        candidate = replace(candidate, speaker=speaker if kept else (), speaker_head=candidate.speaker_head if kept else None)
    return candidate


def _attribution(parse: Parse, item: Spoken, quoted: list[Quotation]) -> Attribution:
    candidate = item.candidate
    when, where = (None, None)
    polarity, hedge = Polarity.SAID, None
    if candidate is not None and candidate.cue_word is not None:
        when, where = when_and_where(parse, candidate.cue_word, item.content)
        polarity, hedge = polarity_of(parse, candidate.cue_word, item.content), hedge_of(parse, candidate.cue_word, item.content)
    return Attribution(
        content=item.content,
        cue=_cue(parse, candidate, item.content) if candidate else (),
        speaker=item.mention,
        kind=kind_of(parse.article.text, item.content, quoted),
        confidence=round(candidate.probability if candidate else _FLOATING_CONFIDENCE, 3),
        rule=candidate.rule if candidate else "floating",
        polarity=polarity,
        hedge=hedge,
        entity=item.entity(),
        when=when,
        where=where,
    )


def _cue(parse: Parse, candidate: Candidate, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The reporting words, with the verb that governs them by *to* unless it is content itself."""
    if candidate.cue_word is None or base(candidate.cue_word) != "xcomp":
        return candidate.cue
    span = span_of(whole_cue(parse, candidate.cue_word))
    return candidate.cue if any(span.overlaps(piece) for piece in content) else (span,)


def kind_of(text: str, content: tuple[Span, ...], quoted: list[Quotation]) -> Kind:
    """Direct if all letters and digits of the content stand between quotation marks, mixed if some do, else indirect."""
    inside = outside = False
    for span in content:
        marks = [quoted[k].span for k in overlapping(quoted, span)]
        for offset in range(span.start, span.end):
            if text[offset].isalnum():
                if any(m.start <= offset < m.end for m in marks):
                    inside = True
                else:
                    outside = True
    return Kind.MIXED if inside and outside else Kind.DIRECT if inside else Kind.INDIRECT
