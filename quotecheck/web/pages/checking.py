"""Checking: a quotation with a name, or a draft; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotecheck.checking import Checker
from quotecheck.checking.drafts import check_draft
from quotecheck.citing.report import summary_of
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Checked, Evidence, Span, Verdict
from quotecheck.model.records import checked_record, verdict_record
from quotecheck.reading import read_bytes
from quotecheck.store import Store
from quotecheck.store.browsing import Place, places_of
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.columns import CHECKS
from quotecheck.web.segments import Line, Stretch, cut
from quotecheck.web.site import Site

__all__ = ["check", "is_draft"]

_EVIDENCE = 3


def is_draft(asked: Asked) -> bool:
    """Whether a draft is to be read, for which the models are needed."""
    return bool(asked.posted and asked.posted.get("draft", "").strip())


def check(store: Store, asked: Asked, site: Site) -> Page:
    """The verdicts on a quotation or on a draft; a form where there is neither.

    Raises:
        UsageError: what was posted is neither.
        NothingFound: there is nothing to check against.
    """
    if asked.posted is None:
        return _page([], None, {}, store)
    fields = {name: value.strip() for name, value in asked.posted.items()}
    if not store.count_quotes():
        raise NothingFound("No quote is here to check against. Add articles with quotecheck add.")
    checker = Checker(store)
    if is_draft(asked):
        if fields.get("quote"):
            raise UsageError("A quotation and a draft. Give one of them.")
        draft = read_bytes(asked.posted["draft"].encode(), id="draft", path=None)
        found = list(check_draft(draft, site.extractor, checker, claims=fields.get("claims") in {"1", "on", "true"}))
        return _page([one.verdict for one in found], found, fields, store)
    if not fields.get("quote"):
        raise UsageError("Nothing to check. Give a quotation, with the name of who is said to have said it, or a draft.")
    return _page([checker.check(fields["quote"], fields.get("by") or None)], None, fields, store)


def _page(verdicts: Sequence[Verdict], found: Sequence[Checked] | None, fields: dict[str, str], store: Store) -> Page:
    records = [verdict_record(verdict, id=None) for verdict in verdicts]
    if found is not None:
        records = [record | checked_record(one) for record, one in zip(records, found, strict=True)]
    evidence = [item for verdict in verdicts for one in (verdict, verdict.second) if one is not None for item in one.evidence[:_EVIDENCE]]
    places = places_of(store, [item.quote for item in evidence])
    return Page(
        template="check.html.j2",
        title="Check",
        record={"verdicts": records},
        table=records,
        columns=CHECKS,
        context={
            "fields": fields,
            "cards": [_card(verdict, found[n] if found else None, places) for n, verdict in enumerate(verdicts)],
            "draft": None if found is None else _draft(found, fields),
            "summary": None if found is None else summary_of(found),
            "at": places,
            "most_evidence": _EVIDENCE,
        },
        posts=bool(verdicts) or found is not None,
    )


def _card(verdict: Verdict, checked: Checked | None, places: dict[str, Place]) -> dict[str, Any]:
    """A verdict with its words and the found ones, what differs marked in both."""
    first = next(iter(verdict.evidence), None)
    claimed = [difference.one for difference in verdict.differences if difference.one is not None]
    said = [difference.other for difference in verdict.differences if difference.other is not None]
    return {
        "verdict": verdict,
        "checked": checked,
        "place": None if checked is None else checked.draft.line_of(checked.spans[0].start),
        "claimed": _marked(verdict.quote, 0, claimed, "changed"),
        "found": None if first is None else _found(first, said),
        "evidence": [(item, places[item.quote]) for item in verdict.evidence[:_EVIDENCE] if item.quote in places],
    }


def _found(evidence: Evidence, said: Sequence[Span]) -> list[Line]:
    return _marked(evidence.text, evidence.span.start, said, "changed")


def _marked(text: str, start: int, spans: Sequence[Span], role: str) -> list[Line]:
    """A text as one line, some of its words marked; places are those of the whole that it is from."""
    inside = [
        Span(max(0, span.start - start), min(len(text), span.end - start)) for span in spans if start <= span.start < start + len(text)
    ]
    return cut(text.replace("\n", " "), [Stretch(span=span, number=number, role=role) for number, span in enumerate(inside)])


def _draft(found: Sequence[Checked], fields: dict[str, str]) -> list[Line]:
    """The draft by lines, each quotation marked with its number; of those that overlap the first, since each is a link."""
    text = found[0].plain if found else fields["draft"]
    marked: list[Stretch] = []
    for number, one in enumerate(found):
        for span in one.spans:
            if not any(span.overlaps(other.span) for other in marked):
                marked.append(Stretch(span=span, number=number, role="checked"))
    return cut(text, marked)
