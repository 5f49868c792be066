"""Who is who across articles, kept true as articles come in.

The outcome depends on which articles are in the store, never on the order in which they came: an entity's id is derived
from its article and itself, entities are always handed over in the order of their ids, and a speaker's id is the smallest
of its entities' ids. Only entities that chains of keys join to a new one are looked at again, for no others can be affected.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from sqlite_utils import Database

from quotecheck import people
from quotecheck.model import Article, Entity
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, entity_from

__all__ = ["Group", "add_entities", "groups", "regroup", "stands"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities that are one speaker, and that speaker.

    Attributes:
        id: the speaker's id.
        entities: the entities' ids, sorted.
        former: the ids of the speakers they have in the store now, in the same order.
        speaker: all their names and offices together.
    """

    id: int
    entities: tuple[int, ...]
    former: tuple[int, ...]
    speaker: Entity


def add_entities(database: Database, entities: Iterable[Entity], *, article: Article, row: int) -> dict[Entity, int]:
    """Store the speakers of one article, each for itself, and give their ids.

    ``regroup`` must follow within the same transaction: until then an entity names itself as its speaker.

    Args:
        database: the store, in a transaction.
        entities: those who speak; equal ones are one.
        article: where they speak.
        row: the primary key of the article.
    """
    ids: dict[Entity, int] = {}
    for entity in dict.fromkeys(entities):
        ids[entity] = free_entity_id(database, article, entity, taken=ids.values())
    database["entities"].insert_all(
        {"id": id_, "article": row, "name": entity.name, "type": entity.type.value, "speaker": id_} for entity, id_ in ids.items()
    )
    database["entity_names"].insert_all(
        {"entity": id_, "kind": kind, "name": name} for entity, id_ in ids.items() for kind, name in names_of(entity)
    )
    database["entity_keys"].insert_all(
        {"key": key, "entity": id_} for entity, id_ in ids.items() for key in dict.fromkeys(people.block_keys(entity))
    )
    return ids


def free_entity_id(database: Database, article: Article, entity: Entity, *, taken: Collection[int]) -> int:
    """48 bits that article and entity decide; where the store or ``taken`` has them, the next 48."""
    key = [article.id, article.source.digest, entity.name, entity.type.value, entity.aliases, entity.offices]
    digests = (sha256(json.dumps([*key, attempt]).encode()).digest() for attempt in count())
    ids = (int.from_bytes(digest[:6], "big") for digest in digests)
    stored = "SELECT 1 FROM entities WHERE id = ?"
    return next(id_ for id_ in ids if id_ not in taken and database.execute(stored, [id_]).fetchone() is None)


def groups(database: Database, entities: Iterable[int]) -> Iterator[Group]:
    """How the given entities, and all that keys join to them, fall into speakers; sorted by the speakers' ids."""
    rows = list(database.query(query("related_entities"), {"entities": json.dumps(list(entities))}))
    # Most entities of a much quoted speaker are equal; each is built once.
    built = {key: entity_from(row) for key, row in {columns(row): row for row in rows}.items()}
    values = [built[columns(row)] for row in rows]
    members = sorted(sorted(group) for group in people.merge(values).groups)
    for group in members:
        yield Group(
            id=rows[group[0]]["id"],
            entities=tuple(rows[index]["id"] for index in group),
            former=tuple(rows[index]["speaker"] for index in group),
            speaker=people.describe([values[index] for index in group]),
        )


def columns(row: Row) -> tuple[str, ...]:
    """What of a row of ``related_entities.sql`` makes the entity."""
    return row["name"], row["type"], row["aliases"], row["offices"]


def stands(database: Database, group: Group) -> bool:
    """Whether the store has just this speaker for just these entities."""
    stored = database.execute(
        "SELECT name, type, (SELECT json_group_array(json_array(kind, alias)) FROM aliases WHERE speaker = speakers.id) "
        "FROM speakers WHERE id = ?",
        [group.id],
    ).fetchone()
    if stored is None or set(group.former) != {group.id}:
        return False
    names = {tuple(pair) for pair in json.loads(stored[2])}
    return (stored[0], stored[1], names) == (group.speaker.name, group.speaker.type.value, set(names_of(group.speaker)))


def names_of(entity: Entity) -> list[tuple[str, str]]:
    """The names and offices of an entity, each with its kind, none twice."""
    return [("name", alias) for alias in dict.fromkeys(entity.aliases)] + [("office", office) for office in dict.fromkeys(entity.offices)]


def regroup(database: Database, entities: Iterable[int]) -> None:
    """Bring the speakers up to date after ``entities`` came in; those that stand are not written again."""
    found = list(groups(database, entities))
    changed = [group for group in found if not stands(database, group)]
    for group in changed:
        write(database, group)
    database["aliases"].insert_all(
        {"alias": name, "speaker": group.id, "kind": kind} for group in changed for kind, name in names_of(group.speaker)
    )
    kept = {group.id for group in found}
    for former in sorted({former for group in found for former in group.former} - kept):
        database.execute("DELETE FROM speakers WHERE id = ?", [former])


def write(database: Database, group: Group) -> None:
    """Store one speaker, as yet without names, and who it is."""
    database.execute(
        "INSERT INTO speakers (id, name, type) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type",
        [group.id, group.speaker.name, group.speaker.type.value],
    )
    database.execute("DELETE FROM aliases WHERE speaker = ?", [group.id])
    for entity, former in zip(group.entities, group.former, strict=True):
        if former != group.id:
            database.execute("UPDATE entities SET speaker = ? WHERE id = ?", [group.id, entity])
