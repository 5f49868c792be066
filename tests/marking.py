"""Extractions and quotes from marked text, so that a test shows what it is about.

Every line with ``<c>`` is one attribution: ``<c>content</c>``, ``<q>cue</q>``, ``<s name="Full Name">mention</s>``. The kind
follows from the quotation marks, unless ``<c kind="direct">`` says it.
"""

from __future__ import annotations

import re
from hashlib import sha256

from quotecheck.model import Article, Attribution, Entity, EntityType, Extraction, Kind, Mention, Quote, Source, Span

_TAG = re.compile(r"<(?P<end>/?)(?P<role>c|q|s)(?P<attributes>(?: \w+=\"[^\"]*\")*)>")


def quotes(text: str, **metadata: str) -> list[Quote]:
    """The quotes of marked text, as a store would give them."""
    extraction = build(text, **metadata)
    return [as_quote(extraction.article, found) for found in extraction.attributions]


def build(text: str, id: str = "a.txt", **metadata: str) -> Extraction:  # noqa: A002
    plain = ""
    lines: list[dict[str, list]] = []
    for line in text.splitlines(keepends=True):
        parts: dict[str, list] = {"c": [], "q": [], "s": [], "attributes": []}
        at = 0
        for tag in _TAG.finditer(line):
            plain += line[at : tag.start()]
            at = tag.end()
            if tag["end"]:
                parts[tag["role"]][-1] = Span(parts[tag["role"]][-1], len(plain))
            else:
                parts[tag["role"]].append(len(plain))
                parts["attributes"] += re.findall(r"(\w+)=\"([^\"]*)\"", tag["attributes"])
        plain += line[at:]
        if parts["c"]:
            lines.append(parts)
    raw = plain.encode()
    article = Article(id=id, text=plain, source=Source(raw=raw, digest=sha256(raw).hexdigest(), path=id, **metadata))
    return Extraction(article=article, attributions=tuple(attribution(plain, parts) for parts in lines))


def attribution(text: str, parts: dict[str, list]) -> Attribution:
    given = dict(parts["attributes"])
    words = " ".join(span.of(text) for span in parts["c"])
    direct = words[0] in '“"' and words[-1] in '”"'
    kind = given.get("kind") or ("direct" if direct else "mixed" if re.search('[“”"]', words) else "indirect")
    name = given.get("name") or (parts["s"][0].of(text) if parts["s"] else None)
    return Attribution(
        content=tuple(parts["c"]),
        cue=tuple(parts["q"]),
        speaker=Mention(spans=tuple(parts["s"]), form="name") if parts["s"] else None,
        kind=Kind(kind),
        confidence=0.9,
        rule="by hand",
        entity=Entity(name=name, type=EntityType(given.get("type", "person")), aliases=(name,)) if name else None,
    )


def as_quote(article: Article, found: Attribution) -> Quote:
    start = found.content[0].start
    return Quote(
        id=sha256(f"{article.id}{found.content}".encode()).hexdigest()[:12],
        article=article.id,
        path=article.source.path,
        line=article.line_of(start),
        column=article.column_of(start),
        content=found.content,
        text=" … ".join(span.of(article.text) for span in found.content),
        kind=found.kind,
        cue=found.cue,
        cue_text=" … ".join(span.of(article.text) for span in found.cue) or None,
        mention=found.speaker.spans if found.speaker else (),
        speaker_mention=" … ".join(span.of(article.text) for span in found.speaker.spans) if found.speaker else None,
        speaker=found.entity.name if found.entity else None,
        speaker_id=1 if found.entity else None,
        confidence=found.confidence,
        rule=found.rule,
        published=article.source.published,
        outlet=article.source.outlet,
        title=article.source.title,
        url=article.source.url,
    )
