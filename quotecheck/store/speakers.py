"""Who is who across articles, kept true as articles come in and users decide.

The outcome depends on which articles and decisions are in the store, never on the order in which they came: ids are derived from
what they stand for, forms are always handed over in the order of their ids, and a speaker's id is the smallest of its
entities' ids. Only forms that chains of keys join to a changed one are looked at again, for no others can be affected.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from quotecheck import people
from quotecheck.model import Entity
from quotecheck.people import Grouping
from quotecheck.store.entities import discard_forms, link, standing_from
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, entity_from, speaker_from

__all__ = ["Component", "Group", "component", "discrepancy", "rebuild", "regroup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities that are one speaker, and that speaker.

    Attributes:
        id: the speaker's id.
        members: the entities, those of one form, speaker and reason together: rows of ``form_members.sql``, as the store has them.
        reasons: for each form, why it belongs here.
        speaker: name and type.
        listed: the id in a user's list.
    """

    id: int
    members: tuple[Row, ...]
    reasons: dict[int, str]
    speaker: Entity
    listed: str | None = None

    @property
    def former(self) -> set[int]:
        """The ids of the speakers that the entities have in the store now."""
        return {row["speaker"] for row in self.members}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """All entities that chains of keys join, as they fall into speakers.

    Attributes:
        forms: the ids of their forms.
        groups: the speakers.
        doubts: pairs of speakers' ids that may be one, the smaller one first, and why.
    """

    forms: frozenset[int]
    groups: tuple[Group, ...]
    doubts: dict[tuple[int, int], str]


def component(database: Database, forms: Iterable[int], *, only: Collection[int] | None = None) -> Component:
    """How the entities of the given forms, and of all that keys join to them, fall into speakers.

    Args:
        database: the store.
        forms: the ids of the forms.
        only: of forms without any key, whose entities have nothing to do with each other, the ids of those to look at; all by default.
    """
    related = json.dumps([row["id"] for row in database.query(query("related_forms"), {"forms": json.dumps(list(forms))})])
    rows = list(database.query(query("forms"), {"forms": related}))
    members: defaultdict[int, list[Row]] = defaultdict(list)
    chosen = None if only is None else json.dumps(sorted(only))
    for row in database.query(query("form_members"), {"forms": related, "only": chosen}):
        members[row["form"]].append(row)
    rows = [row for row in rows if members[row["id"]]]
    entities = [entity_from(row) for row in rows]
    standings = [standing_from([tuple(ruling) for ruling in json.loads(row["rulings"])], listed=row["listed"]) for row in rows]
    counts = [sum(row["speaking"] for row in members[form["id"]]) for form in rows]
    grouping = people.merge(entities, standings, counts=counts)
    groups: list[list[Group]] = []
    for indexes in grouping.groups:
        if indexes[0] in grouping.scattered:
            groups.append(list(_each(database, rows[indexes[0]], members, grouping.reasons[indexes[0]])))
            continue
        own_standings = [standings[index] for index in indexes]
        described = people.describe([entities[index] for index in indexes], own_standings, [counts[index] for index in indexes])
        listed = sorted(standing.listed for standing in own_standings if standing.on_list and standing.listed)
        own = [row for index in indexes for row in members[rows[index]["id"]]]
        speaking = [row["first_speaking"] for row in own if row["first_speaking"] is not None]
        group = Group(
            # One that speaks names the group before one that is only listed, whose id changes with the list.
            id=min(speaking or [row["first"] for row in own]),
            members=tuple(own),
            reasons={rows[index]["id"]: grouping.reasons[index] for index in indexes},
            speaker=described,
            listed=listed[0] if listed else None,
        )
        groups.append([group])
    return Component(
        forms=frozenset(row["id"] for row in rows),
        groups=tuple(group for found in groups for group in found),
        doubts=_doubts(grouping, groups),
    )


def _each(database: Database, form: Row, members: dict[int, list[Row]], reason: str) -> Iterator[Group]:
    """A group for each entity of a form of which even equals are not one speaker."""
    speaker = Entity(name=form["name"], type=entity_from(form).type)
    for row in members[form["id"]]:
        ids = [row["first"]]
        if row["entities"] > 1:
            key = [form["id"], row["speaker"], row["reason"]]
            ids = [id_ for (id_,) in database.execute("SELECT id FROM entities WHERE (form, speaker, reason) = (?, ?, ?) ORDER BY id", key)]
        for id_ in ids:
            yield Group(id=id_, members=({**row, "first": id_, "entities": 1},), reasons={form["id"]: reason}, speaker=speaker)


def _doubts(grouping: Grouping, groups: Sequence[Sequence[Group]]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for doubt in grouping.doubts:
        for one in groups[doubt.one]:
            for other in groups[doubt.other]:
                found[min(one.id, other.id), max(one.id, other.id)] = doubt.reason
    return found


def regroup(database: Database, entities: Collection[int], *, changed: Collection[int] = (), article: int | None = None) -> None:
    """Bring the speakers up to date after ``entities`` came in or were decided on; those that stand are not written again.

    Args:
        database: the store, in a transaction.
        entities: which entities are new, or have a new form.
        changed: ids of speakers that must be written again, since an entity of theirs has gone.
        article: the primary key of a new article, if all ``entities`` are its.
    """
    rows = database.execute(query("forms_of_entities"), {"entities": json.dumps(list(entities))}).fetchall()
    found = component(database, dict.fromkeys(form for _, form, _ in rows), only={entity for entity, _, keyed in rows if not keyed})
    new = set(entities)
    left = {former for group in found.groups for former in group.former if former != group.id} | set(changed)
    touched = [group for group in found.groups if group.id in left or new & group.former or not stands(database, group)]
    for group in touched:
        write(database, group)
    for group in touched:
        if article is not None and group.id not in left and new & group.former and group.former - new == {group.id}:
            extend(database, group.id, article)
        else:
            derive(database, group.id)
    kept = {group.id for group in found.groups}
    for former in sorted(left - kept):
        if database.execute("SELECT 1 FROM entities WHERE speaker = ? LIMIT 1", [former]).fetchone() is None:
            database.execute("DELETE FROM speakers WHERE id = ?", [former])
    write_doubts(database, found)


def stands(database: Database, group: Group) -> bool:
    """Whether the store has just this speaker for just these entities, for the same reasons."""
    row = database.execute("SELECT name, type, listed FROM speakers WHERE id = ?", [group.id]).fetchone()
    known = (group.speaker.name, group.speaker.type.value, group.listed)
    reasoned = all(row["reason"] == group.reasons[row["form"]] for row in group.members)
    return row is not None and tuple(row) == known and reasoned and group.former == {group.id}


def rebuild(database: Database) -> None:
    """Make the forms of all entities and all speakers anew."""
    everybody = [id_ for (id_,) in database.execute("SELECT id FROM entities ORDER BY id").fetchall()]
    link(database, everybody)
    discard_forms(database)
    seen: set[int] = set()
    for form in [id_ for (id_,) in database.execute("SELECT id FROM forms ORDER BY id").fetchall()]:
        if form not in seen:
            seen.update(row["id"] for row in database.query(query("related_forms"), {"forms": json.dumps([form])}))
            own = database.execute("SELECT id FROM entities WHERE form = ?", [form]).fetchall()
            regroup(database, [id_ for (id_,) in own])


def write(database: Database, group: Group) -> None:
    """Store one speaker and who it is, as yet without what follows from that."""
    database.execute(
        "INSERT INTO speakers (id, name, type, listed) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, listed = excluded.listed",
        [group.id, group.speaker.name, group.speaker.type.value, group.listed],
    )
    for row in group.members:
        reason = group.reasons[row["form"]]
        if (row["speaker"], row["reason"]) == (group.id, reason):
            continue
        place: dict[str, Any] = {"form": row["form"], "speaker": row["speaker"], "reason": row["reason"]}
        which = "id = :first" if row["entities"] == 1 else "(form, speaker, reason) = (:form, :speaker, :reason)"
        database.execute(
            f"UPDATE entities SET speaker = :id, reason = :why WHERE {which}",  # noqa: S608
            {"id": group.id, "why": reason, "first": row["first"]} | place,
        )


def derive(database: Database, speaker: int) -> None:
    """Store what follows from a speaker's entities: counts and days, names and offices, and the keys to find it by."""
    database.execute(
        f"UPDATE speakers SET (quotes, articles, first, last) = ({query('speaker_counts')}) WHERE id = :speaker",  # noqa: S608
        {"speaker": speaker},
    )
    aliases = set(database.execute(query("speaker_aliases"), {"speaker": speaker}).fetchall())
    stored = set(database.execute("SELECT * FROM aliases WHERE speaker = ?", [speaker]).fetchall())
    for _, kind, alias, *_ in stored - aliases:
        database.execute("DELETE FROM aliases WHERE (speaker, kind, alias) = (?, ?, ?)", [speaker, kind, alias])
    for row in sorted(aliases - stored, key=repr):
        database.execute("INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?)", row)
    write_keys(database, speaker)


def extend(database: Database, speaker: int, article: int | None) -> None:
    """Add to what follows from a speaker's entities what those of one more article bring; as ``derive`` would find it, but sooner."""
    place = {"speaker": speaker, "article": article}
    database.execute(query("speaker_counts_more"), place)
    before = database.execute("SELECT count(*) FROM aliases WHERE speaker = ?", [speaker]).fetchone()
    database.execute(query("speaker_aliases_more"), place)
    if database.execute("SELECT count(*) FROM aliases WHERE speaker = ?", [speaker]).fetchone() != before:
        write_keys(database, speaker)


def write_keys(database: Database, speaker: int) -> None:
    """Store the keys to find a speaker by."""
    keys, held = keys_of(database, speaker), stored_keys(database, speaker)
    for key in sorted(held - keys):
        database.execute("DELETE FROM speaker_keys WHERE key = ? AND speaker = ?", [key, speaker])
    database["speaker_keys"].insert_all({"key": key, "speaker": speaker} for key in sorted(keys - held))


def keys_of(database: Database, speaker: int) -> frozenset[str]:
    """The keys that a speaker's names, offices and descriptions make."""
    row = next(iter(database.query(query("speakers"), {"ids": json.dumps([speaker]), "limit": None})))
    return people.keys_of(speaker_from(row), json.loads(row["descriptions"]))


def stored_keys(database: Database, speaker: int) -> frozenset[str]:
    """The keys under which a speaker is found."""
    return frozenset(key for (key,) in database.execute("SELECT key FROM speaker_keys WHERE speaker = ?", [speaker]))


def write_doubts(database: Database, found: Component) -> None:
    """Store the doubts of a component in place of those that were there."""
    stored = stored_doubts(database, found)
    for pair, _ in sorted(stored.items() - found.doubts.items()):
        database.execute("DELETE FROM doubts WHERE (one, other) = (?, ?)", pair)
    for (one, other), reason in sorted(found.doubts.items() - stored.items()):
        database.execute("INSERT INTO doubts VALUES (?, ?, ?)", [one, other, reason])


def stored_doubts(database: Database, found: Component) -> dict[tuple[int, int], str]:
    """The doubts that the store has about the speakers of a component."""
    ids = json.dumps([group.id for group in found.groups])
    return {(one, other): reason for one, other, reason in database.execute(query("doubts"), {"speakers": ids})}


def discrepancy(database: Database, group: Group) -> str | None:
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
