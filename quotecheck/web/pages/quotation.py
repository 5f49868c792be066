"""A quotation: in its paragraph, with what is known of it, its variants, and how to cite it."""

from __future__ import annotations

from quotecheck import citing
from quotecheck.citing.forms import FORMS, render
from quotecheck.citing.tracing import cited_from
from quotecheck.model.records import quote_record
from quotecheck.store import Store
from quotecheck.store.browsing import places_of, reasons_of
from quotecheck.store.matches import StoredMatches
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.site import Site

__all__ = ["quotation"]

_VARIANTS = 5
_FORM_NAMES = {
    "html": "HTML",
    "bibtex": "BibTeX",
    "csl-json": "CSL-JSON",
    "apa": "APA",
    "url": "Address",
    "line-url": "Address of the line",
    "web-annotation": "Web Annotation",
    "tei": "TEI",
    "schema-org": "schema.org",
    "prov": "PROV",
}
"""How the forms of citations are written; those that are left out with a capital."""


def quotation(store: Store, asked: Asked, site: Site) -> Page:
    """One quotation."""
    quote = store.quote(asked.names["id"])
    article = store.article_of(quote)
    cluster = [other for _, other in StoredMatches(store).cluster(quote.id)]
    places = places_of(store, [quote.id, *(other.id for other in cluster[:_VARIANTS])])
    reason = reasons_of(store, [quote.id]).get(quote.id)
    passage = citing.passage(quote, article)
    cited = list(cited_from(store, [quote]))
    citations = {form: "".join(render(form, cited)).rstrip("\n") for form in FORMS}
    return Page(
        template="quotation.html.j2",
        title=f"{citing.speaker_label(quote)}: {quote.text}",
        record={
            "quote": quote_record(quote)
            | {
                "content": [[span.start, span.end] for span in quote.content],
                "rule": quote.rule,
                "speaker_id": quote.speaker_id,
                "reason": None if reason is None else reason.reason,
            },
            "passage": {
                "start": passage.span.start,
                "end": passage.span.end,
                "pieces": [{"text": piece.text, "role": piece.role.value} for piece in passage.pieces],
            },
            "citations": citations,
            "cluster": len(cluster),
            "links": {
                "article": site.links.words(quote, places[quote.id]),
                "speaker": None if quote.speaker_id is None else site.links.person(quote.speaker_id),
                "cluster": site.links.cluster(quote.id) if cluster else None,
            },
        },
        context={
            "quote": quote,
            "passage": passage,
            "reason": reason,
            "citations": citations,
            "form_names": _FORM_NAMES,
            "cluster": cluster,
            "variants": [other for other in cluster if other.id != quote.id][: _VARIANTS - 1],
            "at": places,
        },
    )
