"""Quotations that no cue claims: those that carry on an attribution, and those that float."""

from __future__ import annotations

import re
from dataclasses import replace

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.quoted import is_sentence
from quotecheck.model import Parse

__all__ = ["carry_on", "floating"]

_CARRYING = frozenset({Frame.QUOTE, Frame.BARE, Frame.AFTER, Frame.INSERTED})
_JOINT = re.compile(r"[^\n]*[.!?][\s)\]]*\Z", re.DOTALL)


def carry_on(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[Candidate]:
    """Attributions with the quotations that go on from them: a paragraph reopened, or the next sentence behind *he said*."""
    text = parse.article.text
    result = list(chosen)
    owner = _owners(chosen, quotations)
    for k, quotation in enumerate(quotations):
        i = owner.get(k - 1)
        if k in owner or i is None:
            continue
        candidate, before = result[i], quotations[k - 1]
        last = max([candidate.content[-1].end, *(cue.end for cue in candidate.cue)])
        same_block = before.block == quotation.block and last <= quotation.span.start
        if quotation.continues or (same_block and candidate.frame in _CARRYING and _joins(text[last : quotation.span.start])):
            result[i] = replace(candidate, content=(*candidate.content, quotation.span))
            owner[k] = i
    return result


def floating(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[Quotation]:
    """The quotations that read as speech and that no candidate covers."""
    owner = _owners(chosen, quotations)
    return [quotation for k, quotation in enumerate(quotations) if k not in owner and is_sentence(parse, quotation)]


def _owners(candidates: list[Candidate], quotations: list[Quotation]) -> dict[int, int]:
    """For each quotation that a candidate's content touches, by index, the first such candidate's index."""
    owner: dict[int, int] = {}
    for i, candidate in enumerate(candidates):
        for span in candidate.content:
            for k in overlapping(quotations, span):
                owner.setdefault(k, i)
    return owner


def _joins(between: str) -> bool:
    """Whether only the end of the cue's own sentence lies between: *,” he said Monday. “*."""
    return len(between) < 300 and _JOINT.match(between) is not None and len(re.findall(r"[.!?]\s", between)) <= 1
