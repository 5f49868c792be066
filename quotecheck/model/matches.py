"""How two quotations stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.articles import Span
from quotecheck.model.attributions import Quote

__all__ = ["Difference", "DifferenceKind", "Likeness", "Match", "Relation", "Variant", "Wording"]


class DifferenceKind(StrEnum):
    """What is different; all but ``WORDS`` may turn the meaning."""

    POLARITY = "polarity"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    MODALITY = "modality"
    QUANTITY = "quantity"
    ROLE = "role"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference between two quotations, with the words of both sides.

    Attributes:
        one: where its words stand in the article of the first; None if only the other has any.
        other: likewise in the second's.
        one_text: the words; empty where there are none. ``other_text`` likewise.
    """

    kind: DifferenceKind
    one: Span | None
    other: Span | None
    one_text: str
    other_text: str


class Relation(StrEnum):
    """What two quotations have in common; see docs/matching.md."""

    SAME_WORDS = "same_words"
    CONTAINED = "contained"
    SPLICED = "spliced"
    ALTERED = "altered"
    DISTORTED = "distorted"
    REWORDED = "reworded"
    SAME_CLAIM = "same_claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one quotation or more, as they are compared.

    Attributes:
        number: in the store.
        digest: 63 bits of a hash over the words.
        home: the primary key of the article of ``quote``.
        quote: of the quotes of these words, the one whose id is smallest.
        telling: whether the words tell enough for others to be known by them.
    """

    number: int
    digest: int
    home: int
    quote: Quote
    telling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two wordings stand to each other, whoever said them.

    Attributes:
        similarity: the share of the information of either one's words that the other has, the greater of the two; of a rewording,
            how likely it is one.
        shared: the information of the words that both have; see ``quotecheck.matching.information``.
        aligned: the runs of equal words: first and end in the one, first and end in the other, words counted from 0.
        differences: of each its kind, and its words likewise.
    """

    relation: Relation
    similarity: float
    shared: float
    aligned: tuple[tuple[int, int, int, int], ...]
    differences: tuple[tuple[DifferenceKind, int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two quotes of a store that have something in common.

    Attributes:
        one: the earlier one; ``other`` the later.
        similarity: 0 to 1, see ``Likeness``. It ranks, and certifies nothing.
        same_speaker: whether one speaker is credited with both; None if a speaker is not known.
        aligned: where the equal words stand, in the article of the one and in that of the other.
        differences: the others between them, in order.
        reprint: whether the two articles are largely one text.
    """

    one: Quote
    other: Quote
    relation: Relation
    similarity: float
    same_speaker: bool | None
    aligned: tuple[tuple[Span, Span], ...]
    differences: tuple[Difference, ...]
    reprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A quote of a cluster, beside the one that was first.

    Attributes:
        number: of its wording, 1 for that of the first quote; quotes of equal words have one.
        differs: where its words stand that the first quote does not have there.
        lacks: the words of the first quote, in order, that stand between words of it and that it lacks.
        reprint_of: the number, in the order of the cluster from 1, of an earlier quote whose article is largely the same text.
    """

    quote: Quote
    number: int
    differs: tuple[Span, ...]
    lacks: tuple[str, ...]
    reprint_of: int | None
