"""How claimed quotations stand to what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.articles import Span
from quotecheck.model.attributions import Quote

__all__ = ["Evidence", "Occurrence", "Verdict", "VerdictKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A claimed quotation found within a quote, and the span of its words in the article."""

    quote: Quote
    span: Span


class VerdictKind(StrEnum):
    """How a claimed quotation stands to a store."""

    VERBATIM = "verbatim"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that a verdict rests on."""

    article: str
    path: str | None
    line: int
    span: Span
    text: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a claimed quotation stands to a store, who said it, and the evidence, best first.

    Attributes:
        score: 0 to 1; how much of the claimed words the evidence covers. It never decides the verdict.
    """

    quote: str
    by: str | None
    kind: VerdictKind
    said_by: str | None = None
    score: float = 0.0
    differences: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
