"""Entities: the speakers of one article, or those that a decision knows, each for itself."""

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
from quotecheck.people import FREE, Standing
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, entity_from

__all__ = ["Spoken", "add_entities", "free_id", "insert_entity", "link", "standing_of"]


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
        id_ = ids[entity] = free_id(database, [*known, *([entity.gender] if entity.gender else [])])
        insert_entity(database, entity, id=id_, descriptions=one.descriptions, article=row, quotes=one.quotes, moment=moment)
    link(database, ids.values())
    return ids


def insert_entity(database: Database, entity: Entity, *, id: int, descriptions: Collection[str] = (), **place: Any) -> None:  # noqa: A002
    """Store one entity with its names, as yet without keys.

    Args:
        database: the store, in a transaction.
        entity: what to store.
        id: its id.
        descriptions: by what else it is meant.
        **place: the columns that say where it is from.
    """
    columns = {"id": id, "name": entity.name, "type": entity.type.value, "gender": entity.gender, "speaker": id, "reason": ""}
    database["entities"].insert({"article": None, "decision": None, "listed": None, "quotes": 0, "moment": "~"} | columns | place)
    names = {"name": entity.aliases, "office": entity.offices, "description": tuple(descriptions)}
    database["entity_names"].insert_all(
        {"entity": id, "kind": kind, "name": name} for kind, found in names.items() for name in dict.fromkeys(found)
    )


def link(database: Database, entities: Iterable[int]) -> None:
    """Write the keys of entities anew, as their names and what is decided of them demand."""
    for row in database.query(query("entities"), {"entities": json.dumps(list(entities))}):
        keys = people.block_keys(entity_from(row), standing_of(row))
        database.execute("DELETE FROM entity_keys WHERE entity = ?", [row["id"]])
        database["entity_keys"].insert_all({"key": key, "entity": row["id"]} for key in keys)


def free_id(database: Database, known: Iterable[Any]) -> int:
    """48 bits that what is known of an entity decides; where the store has them, the next 48."""
    digests = (sha256(json.dumps([*known, attempt]).encode()).digest() for attempt in count())
    ids = (int.from_bytes(digest[:6], "big") for digest in digests)
    return next(id_ for id_ in ids if database.execute("SELECT 1 FROM entities WHERE id = ?", [id_]).fetchone() is None)


def standing_of(row: Row) -> Standing:
    """What is decided of the entity of a row of ``entities.sql``."""
    rulings = json.loads(row["rulings"])
    if not rulings and row["listed"] is None:
        return FREE
    same = {str(decision) for decision, kind, _ in rulings if kind == "same"}
    apart = [decision for decision, kind, _ in rulings if kind == "apart"]
    called = [(decision, value) for decision, kind, value in rulings if kind == "called"]
    return Standing(
        same=frozenset(same),
        apart=str(max(apart)) if apart else None,
        listed=row["listed"],
        called=max(called) if called else None,
    )
