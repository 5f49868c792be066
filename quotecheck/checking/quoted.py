"""Which words of a quote the article puts between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.attribution.marks import quotations
from quotecheck.model import Article, Kind, Quote, Span
from quotecheck.parsing.blocks import blocks

__all__ = ["Stretch", "quoted_stretches", "unbroken"]

_NESTED = re.compile(r"(?P<opening>(?<![^\W_])['‘‚\"“„«](?=\w|$))|(?<=[\w.,!?…])['’\"”»](?!\w)")


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

    Reported words have none. A direct quotation without any mark, such as a signed tweet, is one as a whole; in a mixed one an
    opening mark that is never closed proves nothing.
    """
    if quote.kind is Kind.INDIRECT:
        return []
    pieces = [paragraph for span in quote.content for paragraph in _paragraphs(article.text, span)]
    found, _ = quotations(article.text, tuple(pieces))
    if not found:
        return [Stretch(span=piece) for piece in pieces] if quote.kind is Kind.DIRECT else []
    stretches = []
    for index, quotation in enumerate(found):
        goes_on = index + 1 < len(found) and found[index + 1].continues
        if quotation.closed or goes_on or quote.kind is Kind.DIRECT:
            stretches.append(Stretch(span=quotation.inner, goes_on=goes_on))
    return stretches


def unbroken(span: Span, stretches: list[Stretch], quote: Quote, article: Article) -> str | None:
    """Why the words at ``span`` are not the speaker's in one go; None if they are.

    They may run across the cue that interrupts a sentence ("We are," he said, "ready"), for there nothing is left out, but not
    from one sentence into another that stands behind a cue, nor across any other word of the article.
    """
    touched = [stretch for stretch in stretches if stretch.span.overlaps(span)]
    if not touched or span.start < touched[0].span.start or span.end > touched[-1].span.end:
        return "not all of these words stand between quotation marks: the article reports them"
    for one, other in pairwise(touched):
        if not one.goes_on and not _only_interrupted(one.span, other.span, quote, article):
            return "these words run across a break in the quotation"
    before = article.text[touched[0].span.start : span.start]
    if _opens_nested(before):
        return "these words stand in a quotation within the quotation: somebody else may have said them"
    return None


def _paragraphs(text: str, span: Span) -> list[Span]:
    return [Span(span.start + block.start, span.start + block.end) for block in blocks(span.of(text))]


def _only_interrupted(one: Span, other: Span, quote: Quote, article: Article) -> bool:
    """Whether nothing but the cue and the speaker stands between two stretches of one sentence."""
    if one.of(article.text).rstrip()[-1:] in {".", "!", "?", "…"}:
        return False
    named = [*quote.cue, *quote.mention]
    gap = range(one.end, other.start)
    between = "".join(article.text[at] for at in gap if not any(span.start <= at < span.end for span in named))
    return bool(named) and not re.search(r"[\w.!?…:;]", between)


def _opens_nested(before: str) -> bool:
    """Whether a quotation within the quotation is open at the end of ``before``."""
    depth = 0
    for mark in _NESTED.finditer(before):
        depth = depth + 1 if mark["opening"] else max(0, depth - 1)
    return depth > 0
