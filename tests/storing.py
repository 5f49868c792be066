"""Extractions made by hand, for tests of the store and of what works on it."""

from __future__ import annotations

from hashlib import sha256

from quotecheck.model import Article, Attribution, Diagnostic, Entity, EntityType, Extraction, Kind, Mention, Source, Span
from quotecheck.reading import read_bytes

__all__ = ["build"]


def build(id_: str, *said: tuple[str, str | Entity | None], jsonl: bool = False, **metadata: str) -> Extraction:
    lines = ["A headline"]
    attributions = []
    for words, speaker in said:
        at = sum(map(len, lines)) + len(lines)
        entity = Entity(name=speaker, type=EntityType.PERSON, aliases=(speaker,)) if isinstance(speaker, str) else speaker
        name = entity.name if entity else "it was"
        content, name_at = Span(at, at + len(words)), at + len(words) + 1
        lines.append(f"{words} {name} said Monday.")
        cue_at = name_at + len(name) + 1
        attributions.append(
            Attribution(
                content=(content,),
                cue=(Span(cue_at, cue_at + 4),),
                speaker=Mention(spans=(Span(name_at, name_at + len(name)),), form="name") if entity else None,
                kind=Kind.DIRECT if words.startswith("“") else Kind.MIXED if "“" in words else Kind.INDIRECT,
                confidence=0.75,
                rule="by hand",
                entity=entity,
                when=Span(cue_at + 5, cue_at + 11),
            )
        )
    text = "\n".join(lines) + "\n"
    if jsonl:
        raw = text.encode()
        article = Article(id=id_, text=text, source=Source(raw=raw, digest=sha256(raw).hexdigest(), **metadata))
    else:
        article = read_bytes(text.encode(), id=id_, path=id_, **metadata)
    odd = Diagnostic(message="an odd headline", span=Span(0, 10))
    return Extraction(article=article, attributions=tuple(attributions), diagnostics=(odd,))
