"""Spans of content, put together: whole quotations, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.model import Span

__all__ = ["united", "whole"]


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` in order, those that overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def whole(span: Span, quotations: Sequence[Quotation], *, around: Iterable[Span]) -> Span:
    """``span`` with the whole of every quotation that it cuts into, unless one of the spans ``around``, the cue's, stands in between."""
    start, end = span.start, span.end
    for k in overlapping(quotations, span):
        grown = Span(min(start, quotations[k].span.start), max(end, quotations[k].span.end))
        if not any(grown.overlaps(cue) for cue in around):
            start, end = grown.start, grown.end
    return Span(start, end)
