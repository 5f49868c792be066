"""The shapes in which the library's values go out as JSON. Others rely on them: no key changes its name or meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quotecheck.model.articles import Span
from quotecheck.model.attributions import Attribution, Extraction, Kind, Quote
from quotecheck.model.entities import Decision, Doubtful, Membership, Speaker
from quotecheck.model.matches import Match, Variant
from quotecheck.model.revisions import Change, Revised, Revision
from quotecheck.model.verdicts import Checked, Evidence, Verdict

__all__ = [
    "QUOTE_KEYS",
    "change_record",
    "checked_record",
    "decision_record",
    "doubt_record",
    "extraction_record",
    "match_record",
    "membership_record",
    "quote_record",
    "revised_record",
    "speaker_record",
    "variant_record",
    "verdict_record",
]


QUOTE_KEYS = (
    *("id", "article", "line", "start", "end", "text", "kind", "cue", "speaker", "speaker_mention", "confidence"),
    *("published", "outlet", "polarity", "hedge", "when", "where"),
)
"""Those of ``quote_record``."""


def quote_record(quote: Quote) -> dict[str, Any]:
    """A quote of a store."""
    return {
        "id": quote.id,
        "article": quote.article,
        "line": quote.line,
        "start": quote.content[0].start,
        "end": quote.content[-1].end,
        "text": quote.text,
        "kind": quote.kind.value,
        "cue": _pairs(quote.cue),
        "speaker": quote.speaker,
        "speaker_mention": quote.speaker_mention,
        "confidence": round(quote.confidence, 4),
        "published": quote.published,
        "outlet": quote.outlet,
        "polarity": quote.polarity.value,
        "hedge": quote.hedge,
        "when": quote.when,
        "where": quote.where,
    }


def extraction_record(extraction: Extraction) -> dict[str, Any]:
    """An article and all that was found in it."""
    return {"id": extraction.article.id, "quotes": [_attribution_record(found) for found in extraction.attributions]}


def speaker_record(speaker: Speaker, *, kinds: Mapping[Kind, int] | None = None) -> dict[str, Any]:
    """A speaker of a store; with the number of quotes of each kind, if that is given."""
    return {
        "id": speaker.id,
        "name": speaker.name,
        "type": speaker.type.value,
        "aliases": list(speaker.aliases),
        "offices": list(speaker.offices),
        "quotes": speaker.quotes,
        "articles": speaker.articles,
        "first": speaker.first,
        "last": speaker.last,
        "listed": speaker.listed,
        "tenures": [
            {"office": tenure.office, "since": tenure.since, "until": tenure.until, "listed": tenure.listed} for tenure in speaker.tenures
        ],
    } | ({} if kinds is None else {"kinds": {kind.value: count for kind, count in kinds.items()}})


def membership_record(membership: Membership) -> dict[str, Any]:
    """Why the speaker of one article is the speaker that it is."""
    return {key: getattr(membership, key) for key in ("article", "published", "name", "quotes", "reason")}


def doubt_record(doubt: Doubtful) -> dict[str, Any]:
    """Two speakers that may be one."""
    sides = {"one": doubt.one, "other": doubt.other}
    shown = {side: {"id": speaker.id, "name": speaker.name, "quotes": speaker.quotes} for side, speaker in sides.items()}
    return shown | {"reason": doubt.reason}


def decision_record(decision: Decision) -> dict[str, Any]:
    """What a user has decided."""
    return {key: getattr(decision, key) for key in ("number", "kind", "summary", "made", "undone")}


def verdict_record(verdict: Verdict, *, id: str | int | None) -> dict[str, Any]:  # noqa: A002
    """A verdict, under the id of the claim."""
    return {
        "id": id,
        "verdict": verdict.kind.value,
        "said_by": verdict.said_by,
        "score": verdict.score,
        "differences": [
            {
                "kind": difference.kind.value,
                "claimed": difference.one_text,
                "said": difference.other_text,
                "claimed_at": _pair(difference.one),
                "said_at": _pair(difference.other),
            }
            for difference in verdict.differences
        ],
        "reasons": list(verdict.reasons),
        "evidence": [_evidence_record(evidence) for evidence in verdict.evidence],
        "second": None if verdict.second is None else _without_id(verdict_record(verdict.second, id=None)),
    }


def _without_id(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "id"}


def checked_record(checked: Checked) -> dict[str, Any]:
    """Where a quotation stands in its draft."""
    draft = checked.draft
    start = checked.spans[0].start
    return {
        "draft": draft.id,
        "line": draft.line_of(start),
        "column": draft.column_of(start),
        "spans": _pairs(checked.spans),
        "kind": checked.kind.value,
        "quote": checked.verdict.quote,
        "by": checked.verdict.by,
        "fine": checked.is_fine,
    }


def _attribution_record(found: Attribution) -> dict[str, Any]:
    return {
        "type": found.kind.value,
        "content": _pairs(found.content),
        "cue": _pairs(found.cue),
        "speaker": _pairs(found.speaker.spans) if found.speaker else None,
        "speaker_name": found.entity.name if found.entity else None,
        "confidence": round(found.confidence, 4),
        "rule": found.rule,
        "polarity": found.polarity.value,
        "hedge": _pair(found.hedge),
        "when": _pair(found.when),
        "where": _pair(found.where),
    }


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    return {
        "article": evidence.article,
        "line": evidence.line,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "quote": evidence.quote,
        "speaker": evidence.speaker,
        "published": evidence.published,
        "outlet": evidence.outlet,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]] | None:
    """Spans as pairs of offsets; None if there are none."""
    return [[span.start, span.end] for span in spans] or None


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def match_record(match: Match) -> dict[str, Any]:
    """Two quotes that have something in common."""
    return {
        "relation": match.relation.value,
        "similarity": match.similarity,
        "same_speaker": match.same_speaker,
        "reprint": match.reprint,
        "one": _side(match.one),
        "other": _side(match.other),
        "aligned": [[[one.start, one.end], [other.start, other.end]] for one, other in match.aligned],
        "differences": [
            {
                "kind": difference.kind.value,
                "one": difference.one and [difference.one.start, difference.one.end],
                "other": difference.other and [difference.other.start, difference.other.end],
                "one_text": difference.one_text,
                "other_text": difference.other_text,
            }
            for difference in match.differences
        ],
    }


def variant_record(variant: Variant) -> dict[str, Any]:
    """A quote of a cluster, beside the first."""
    return {
        "variant": variant.number,
        **_side(variant.quote),
        "differs": [[span.start, span.end] for span in variant.differs],
        "lacks": list(variant.lacks),
        "reprint_of": variant.reprint_of,
    }


def _side(quote: Quote) -> dict[str, Any]:
    record = quote_record(quote)
    return {key: record[key] for key in ("id", "article", "line", "start", "end", "text", "kind", "speaker", "published", "outlet")}


def revised_record(revised: Revised) -> dict[str, Any]:
    """Two revisions of an article, and what became of its quotes."""
    return {
        "article": revised.after.article,
        "before": _revision_record(revised.before),
        "after": _revision_record(revised.after),
        "changes": [_change_record(change) for change in revised.changes],
    }


def change_record(shown: tuple[Revised, Change]) -> dict[str, Any]:
    """A change, with the numbers of the revisions between which it came about."""
    revised, change = shown
    return {"article": revised.after.article, "revisions": [revised.before.number, revised.after.number]} | _change_record(change)


def _change_record(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind.value,
        "aspects": [aspect.value for aspect in change.aspects],
        "before": None if change.before is None else _side(change.before),
        "after": None if change.after is None else _side(change.after),
        "differences": [
            {
                "kind": difference.kind.value,
                "before": _pair(difference.one),
                "after": _pair(difference.other),
                "before_text": difference.one_text,
                "after_text": difference.other_text,
            }
            for difference in change.differences
        ],
    }


def _revision_record(revision: Revision) -> dict[str, Any]:
    return {key: getattr(revision, key) for key in ("article", "number", "digest", "path", "url", "published", "fetched", "added")}
