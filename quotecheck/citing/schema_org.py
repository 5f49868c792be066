"""Citations in the vocabulary of schema.org: quoted words as a ``Quotation``, told ones as a ``Claim``; never a review of either."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from quotecheck.citing.addresses import address
from quotecheck.citing.cited import Cited, web_address
from quotecheck.model import Article, EntityType, Kind

__all__ = ["schema_org", "schema_thing"]

_TYPES = {EntityType.PERSON: "Person", EntityType.ORGANISATION: "Organization", EntityType.PLACE: "Organization"}


def schema_thing(cited: Cited) -> dict[str, Any]:
    """What was said, by whom, and in which article."""
    quote = cited.quote
    speaker = None if quote.speaker is None else {"@type": _TYPES.get(cited.who or EntityType.OTHER, "Thing"), "name": quote.speaker}
    told = quote.kind is not Kind.DIRECT
    thing = {
        "@type": "Claim" if told else "Quotation",
        "@id": f"urn:quotecheck:quote:{quote.id}",
        "identifier": quote.id,
        "text": quote.text,
        "author" if told else "creator": speaker,
        "url": address(cited),
        "appearance" if told else "isPartOf": _article(cited.article),
    }
    return {key: value for key, value in thing.items() if value is not None}


def schema_org(several: Iterable[Cited]) -> Iterator[str]:
    """One thing, or a graph of them."""
    rest = iter(several)
    first = list(islice(rest, 2))
    if len(first) == 1:
        yield json.dumps({"@context": "https://schema.org", **schema_thing(first[0])}, ensure_ascii=False, indent=2) + "\n"
        return
    yield '{"@context": "https://schema.org", "@graph": [\n'
    for number, cited in enumerate(chain(first, rest)):
        yield f"{',' if number else ' '}{json.dumps(schema_thing(cited), ensure_ascii=False)}\n"
    yield "]}\n"


def _article(article: Article) -> dict[str, Any]:
    source = article.source
    found = {
        "@type": "NewsArticle",
        "identifier": [article.id, {"@type": "PropertyValue", "propertyID": "sha256", "value": source.digest}],
        "headline": source.title,
        "url": web_address(article) or source.url,
        "datePublished": source.published,
        "inLanguage": source.language,
        "author": {"@type": "Person", "name": source.author} if source.author else None,
        "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
    }
    return {key: value for key, value in found.items() if value is not None}
