"""What comes into a store from an archive: articles with all that was found in them, and what users have decided of speakers."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from quotecheck.errors import InputError
from quotecheck.model import (
    Article,
    Attribution,
    Diagnostic,
    Entity,
    EntityType,
    Extraction,
    Furniture,
    FurnitureKind,
    Kind,
    Mention,
    Polarity,
    Source,
    Span,
)
from quotecheck.store import schema
from quotecheck.store.exporting import FORMAT
from quotecheck.store.importing_decisions import MALFORMED, import_decisions, integer, string
from quotecheck.store.parses import unpack
from quotecheck.store.store import Store
from quotecheck.store.values import Run

__all__ = ["Imported", "import_archive"]

_STATED = (
    *("encoding", "path", "title", "url", "outlet", "author", "published", "language"),
    *("fetched", "licence", "reader", "reader_version"),
)
_ALWAYS = frozenset({"encoding", "reader", "reader_version"})


@dataclass(slots=True, kw_only=True)
class Imported:
    """How much came in: articles and quotes that were new, articles that were there already, decisions; and whether it was all there is."""

    articles: int = 0
    quotes: int = 0
    known: int = 0
    decisions: int = 0
    whole: bool = False


def import_archive(store: Store, lines: Iterable[tuple[str, dict[str, Any] | InputError]]) -> Imported:
    """Take over an archive that ``quotecheck.store.exporting`` made. No model is asked; what is there already is left as it is.

    Every article is added in one transaction of its own, so that all that came before a bad line is kept, and importing again adds
    the rest.

    Args:
        store: where to.
        lines: the place of each line, for messages, and its object.

    Raises:
        InputError: it is no archive, or one of its lines is not what it should be.
        StoreError: the database is locked, read-only or damaged, or the disk is full.
    """
    done = Imported()
    decided: list[tuple[str, dict[str, Any]]] | None = []
    headed, end, counts = False, None, {"decisions": 0, "articles": 0}
    for where, line in lines:
        if isinstance(line, InputError):
            raise line
        if not headed:
            _require_archive(where, line)
            headed = True
        elif end is None and "decision" in line and decided is not None:
            decided.append((where, line))
            counts["decisions"] += 1
        elif end is None and ("article" in line or "end" in line):
            if decided is not None:
                done.decisions += import_decisions(store, decided)
                decided = None
            end = line.get("end")
            if end is None:
                _add(store, where, line, done)
                counts["articles"] += 1
        else:
            raise InputError(f"{where}: neither an article nor, before all articles, a decision of an archive.")
    if not headed:
        raise InputError("an archive without a line: quotecheck export --as archive makes one.")
    if decided:
        done.decisions += import_decisions(store, decided)
    done.whole = end == counts
    return done


def _require_archive(where: str, line: dict[str, Any]) -> None:
    if line.get("quotecheck") != "archive":
        alone = "Quotes alone give no store again. " if "article" in line else ""
        raise InputError(f"{where}: no archive of quotecheck. {alone}quotecheck export --as archive makes one.")
    if line.get("format") != FORMAT or not isinstance(line.get("schema"), int) or line["schema"] > schema.newest():
        raise InputError(f"{where}: an archive of a newer quotecheck (schema {line.get('schema')}). Upgrade quotecheck.")


def _add(store: Store, where: str, line: dict[str, Any], done: Imported) -> None:
    try:
        extraction = _extraction(line, where)
        run = Run(**{name: string(line["run"][name]) for name in ("version", "models", "command", "started")})
        added = store.add(extraction, run=run)
    except MALFORMED as error:
        raise InputError(f"{where}: not an article as an archive has it ({type(error).__name__}: {error}).") from error
    if added:
        done.articles += 1
        done.quotes += len(extraction.attributions)
    else:
        done.known += 1


def _extraction(line: dict[str, Any], where: str) -> Extraction:
    stated = line["article"]
    text = string(stated["text"])
    raw = text.encode() if stated["raw"] is None else base64.b64decode(stated["raw"], validate=True)
    if sha256(raw).hexdigest() != stated["digest"]:
        raise InputError(f"{where}: the bytes of {stated['id']!r} are not those that came in: their SHA-256 differs. Export it again.")
    known = {name: stated[name] if stated[name] is None and name not in _ALWAYS else string(stated[name]) for name in _STATED}
    source = Source(raw=raw, digest=stated["digest"], **known)
    article = Article(
        id=string(stated["id"]),
        text=text,
        source=source,
        diagnostics=tuple(
            Diagnostic(message=string(message), span=None if start is None else _span([start, end]))
            for message, start, end in line["diagnostics"]
        ),
        furniture=tuple(Furniture(line=integer(number), kind=FurnitureKind(kind)) for number, kind in line["furniture"]),
    )
    entities = [_entity(entity) for entity in line["entities"]]
    packed = line["parse"]
    return Extraction(
        article=article,
        attributions=tuple(_attribution(quote, entities) for quote in line["quotes"]),
        parse=None if packed is None else unpack(base64.b64decode(packed, validate=True), article),
    )


def _entity(stated: dict[str, Any]) -> Entity:
    names = {kind: tuple(map(string, stated[kind])) for kind in ("aliases", "offices", "rivals")}
    gender = None if stated["gender"] is None else string(stated["gender"])
    return Entity(name=string(stated["name"]), type=EntityType(stated["type"]), gender=gender, **names)


def _attribution(stated: dict[str, Any], entities: list[Entity]) -> Attribution:
    content = _spans(stated["content"])
    if not content or not all(len(span) for span in content):
        raise ValueError("a quote without words")
    mention = Mention(spans=_spans(stated["speaker"]), form=string(stated["form"])) if stated["speaker"] else None
    one = {role: None if stated[role] is None else _span(stated[role]) for role in ("hedge", "when", "where")}
    return Attribution(
        content=content,
        cue=_spans(stated["cue"]),
        speaker=mention,
        kind=Kind(stated["kind"]),
        confidence=float(stated["confidence"]),
        rule=string(stated["rule"]),
        polarity=Polarity(stated["polarity"]),
        entity=None if stated["entity"] is None else entities[stated["entity"]],
        **one,
    )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(_span(pair) for pair in pairs)


def _span(pair: list[int]) -> Span:
    start, end = pair
    return Span(integer(start), integer(end))
