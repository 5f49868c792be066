"""Quotations that no cue claims: those that carry on an attribution, and those that float."""

from __future__ import annotations

import re
from dataclasses import replace

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.quoted import is_sentence
from quotecheck.model import Parse

__all__ = ["carry_on", "floating"]

_CARRYING = frozenset({Frame.QUOTE, Frame.BARE, Frame.AFTER, Frame.INSERTED})
_JOINT = re.compile(r"[^\n]*[.!?][\s)\]]*\Z", re.DOTALL)


def carry_on(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[Candidate]:
    """Attributions with the quotations that go on from them: a paragraph reopened, or the next sentence behind *he said*."""
    text = parse.article.text
    result = list(chosen)
    for k, quotation in enumerate(quotations):
        if any(span.overlaps(quotation.span) for candidate in result for span in candidate.content):
            continue
        before = quotations[k - 1] if k else None
        for i, candidate in enumerate(result):
            if before is None or not any(span.overlaps(before.span) for span in candidate.content):
                continue
            last = max([candidate.content[-1].end, *(cue.end for cue in candidate.cue)])
            between = text[last : quotation.span.start]
            same_block = before.block == quotation.block and last <= quotation.span.start
            if quotation.continues or (same_block and candidate.frame in _CARRYING and _joins(between)):
                result[i] = replace(candidate, content=(*candidate.content, quotation.span))
                break
    return result


def floating(parse: Parse, chosen: list[Candidate], quotations: list[Quotation]) -> list[Quotation]:
    """The quotations that read as speech and that no candidate covers."""
    covered = [span for candidate in chosen for span in candidate.content]
    return [q for q in quotations if is_sentence(parse, q) and not any(span.overlaps(q.span) for span in covered)]


def _joins(between: str) -> bool:
    """Whether only the end of the cue's own sentence lies between: *,” he said Monday. “*."""
    return len(between) < 300 and _JOINT.match(between) is not None and len(re.findall(r"[.!?]\s", between)) <= 1
