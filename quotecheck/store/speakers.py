"""Who is who across articles, kept true as articles come in and users decide.

The outcome depends on which articles and decisions are in the store, never on the order in which they came: an entity's id is
derived from its article and itself, entities are always handed over in the order of their ids, and a speaker's id is the smallest
of its entities' ids. Only entities that chains of keys join to a changed one are looked at again, for no others can be affected.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from quotecheck import people
from quotecheck.model import Entity
from quotecheck.store.entities import link, standing_of
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, entity_from, speaker_from

__all__ = ["Component", "Group", "component", "lacks", "rebuild", "regroup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities that are one speaker, and that speaker.

    Attributes:
        id: the speaker's id.
        entities: the entities' ids, sorted.
        former: the ids of the speakers they have in the store now, in the same order.
        reasons: why each belongs here.
        stale: whether a reason in the store is another one.
        speaker: its name and type.
        listed: the id in a user's list.
    """

    id: int
    entities: tuple[int, ...]
    former: tuple[int, ...]
    reasons: tuple[str, ...]
    stale: bool
    speaker: Entity
    listed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """All entities that chains of keys join, as they fall into speakers.

    Attributes:
        groups: the speakers, by their ids.
        doubts: pairs of speakers' ids that may be one, the smaller one first, and why.
    """

    groups: tuple[Group, ...]
    doubts: dict[tuple[int, int], str]


def component(database: Database, entities: Iterable[int]) -> Component:
    """How the given entities, and all that keys join to them, fall into speakers."""
    related = [row["id"] for row in database.query(query("related_entities"), {"entities": json.dumps(list(entities))})]
    rows = list(database.query(query("entities"), {"entities": json.dumps(related)}))
    # Most entities of a much quoted speaker are equal; each is built once.
    built = {key: (entity_from(row), standing_of(row)) for key, row in {columns(row): row for row in rows}.items()}
    values = [built[columns(row)] for row in rows]
    standings = [standing for _, standing in values]
    grouping = people.merge([entity for entity, _ in values], standings)
    groups = []
    for members in grouping.groups:
        # One that speaks names the group before one that is only listed, whose id changes with the list.
        first = min(members, key=lambda index: (not rows[index]["speaks"], rows[index]["id"]))
        listed = sorted(rows[index]["listed"] for index in members if standings[index].on_list)
        groups.append(
            Group(
                id=rows[first]["id"],
                entities=tuple(rows[index]["id"] for index in members),
                former=tuple(rows[index]["speaker"] for index in members),
                reasons=tuple(grouping.reasons[index] for index in members),
                stale=any(rows[index]["reason"] != grouping.reasons[index] for index in members),
                speaker=people.describe([values[index][0] for index in members], [standings[index] for index in members]),
                listed=listed[0] if listed else None,
            )
        )
    doubts = {}
    for doubt in grouping.doubts:
        one, other = sorted((groups[doubt.one].id, groups[doubt.other].id))
        doubts[one, other] = doubt.reason
    return Component(groups=tuple(sorted(groups, key=lambda group: group.id)), doubts=doubts)


def columns(row: Row) -> tuple[str | None, ...]:
    """What of a row of ``entities.sql`` makes the entity and its standing."""
    return tuple(row[column] for column in ("name", "type", "aliases", "offices", "gender", "listed", "rulings"))


def regroup(database: Database, entities: Collection[int], *, changed: Collection[int] = ()) -> None:
    """Bring the speakers up to date after ``entities`` came in or were decided on; those that stand are not written again.

    Args:
        database: the store, in a transaction.
        entities: which entities are new, or have new keys.
        changed: ids of speakers that must be written again, since an entity of theirs has gone.
    """
    found = component(database, entities)
    new = set(entities)
    left = {former for group in found.groups for former in group.former if former != group.id} | set(changed)
    touched = [group for group in found.groups if group.id in left or new.intersection(group.entities) or not stands(database, group)]
    for group in touched:
        write(database, group)
    for group in touched:
        derive(database, group.id)
    kept = {group.id for group in found.groups}
    for former in sorted({former for group in found.groups for former in group.former} | set(changed)):
        if former not in kept and database.execute("SELECT 1 FROM entities WHERE speaker = ? LIMIT 1", [former]).fetchone() is None:
            database.execute("DELETE FROM speakers WHERE id = ?", [former])
    write_doubts(database, found)


def stands(database: Database, group: Group) -> bool:
    """Whether the store has just this speaker for just these entities, for the same reasons."""
    row = database.execute("SELECT name, type, listed FROM speakers WHERE id = ?", [group.id]).fetchone()
    known = (group.speaker.name, group.speaker.type.value, group.listed)
    return row is not None and tuple(row) == known and not group.stale and set(group.former) == {group.id}


def rebuild(database: Database) -> None:
    """Make the keys of all entities and all speakers anew."""
    everybody = [id_ for (id_,) in database.execute("SELECT id FROM entities ORDER BY id").fetchall()]
    link(database, everybody)
    seen: set[int] = set()
    for entity in everybody:
        if entity not in seen:
            related = [row["id"] for row in database.query(query("related_entities"), {"entities": json.dumps([entity])})]
            seen.update(related)
            regroup(database, related)


def write(database: Database, group: Group) -> None:
    """Store one speaker and who it is, as yet without what follows from that."""
    database.execute(
        "INSERT INTO speakers (id, name, type, listed) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, listed = excluded.listed",
        [group.id, group.speaker.name, group.speaker.type.value, group.listed],
    )
    for entity, reason in zip(group.entities, group.reasons, strict=True):
        database.execute(
            "UPDATE entities SET speaker = :speaker, reason = :reason WHERE id = :id AND (speaker, reason) <> (:speaker, :reason)",
            {"speaker": group.id, "reason": reason, "id": entity},
        )


def derive(database: Database, speaker: int) -> None:
    """Store what follows from a speaker's entities: counts and days, names and offices, and the keys to find it by."""
    database.execute(
        f"UPDATE speakers SET (quotes, articles, first, last) = ({query('speaker_counts')}) WHERE id = :speaker",  # noqa: S608
        {"speaker": speaker},
    )
    database.execute("DELETE FROM aliases WHERE speaker = ?", [speaker])
    database.execute(
        f"INSERT INTO aliases (speaker, kind, alias, articles, first, last) {query('speaker_aliases')}",
        {"speaker": speaker},
    )
    keys, stored = keys_of(database, speaker), stored_keys(database, speaker)
    for key in sorted(stored - keys):
        database.execute("DELETE FROM speaker_keys WHERE key = ? AND speaker = ?", [key, speaker])
    database["speaker_keys"].insert_all({"key": key, "speaker": speaker} for key in sorted(keys - stored))


def keys_of(database: Database, speaker: int) -> frozenset[str]:
    """The keys that a speaker's names, offices and descriptions make."""
    row = next(iter(database.query(query("speakers"), {"ids": json.dumps([speaker]), "limit": None})))
    return people.keys_of(speaker_from(row), json.loads(row["descriptions"]))


def stored_keys(database: Database, speaker: int) -> frozenset[str]:
    """The keys under which a speaker is found."""
    return frozenset(key for (key,) in database.execute("SELECT key FROM speaker_keys WHERE speaker = ?", [speaker]))


def write_doubts(database: Database, found: Component) -> None:
    """Store the doubts of a component in place of those that were there."""
    for group in found.groups:
        database.execute("DELETE FROM doubts WHERE one = :id OR other = :id", {"id": group.id})
    database["doubts"].insert_all({"one": one, "other": other, "reason": reason} for (one, other), reason in found.doubts.items())


def lacks(database: Database, group: Group) -> str | None:
    """What of a speaker is not in the store as its entities make it; None if all is."""
    if not stands(database, group):
        return "is not what the articles make of it"
    counts = database.execute("SELECT quotes, articles, first, last FROM speakers WHERE id = ?", [group.id]).fetchone()
    if counts != database.execute(query("speaker_counts"), {"speaker": group.id}).fetchone():
        return "has other counts than its articles"
    aliases = database.execute(query("speaker_aliases"), {"speaker": group.id}).fetchall()
    stored = database.execute("SELECT * FROM aliases WHERE speaker = ? ORDER BY kind, alias", [group.id]).fetchall()
    if aliases != stored:
        return "has other names than the articles give it"
    return None if keys_of(database, group.id) == stored_keys(database, group.id) else "cannot be found by all of its names"
