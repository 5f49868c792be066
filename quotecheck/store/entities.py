"""Entities: the speakers of one article, or those that a decision knows, each for itself.

What an article says of one, with what users have decided of it, is its form; entities of which the same is said share one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any, Self

from sqlite_utils import Database

from quotecheck import people
from quotecheck.model import Article, Entity, EntityType, Extraction
from quotecheck.people import Standing
from quotecheck.store.queries import query
from quotecheck.store.rows import entity_from

__all__ = ["Spoken", "add_entities", "discard_forms", "free_id", "insert_entity", "link", "standing_from"]

Rulings = list[tuple[int, str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A speaker of one article.

    Attributes:
        entity: who speaks.
        quotes: how often.
        descriptions: by what words, other than names, the article means a named speaker ("the senior official").
    """

    entity: Entity
    quotes: int
    descriptions: tuple[str, ...] = ()

    @classmethod
    def of(cls, extraction: Extraction) -> list[Self]:
        """The speakers of an article, in the order in which they first speak."""
        counts = Counter(found.entity for found in extraction.attributions if found.entity is not None)
        descriptions: defaultdict[Entity, dict[str, None]] = defaultdict(dict)
        for found in extraction.attributions:
            mention, entity = found.speaker, found.entity
            if entity is not None and entity.type is not EntityType.UNNAMED and mention is not None and mention.form == "nominal":
                descriptions[entity][" ".join(mention.spans[0].of(extraction.article.text).split())] = None
        return [cls(entity=entity, quotes=quotes, descriptions=tuple(descriptions[entity])) for entity, quotes in counts.items()]


def add_entities(database: Database, spoken: Iterable[Spoken], *, article: Article, row: int) -> dict[Entity, int]:
    """Store the speakers of one article, each for itself, and give their ids.

    ``regroup`` must follow within the same transaction: until then an entity names itself as its speaker.

    Args:
        database: the store, in a transaction.
        spoken: those who speak there.
        article: where they speak.
        row: the primary key of the article.
    """
    moment = database.execute("SELECT moment FROM articles WHERE pk = ?", [row]).fetchone()[0]
    ids: dict[Entity, int] = {}
    for one in spoken:
        entity = one.entity
        known = [article.id, article.source.digest, entity.name, entity.type.value, entity.aliases, entity.offices]
        id_ = ids[entity] = free_id(database, [*known, *([entity.gender] if entity.gender else []), *entity.rivals])
        rulings = rulings_on(database, entity, article.id)
        insert_entity(database, entity, id=id_, rulings=rulings, article=row, quotes=one.quotes, moment=moment)
        database["descriptions"].insert_all({"entity": id_, "description": description} for description in one.descriptions)
    return ids


def insert_entity(database: Database, entity: Entity, *, id: int, rulings: Rulings, listed: str | None = None, **place: Any) -> None:  # noqa: A002
    """Store one entity.

    Args:
        database: the store, in a transaction.
        entity: what is said of it.
        id: its id.
        rulings: what is decided of it.
        listed: its id in a list of people.
        **place: the columns that say where it is from.
    """
    form = form_of(database, entity, listed=listed, rulings=rulings)
    columns = {"id": id, "form": form, "speaker": id, "reason": ""}
    database["entities"].insert({"article": None, "decision": None, "quotes": 0, "moment": "~"} | columns | place)


def form_of(database: Database, entity: Entity, *, listed: str | None, rulings: Rulings) -> int:
    """The id of a form, which is stored if it is new."""
    said = [sorted(set(names)) for names in (entity.aliases, entity.offices, entity.rivals)]
    known = [entity.name, entity.type.value, entity.gender, *said, listed, rulings]
    id_ = int.from_bytes(sha256(json.dumps(known).encode()).digest()[:8], "big") >> 1
    if database.execute("SELECT 1 FROM forms WHERE id = ?", [id_]).fetchone() is not None:
        return id_
    columns = {"name": entity.name, "type": entity.type.value, "gender": entity.gender}
    database["forms"].insert({"id": id_, "listed": listed, "rulings": json.dumps(rulings)} | columns)
    names = {"name": entity.aliases, "office": entity.offices, "rival": entity.rivals}
    database["form_names"].insert_all(
        {"form": id_, "kind": kind, "name": name} for kind, found in names.items() for name in sorted(set(found))
    )
    keys = people.block_keys(entity, standing_from(rulings, listed=listed))
    database["form_keys"].insert_all({"key": key, "form": id_} for key in keys)
    return id_


def link(database: Database, entities: Iterable[int]) -> None:
    """Give entities the forms that what is decided of them now demands."""
    for id_ in entities:
        form, article, decision = database.execute(
            "SELECT form, (SELECT id FROM articles WHERE pk = article), decision FROM entities WHERE id = ?", [id_]
        ).fetchone()
        row = next(iter(database.query(query("forms"), {"forms": json.dumps([form])})))
        entity = entity_from(row)
        rulings = rulings_on(database, entity, f"#{decision}" if article is None else article)
        new = form_of(database, entity, listed=row["listed"], rulings=rulings)
        if new != form:
            database.execute("UPDATE entities SET form = ? WHERE id = ?", [new, id_])


def discard_forms(database: Database) -> None:
    """Remove the forms that are nobody's any more."""
    database.execute("DELETE FROM forms WHERE NOT EXISTS (SELECT 1 FROM entities WHERE entities.form = forms.id)")


def rulings_on(database: Database, entity: Entity, place: str) -> Rulings:
    """What standing decisions say of an entity of an article: decision, kind and value of each."""
    names = {entity.name, *entity.aliases}
    found = database.execute(query("rulings_at"), {"article": place, "type": entity.type.value})
    return sorted({(decision, kind, value) for name, decision, kind, value in found if name in names}, key=repr)


def standing_from(rulings: Collection[tuple[int, str, str | None]], *, listed: str | None) -> Standing:
    """What is decided of an entity, as ``quotecheck.people`` heeds it."""
    apart = [decision for decision, kind, _ in rulings if kind == "apart"]
    called = [(decision, value) for decision, kind, value in rulings if kind == "called" and value is not None]
    # Who is set apart is cut from what was joined before.
    same = [decision for decision, kind, _ in rulings if kind == "same" and decision > max(apart, default=0)]
    return Standing(
        same=frozenset(map(str, same)),
        apart=str(max(apart)) if apart else None,
        listed=listed,
        called=max(called) if called else None,
    )


def free_id(database: Database, known: Iterable[Any]) -> int:
    """48 bits that what is known of an entity decides; where the store has them, the next 48."""
    digests = (sha256(json.dumps([*known, attempt]).encode()).digest() for attempt in count())
    ids = (int.from_bytes(digest[:6], "big") for digest in digests)
    return next(id_ for id_ in ids if database.execute("SELECT 1 FROM entities WHERE id = ?", [id_]).fetchone() is None)
