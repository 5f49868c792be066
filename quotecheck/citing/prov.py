"""Where a quote comes from, as the W3C's PROV-JSON: which run of which version derived it from which bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from quotecheck.citing.cited import Cited

__all__ = ["PREFIXES", "prov", "provenance"]

PREFIXES = {"quotecheck": "urn:quotecheck:"}


def provenance(cited: Cited) -> dict[str, Any]:
    """The derivation of one quote: records of entities, activities, agents and what relates them."""
    quote, article = cited.quote, cited.article
    source, text = article.source, f"quotecheck:text-{_hash(article.text)}"
    came, found = f"quotecheck:bytes-{source.digest}", f"quotecheck:quote-{quote.id}"
    content = ",".join(f"{span.start}-{span.end}" for span in quote.content)
    records: dict[str, Any] = {
        "entity": {
            came: _known(
                {
                    "prov:type": "quotecheck:Bytes",
                    "prov:location": source.path or source.url or article.id,
                    "quotecheck:sha256": source.digest,
                    "quotecheck:url": source.url,
                    "quotecheck:fetched": source.fetched,
                }
            ),
            text: _known(
                {
                    "prov:type": "quotecheck:Text",
                    "quotecheck:article": article.id,
                    "quotecheck:encoding": source.encoding,
                    "quotecheck:reader": source.reader,
                    "quotecheck:readerVersion": source.reader_version or None,
                }
            ),
            found: _known(
                {
                    "prov:type": "quotecheck:Quote",
                    "prov:value": quote.text,
                    "quotecheck:content": content,
                    "quotecheck:line": quote.line,
                    "quotecheck:speaker": quote.speaker,
                    "quotecheck:cue": quote.cue_text,
                    "quotecheck:rule": quote.rule,
                    "quotecheck:confidence": round(quote.confidence, 4),
                }
            ),
        },
        "wasDerivedFrom": {
            "_:read": {"prov:generatedEntity": text, "prov:usedEntity": came},
            "_:found": {"prov:generatedEntity": found, "prov:usedEntity": text},
        },
    }
    if cited.origin is not None:
        origin = cited.origin
        run = f"quotecheck:run-{_hash(origin.started, origin.version, origin.models, origin.command)}"
        program, models = f"quotecheck:version-{origin.version}", f"quotecheck:models-{origin.models}"
        records["entity"][models] = {"prov:type": "quotecheck:Models", "quotecheck:sha256": origin.models}
        records["activity"] = {run: {"prov:startTime": origin.started, "quotecheck:command": origin.command}}
        records["agent"] = {program: {"prov:type": "prov:SoftwareAgent", "quotecheck:version": origin.version}}
        for derivation in records["wasDerivedFrom"].values():
            derivation["prov:activity"] = run
        records["wasGeneratedBy"] = {"_:made": {"prov:entity": found, "prov:activity": run}}
        records["used"] = {
            "_:used": {"prov:activity": run, "prov:entity": came},
            "_:asked": {"prov:activity": run, "prov:entity": models},
        }
        records["wasAssociatedWith"] = {"_:by": {"prov:activity": run, "prov:agent": program}}
    return records


def prov(several: Iterable[Cited]) -> Iterator[str]:
    """One document; of several quotes, with a bundle for each."""
    rest = iter(several)
    first = list(islice(rest, 2))
    if len(first) == 1:
        yield json.dumps({"prefix": PREFIXES, **provenance(first[0])}, ensure_ascii=False, indent=2) + "\n"
        return
    yield f'{{"prefix": {json.dumps(PREFIXES)}, "bundle": {{\n'
    for number, cited in enumerate(chain(first, rest)):
        records = json.dumps({"prefix": PREFIXES, **provenance(cited)}, ensure_ascii=False)
        yield f'{"," if number else " "}"quotecheck:bundle-{cited.quote.id}": {records}\n'
    yield "}}\n"


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in attributes.items() if value is not None}


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
