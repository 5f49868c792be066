"""The values that all other packages pass around: frozen, comparable, free of behaviour beyond their own arithmetic.

Offsets are code points of ``Article.text``, half open, everywhere.
"""

from __future__ import annotations

from quotecheck.model.articles import Article, Diagnostic, Furniture, FurnitureKind, Source, Span
from quotecheck.model.attributions import Attribution, Extraction, Kind, Mention, Polarity, Quote
from quotecheck.model.entities import Decision, Doubtful, Entity, EntityType, Listed, Membership, Speaker, Tenure
from quotecheck.model.matches import Difference, DifferenceKind, Likeness, Match, Relation, Variant, Wording
from quotecheck.model.revisions import Aspect, Change, ChangeKind, Revised, Revision
from quotecheck.model.syntax import Name, Parse, Report, Sentence, Word
from quotecheck.model.verdicts import FINE, Checked, Evidence, Verdict, VerdictKind

__all__ = [
    "FINE",
    "Article",
    "Aspect",
    "Attribution",
    "Change",
    "ChangeKind",
    "Checked",
    "Decision",
    "Diagnostic",
    "Difference",
    "DifferenceKind",
    "Doubtful",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Furniture",
    "FurnitureKind",
    "Kind",
    "Likeness",
    "Listed",
    "Match",
    "Membership",
    "Mention",
    "Name",
    "Parse",
    "Polarity",
    "Quote",
    "Relation",
    "Report",
    "Revised",
    "Revision",
    "Sentence",
    "Source",
    "Span",
    "Speaker",
    "Tenure",
    "Variant",
    "Verdict",
    "VerdictKind",
    "Word",
    "Wording",
]
