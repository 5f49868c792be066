"""Citations as annotations of the web: the W3C's Web Annotation Data Model in JSON-LD, as Hypothesis and others import them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from quotecheck.citing.addresses import base
from quotecheck.citing.cited import Cited, after, before
from quotecheck.citing.plain import speaker_label
from quotecheck.model import Span

__all__ = ["CONTEXT_ADDRESS", "annotation", "web_annotation"]

CONTEXT_ADDRESS = "http://www.w3.org/ns/anno.jsonld"


def annotation(cited: Cited) -> dict[str, Any]:
    """An annotation that says of the words who said them. Words that a cue interrupts are several targets."""
    quote = cited.quote
    who = f"{speaker_label(quote)}{f' ({quote.cue_text})' if quote.cue_text else ''}"
    body = [
        {"type": "TextualBody", "value": f"{who}: {quote.text}", "format": "text/plain", "purpose": "describing"},
        {"type": "TextualBody", "value": quote.kind.value, "format": "text/plain", "purpose": "tagging"},
    ]
    if quote.speaker:
        body.append({"type": "TextualBody", "value": quote.speaker, "format": "text/plain", "purpose": "identifying"})
    made = {"generator": {"id": "urn:quotecheck", "type": "Software", "name": f"quotecheck {cited.origin.version}"}} if cited.origin else {}
    targets = [_target(cited, span) for span in quote.content]
    return {
        "@context": CONTEXT_ADDRESS,
        "id": f"urn:quotecheck:quote:{quote.id}",
        "type": "Annotation",
        "motivation": "identifying",
        **({"created": _moment(cited.origin.started)} if cited.origin else {}),
        **made,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def web_annotation(several: Iterable[Cited]) -> Iterator[str]:
    """One annotation, or a page of them."""
    rest = iter(several)
    first = list(islice(rest, 2))
    if len(first) == 1:
        yield json.dumps(annotation(first[0]), ensure_ascii=False, indent=2) + "\n"
        return
    yield f'{{"@context": "{CONTEXT_ADDRESS}", "id": "urn:quotecheck:quotes", "type": "AnnotationPage", "startIndex": 0, "items": [\n'
    for number, cited in enumerate(chain(first, rest)):
        one = {key: value for key, value in annotation(cited).items() if key != "@context"}
        yield f"{',' if number else ' '}{json.dumps(one, ensure_ascii=False)}\n"
    yield "]}\n"


def _target(cited: Cited, span: Span) -> dict[str, Any]:
    article = cited.article
    source = article.source
    # When the words stood there: when it was fetched, else read, else published.
    when = source.fetched or (cited.origin.started if cited.origin else source.published)
    return {
        "type": "SpecificResource",
        "source": base(article),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(article.text),
                "prefix": before(article.text, span),
                "suffix": after(article.text, span),
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
        **({"state": {"type": "TimeState", "sourceDate": _moment(when)}} if when else {}),
    }


def _moment(written: str) -> str:
    """As the standard wants it: a date and time with a zone."""
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat().replace("+00:00", "Z")
