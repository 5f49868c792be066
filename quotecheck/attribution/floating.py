"""Quotations that no cue claims: those that carry on an attribution, and those that float."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.quoted import is_sentence
from quotecheck.model import Parse

__all__ = ["carry_on", "floating"]

_CARRYING = frozenset({Frame.QUOTE, Frame.BARE, Frame.AFTER, Frame.INSERTED})
_STOPPED = re.compile(r"[^\n]*[.!?][\s)\]]*\Z", re.DOTALL)


def carry_on(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[Candidate]:
    """Attributions with the quotations that go on from them: a paragraph reopened, or the next sentence behind *he said*."""
    result = list(chosen)
    owner = _owners(chosen, quotations)
    for k, quotation in enumerate(quotations):
        i = owner.get(k - 1)
        if k in owner or i is None:
            continue
        candidate, before = result[i], quotations[k - 1]
        last = max([candidate.content[-1].end, *(cue.end for cue in candidate.cue)])
        same_block = before.block == quotation.block and last <= quotation.span.start
        if quotation.continues or (same_block and candidate.frame in _CARRYING and _joins(parse, last, quotation)):
            result[i] = replace(candidate, content=(*candidate.content, quotation.span))
            owner[k] = i
    return result


def floating(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[tuple[Quotation, ...]]:
    """The quotations that read as speech and that no candidate covers, each with those that its next paragraphs reopen."""
    owner = _owners(chosen, quotations)
    floats: list[list[Quotation]] = []
    for k, quotation in enumerate(quotations):
        if k in owner:
            continue
        if quotation.continues and floats and floats[-1][-1] is quotations[k - 1]:
            floats[-1].append(quotation)
        elif is_sentence(parse, quotation):
            floats.append([quotation])
    return [tuple(group) for group in floats]


def _owners(candidates: list[Candidate], quotations: list[Quotation]) -> dict[int, int]:
    """For each quotation that a candidate's content touches, by index, the first such candidate's index."""
    owner: dict[int, int] = {}
    for i, candidate in enumerate(candidates):
        for span in candidate.content:
            for k in overlapping(quotations, span):
                owner.setdefault(k, i)
    return owner


def _joins(parse: Parse, end: int, quotation: Quotation) -> bool:
    """Whether only the rest of the cue's own sentence, which ended at ``end``, lies before a quotation that opens a sentence."""
    text = parse.article.text
    last, first = _sentence_of(parse, max(0, end - 1)), _sentence_of(parse, quotation.inner.start)
    return first - last == 1 and _STOPPED.match(text[end : quotation.span.start]) is not None


def _sentence_of(parse: Parse, offset: int) -> int:
    """The index of the last sentence that starts at or before ``offset``."""
    return bisect_right(parse.sentences, offset, key=lambda sentence: sentence.span.start) - 1
