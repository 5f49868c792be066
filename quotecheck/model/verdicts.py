"""How claimed quotations stand to what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quotecheck.model.articles import Article, Span
from quotecheck.model.attributions import Kind
from quotecheck.model.matches import Difference

__all__ = ["FINE", "Checked", "Evidence", "Verdict", "VerdictKind"]


class VerdictKind(StrEnum):
    """How a claimed quotation stands to a store; see docs/checking.md."""

    VERBATIM = "verbatim"
    ELIDED = "elided"
    SPLICED = "spliced"
    ALTERED = "altered"
    DISTORTED = "distorted"
    PARAPHRASED = "paraphrased"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


FINE = frozenset({VerdictKind.VERBATIM, VerdictKind.ELIDED})
"""The verdicts that certify a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that a verdict rests on.

    Attributes:
        article: its id; ``path`` what to open; ``line`` of the first word, from 1.
        text: the article's words at ``span``.
        quote: the id of the quote they stand in; ``speaker`` who is credited with that.
    """

    article: str
    path: str | None
    line: int
    span: Span
    text: str
    quote: str
    speaker: str | None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a claimed quotation stands to a store.

    Attributes:
        quote: the words that were claimed; ``by`` who is said to have said them.
        said_by: who is credited with the evidence.
        score: 0 to 1; how much of the claimed words' information the evidence has. It never decides the verdict.
        differences: between the claim (``one``, places in ``quote``) and the first evidence (``other``, places in its article).
        reasons: what else there is to know, a clause each.
        evidence: the best first.
        second: what came next, if it came close.
    """

    quote: str
    by: str | None
    kind: VerdictKind
    said_by: str | None = None
    score: float = 0.0
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    second: Verdict | None = None

    @property
    def is_fine(self) -> bool:
        """Whether it certifies the quotation."""
        return self.kind in FINE

    def to_dict(self) -> dict[str, Any]:
        """Give it in the shape of a JSON line of ``quotecheck check``, without an id; docs/fields.md tells what the keys mean."""
        from quotecheck.model.records import verdict_record  # noqa: PLC0415 -- it knows all values, this one too

        return {key: value for key, value in verdict_record(self, id=None).items() if key != "id"}

    def _repr_html_(self) -> str:
        from quotecheck.model.pages import verdict_html  # noqa: PLC0415 -- likewise

        return verdict_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A quotation or claim of a draft, and how it stands to a store.

    Attributes:
        draft: the text it stands in.
        plain: its text without markup, each character in its place.
        spans: where, without the quotation marks; several where a speech tag interrupts it.
        kind: how the draft attributes it.
        speaker: the words that name its speaker in the draft, if any do.
    """

    draft: Article
    plain: str
    spans: tuple[Span, ...]
    kind: Kind
    speaker: str | None
    verdict: Verdict

    @property
    def is_fine(self) -> bool:
        """Whether the store bears it out; what is told of somebody need not be told in the same words."""
        kind = self.verdict.kind
        return kind in FINE or (self.kind is Kind.INDIRECT and kind is VerdictKind.ALTERED)
