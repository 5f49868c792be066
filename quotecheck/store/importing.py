"""What comes into a store from an archive: articles with all that was found in them, and what users have decided of speakers."""

from __future__ import annotations

import base64
import json
import sqlite3
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
from quotecheck.people import ALIAS
from quotecheck.store import schema
from quotecheck.store.decisions import apply, follow_lists
from quotecheck.store.entities import free_id, insert_entity
from quotecheck.store.exporting import FORMAT
from quotecheck.store.parses import unpack
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained, writing
from quotecheck.store.values import Run

__all__ = ["Imported", "import_archive"]

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, sqlite3.DatabaseError)
_DECISION = ("pk", "kind", "summary", "made", "undone")
_RULING = ("article", "name", "type", "kind", "value")
_STATED = (
    *("encoding", "path", "title", "url", "outlet", "author", "published", "language"),
    *("fetched", "licence", "reader", "reader_version"),
)


@dataclass(slots=True, kw_only=True)
class Imported:
    """How much came in: articles and quotes that were new, articles that were there already, decisions."""

    articles: int = 0
    quotes: int = 0
    known: int = 0
    decisions: int = 0


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
    headed = False
    for where, line in lines:
        if isinstance(line, InputError):
            raise line
        if not headed:
            _require_archive(where, line)
            headed = True
        elif "decision" in line and decided is not None:
            decided.append((where, line))
        elif "article" in line:
            if decided is not None:
                done.decisions += _decide(store, decided)
                decided = None
            _add(store, where, line, done)
        else:
            raise InputError(f"{where}: neither an article nor, before all articles, a decision of an archive.")
    if not headed:
        raise InputError("an archive without a line: quotecheck export --as archive makes one.")
    if decided:
        done.decisions += _decide(store, decided)
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
        run = Run(**{name: _string(line["run"][name]) for name in ("version", "models", "command", "started")})
        added = store.add(extraction, run=run)
    except _MALFORMED as error:
        raise InputError(f"{where}: not an article as an archive has it ({type(error).__name__}: {error}).") from error
    if added:
        done.articles += 1
        done.quotes += len(extraction.attributions)
    else:
        done.known += 1


def _extraction(line: dict[str, Any], where: str) -> Extraction:
    stated = line["article"]
    text = _string(stated["text"])
    raw = text.encode() if stated["raw"] is None else base64.b64decode(stated["raw"], validate=True)
    if sha256(raw).hexdigest() != stated["digest"]:
        raise InputError(f"{where}: the bytes of {stated['id']!r} are not those that came in: their SHA-256 differs. Export it again.")
    source = Source(raw=raw, digest=stated["digest"], **{name: stated[name] for name in _STATED})
    article = Article(
        id=_string(stated["id"]),
        text=text,
        source=source,
        diagnostics=tuple(
            Diagnostic(message=_string(message), span=None if start is None else Span(start, end))
            for message, start, end in line["diagnostics"]
        ),
        furniture=tuple(Furniture(line=number, kind=FurnitureKind(kind)) for number, kind in line["furniture"]),
    )
    entities = [_entity(entity) for entity in line["entities"]]
    packed = line["parse"]
    return Extraction(
        article=article,
        attributions=tuple(_attribution(quote, entities) for quote in line["quotes"]),
        parse=None if packed is None else unpack(base64.b64decode(packed, validate=True), article),
    )


def _entity(stated: dict[str, Any]) -> Entity:
    names = {kind: tuple(map(_string, stated[kind])) for kind in ("aliases", "offices", "rivals")}
    return Entity(name=_string(stated["name"]), type=EntityType(stated["type"]), gender=stated["gender"], **names)


def _attribution(stated: dict[str, Any], entities: list[Entity]) -> Attribution:
    content = _spans(stated["content"])
    if not content or not all(len(span) for span in content):
        raise ValueError("a quote without words")
    mention = Mention(spans=_spans(stated["speaker"]), form=_string(stated["form"])) if stated["speaker"] else None
    one = {role: None if stated[role] is None else Span(*stated[role]) for role in ("hedge", "when", "where")}
    return Attribution(
        content=content,
        cue=_spans(stated["cue"]),
        speaker=mention,
        kind=Kind(stated["kind"]),
        confidence=float(stated["confidence"]),
        rule=_string(stated["rule"]),
        polarity=Polarity(stated["polarity"]),
        entity=None if stated["entity"] is None else entities[stated["entity"]],
        **one,
    )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return value


def _decide(store: Store, lines: list[tuple[str, dict[str, Any]]]) -> int:
    """Take over decisions, before the articles on which they rule; give how many.

    Raises:
        InputError: the store has decisions, and other ones.
    """
    if not lines:
        return 0
    where = lines[0][0]
    try:
        wanted = [{name: line["decision"][name] for name in _DECISION} for _, line in lines]
    except _MALFORMED as error:
        raise InputError(f"{where}: not a decision as an archive has it ({error}).") from error
    with explained(store.path), writing(store.database):
        stored = list(store.database.query(f"SELECT {', '.join(_DECISION)} FROM decisions ORDER BY pk"))  # noqa: S608
        if stored == wanted:
            return 0
        if stored:
            raise InputError(f"{where}: {store.path} has decisions on speakers of its own. Import into a new database, named with --db.")
        try:
            aliases = [entity for _, line in lines for entity in _decision(store, line)]
            listed, changed = follow_lists(store.database)
            apply(store.database, wanted[-1]["pk"], [*aliases, *listed], changed=changed)
        except _MALFORMED as error:
            raise InputError(f"{where}: not decisions as an archive has them ({type(error).__name__}: {error}).") from error
    return len(lines)


def _decision(store: Store, line: dict[str, Any]) -> list[int]:
    """Store a decision with its rulings; give the entity that stands for an alias, if it is one that stands."""
    database, stated = store.database, line["decision"]
    database["decisions"].insert({name: stated[name] for name in _DECISION} | {"arguments": json.dumps(stated["arguments"])})
    rulings = [dict(zip(_RULING, ruling, strict=True)) for ruling in line["rulings"]]
    database["rulings"].insert_all(ruling | {"decision": stated["pk"]} for ruling in rulings)
    entities = []
    for ruling in rulings:
        if stated["kind"] == "alias" and stated["undone"] is None and ruling["article"] == f"#{stated['pk']}":
            alias, kind = _string(ruling["name"]), EntityType(ruling["type"])
            id_ = free_id(database, ["alias", stated["pk"], alias])
            known = Entity(name=alias, type=kind, aliases=(alias,))
            insert_entity(
                database, known, id=id_, rulings=[(stated["pk"], "same", None)], listed=f"{ALIAS}{stated['pk']}", decision=stated["pk"]
            )
            entities.append(id_)
    return entities
