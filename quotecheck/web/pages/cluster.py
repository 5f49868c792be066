"""A cluster: all variants of one quotation, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from quotecheck.matching.lookup import Criteria, Variant, find_matches, variants
from quotecheck.model import Match, Quote, Span
from quotecheck.model.records import variant_record
from quotecheck.store import Store
from quotecheck.store.browsing import places_of
from quotecheck.store.matches import StoredMatches
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.charts import points_of
from quotecheck.web.segments import Line, Stretch, cut
from quotecheck.web.site import Site

__all__ = ["cluster", "marked_words"]


def cluster(store: Store, asked: Asked, _site: Site) -> Page:
    """The variants of a quotation, by their wording: where each stands, and which words differ from the first."""
    quote = store.quote(asked.names["id"])
    found = variants(store, quote)
    first = found[0].quote
    matches = {match.other.id: match for match in find_matches(store, Criteria(quotes=[first.id])) if match.one.id == first.id}
    unmatched, _ = StoredMatches(store).count_unmatched()
    records = [variant_record(variant) for variant in found]
    return Page(
        template="cluster.html.j2",
        title=f"{len(found)} variants of {first.text}",
        record={"quote": quote.id, "variants": records, "unmatched": unmatched},
        table=records,
        context={
            "asked_for": quote,
            "first": first,
            "variants": found,
            "wordings": [_wording(one, matches) for one in _by_wording(found)],
            "points": points_of(variant.quote.published for variant in found),
            "articles": len({variant.quote.article for variant in found}),
            "reprints": len({variant.quote.article for variant in found if variant.reprint_of}),
            "speakers": sorted({(one.quote.speaker, one.quote.speaker_id) for one in found if one.quote.speaker and one.quote.speaker_id}),
            "unmatched": unmatched,
            "at": places_of(store, [variant.quote.id for variant in found]),
        },
    )


def marked_words(quote: Quote, spans: Sequence[Span], role: str) -> list[Line]:
    """The words of a quote as one line, some of them marked.

    Args:
        quote: whose words.
        spans: what is marked, in its article.
        role: as what.
    """
    return cut(quote.text.replace("\n", " "), _within(quote, spans, role))


def _within(quote: Quote, spans: Sequence[Span], role: str) -> list[Stretch]:
    """Places in an article as places in the text of a quote, whose pieces stand there side by side."""
    found: list[Stretch] = []
    at = 0
    for piece in quote.content:
        for span in spans:
            if piece.overlaps(span):
                first, last = max(span.start, piece.start) - piece.start + at, min(span.end, piece.end) - piece.start + at
                found.append(Stretch(span=Span(first, last), number=len(found), role=role))
        at += len(piece) + len(" … ")
    return found


def _by_wording(found: Sequence[Variant]) -> list[list[Variant]]:
    return [list(group) for _, group in groupby(sorted(found, key=lambda variant: variant.number), key=lambda variant: variant.number)]


def _wording(same: Sequence[Variant], matches: dict[str, Match]) -> dict[str, object]:
    match = next((matches[variant.quote.id] for variant in same if variant.quote.id in matches), None)
    return {
        "number": same[0].number,
        "variants": same,
        "relation": None if match is None else match.relation.value.replace("_", " "),
        "differences": () if match is None else match.differences,
        "words": marked_words(same[0].quote, same[0].differs, "added"),
        "lost": None if match is None else marked_words(match.one, _lost(match), "lost"),
        "lacks": same[0].lacks,
    }


def _lost(match: Match) -> list[Span]:
    """Where the first has words that the other lacks or has changed."""
    return [difference.one for difference in match.differences if difference.one is not None]
