"""Claimed words as one quote has them."""

from __future__ import annotations

from dataclasses import dataclass

from quotecheck.model import Difference, Quote, Span, VerdictKind

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claimed words as one quote has them.

    Attributes:
        kind: the verdict that this quote alone gives, whoever is credited with it.
        score: the share of the claim's information that the quote has.
        span: where the words stand in the article.
    """

    quote: Quote
    kind: VerdictKind
    score: float
    span: Span
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
