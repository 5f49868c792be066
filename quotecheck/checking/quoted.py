"""Which words of a quote the article puts between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.attribution.marks import quotations
from quotecheck.model import Article, Kind, Quote, Span
from quotecheck.parsing.blocks import blocks

__all__ = ["Stretch", "opens_nested", "quoted_stretches", "unbroken"]

_NESTED = re.compile(r"(?P<opening>(?<![^\W_])['‘‚\"“„«](?=\w|$))|(?<=[\w.,!?…])['’\"”»](?!\w)")
_TAG = 40
"""Words that a speech tag may have, with all that it says of who speaks, where and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words between two marks.

    Attributes:
        span: their place in the article, without the marks.
        goes_on: whether the next stretch is the next paragraph of the same quotation.
    """

    span: Span
    goes_on: bool = False


def quoted_stretches(quote: Quote, article: Article) -> list[Stretch]:
    """The stretches of a quote that are its speaker's own words, in order.

    Reported words have none. A piece of a direct quotation without any mark, such as a signed tweet or an answer in a transcript, is
    one as a whole; in a mixed one an opening mark that is never closed proves nothing.
    """
    if quote.kind is Kind.INDIRECT:
        return []
    pieces = [paragraph for span in quote.content for paragraph in _paragraphs(article.text, span)]
    found, _ = quotations(article.text, tuple(pieces))
    stretches = []
    for index, quotation in enumerate(found):
        goes_on = index + 1 < len(found) and found[index + 1].continues
        if quotation.closed or goes_on or quote.kind is Kind.DIRECT:
            stretches.append(Stretch(span=quotation.inner, goes_on=goes_on))
    if quote.kind is Kind.DIRECT:
        unmarked = [piece for piece in pieces if not any(piece.overlaps(quotation.span) for quotation in found)]
        stretches += [Stretch(span=piece, goes_on=True) for piece in unmarked]
    return sorted(stretches, key=lambda stretch: stretch.span.start)


def unbroken(span: Span, stretches: Sequence[Stretch], quote: Quote, article: Article) -> str | None:
    """Why the words at ``span`` are not the speaker's in one go; None if they are.

    They may run across the tag that interrupts a quotation ("We are," he said, "ready"), for there nothing is left out, but not across
    any other words of the article.
    """
    touched = [stretch for stretch in stretches if stretch.span.overlaps(span)]
    if not touched or span.start < touched[0].span.start or span.end > touched[-1].span.end:
        return "not all of these words stand between quotation marks: the article reports them"
    for one, other in pairwise(touched):
        if not one.goes_on and not _is_tag(Span(one.span.end, other.span.start), quote, article):
            return "these words run across a break in the quotation"
    return None


def opens_nested(before: str) -> bool:
    """Tell whether a quotation within the quotation is open at the end of ``before``."""
    depth = 0
    for mark in _NESTED.finditer(before):
        depth = depth + 1 if mark["opening"] else max(0, depth - 1)
    return depth > 0


def _paragraphs(text: str, span: Span) -> list[Span]:
    return [Span(span.start + block.start, span.start + block.end) for block in blocks(span.of(text))]


def _is_tag(gap: Span, quote: Quote, article: Article) -> bool:
    """Whether nothing but a speech tag stands between two stretches: nothing at all, or the cue with what belongs to it."""
    between = gap.of(article.text)
    if not re.search(r"\w", between):
        return True
    has_cue = any(gap.contains(span) for span in quote.cue)
    ends = re.search(r"[^\w\s\"'“‘][\s\"'“‘]*$", between) is not None  # not: *he said, and “…”*
    return has_cue and ends and "\n" not in between.strip() and len(between.split()) <= _TAG
