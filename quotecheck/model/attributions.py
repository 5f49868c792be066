"""What an article attributes to whom, and how that lies in a store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quotecheck.model.articles import Article, Diagnostic, Span
from quotecheck.model.entities import Entity
from quotecheck.model.syntax import Parse

__all__ = ["Attribution", "Extraction", "Kind", "Mention", "Polarity", "Quote"]


class Kind(StrEnum):
    """How the words are attributed: between quotation marks, reported, or partly quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the speaker says the content, denies it, or does not say it (*did not say*, *declined to say*)."""

    SAID = "said"
    DENIED = "denied"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words that name the speaker here ("the spokesman"), and how they do it: name, nominal or pronoun."""

    spans: tuple[Span, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Content, the cue that reports it and the words that name its speaker.

    Attributes:
        content: one span, or several where a cue interrupts ("…," he said, "…"); quotation marks included.
        cue: the reporting words; empty for a floating quotation.
        speaker: the mention here; None where the words name nobody (the entity may still be known).
        confidence: 0 to 1.
        rule: the name of the rule that found it.
        polarity: whether the speaker says the content, denies it, or does not say it.
        hedge: the words that leave open whether it was said ("reportedly").
        when: the words that say when it was said ("Thursday").
        where: the words that say where or in which medium ("in an interview with Rudaw").
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: Mention | None
    kind: Kind
    confidence: float
    rule: str
    polarity: Polarity = Polarity.SAID
    hedge: Span | None = None
    entity: Entity | None = None
    when: Span | None = None
    where: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article yields.

    Attributes:
        attributions: in the order of their first character.
        diagnostics: what was odd.
        parse: what the attributions rest on.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    parse: Parse | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give it in the shape of a JSON line of ``quotecheck extract``; docs/fields.md tells what the keys mean."""
        from quotecheck.model.records import extraction_record  # noqa: PLC0415 -- it knows all values, this one too

        return extraction_record(self)

    def _repr_html_(self) -> str:
        from quotecheck.model.pages import extraction_html  # noqa: PLC0415 -- likewise

        return extraction_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution as it lies in a store.

    Attributes:
        id: twelve hexadecimal digits derived from the article's id and digest and the content spans.
        article: the article's id; ``path`` what to open.
        line: line of the first character, from 1; ``column`` likewise.
        text: the words at ``content``, pieces joined by " … ".
        speaker: the speaker's name across articles; None if unresolved.
        speaker_mention: the words at ``mention``.
        named: whether these are a name, rather than a pronoun or a description.
    """

    id: str
    article: str
    path: str | None
    line: int
    column: int
    content: tuple[Span, ...]
    text: str
    kind: Kind
    cue: tuple[Span, ...]
    cue_text: str | None
    mention: tuple[Span, ...]
    speaker_mention: str | None
    speaker: str | None
    speaker_id: int | None
    confidence: float
    rule: str
    named: bool = False
    polarity: Polarity = Polarity.SAID
    hedge: str | None = None
    when: str | None = None
    where: str | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give it in the shape of a JSON line of ``quotecheck quotes``; docs/fields.md tells what the keys mean."""
        from quotecheck.model.records import quote_record  # noqa: PLC0415 -- it knows all values, this one too

        return quote_record(self)

    def _repr_html_(self) -> str:
        from quotecheck.model.pages import quote_html  # noqa: PLC0415 -- likewise

        return quote_html(self)
