"""What users decide of speakers: recorded, heeded whatever is added later, and undone on demand.

A decision is kept as rulings on entities, named by article and name, so that it holds for every version of an article. A list
of people becomes entities that stand in no article; those that are in one and have a name of the list are bound to them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

from sqlite_utils import Database

from quotecheck.attribution.names import person_words
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Decision, Entity, EntityType, Listed, Speaker, Tenure
from quotecheck.people import ALIAS
from quotecheck.reading import NAMED
from quotecheck.store.entities import discard_forms, free_id, insert_entity, link
from quotecheck.store.queries import query
from quotecheck.store.speakers import regroup
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained, writing

_LONGEST_NAME = 200

__all__ = ["add_alias", "decisions", "import_people", "merge", "rename", "split", "undo"]


def merge(store: Store, one: Speaker, other: Speaker) -> Decision:
    """Decide that two speakers are one.

    Raises:
        UsageError: they are one already.
    """
    if one.id == other.id:
        raise UsageError(f"{one.name} and {other.name} are one speaker already. Nothing was changed.")
    with explained(store.path), writing(store.database):
        places = [place for speaker in (one, other) for place in everywhere(store.database, speaker)]
        return decide(store.database, "merge", f"{one.name} and {other.name} are one", [(*place, "same", None) for place in places])


def split(store: Store, speaker: Speaker, articles: Collection[str], *, name: str | None = None) -> Decision:
    """Decide that whoever some articles credit is somebody else than the speaker.

    Args:
        store: where.
        speaker: whom to take them from.
        articles: the ids of the articles.
        name: what to call the other one.

    Raises:
        NothingFound: the speaker does not speak in one of the articles.
        UsageError: nothing of the speaker would be left, or the name is blank.
    """
    if name is not None:
        require_name(name)
    with explained(store.path), writing(store.database):
        places: list[tuple[str, str, str]] = []
        for article in dict.fromkeys(articles):
            found = store.database.execute(query("places_of_speaker"), {"speaker": speaker.id, "article": article}).fetchall()
            if not found:
                raise NothingFound(f"{store.path}: {speaker.name} does not speak in {article!r}. Run quotecheck speakers why to see where.")
            places += found
        if set(places) >= {place for place in everywhere(store.database, speaker) if not place[0].startswith("#")}:
            raise UsageError(f"These are all articles in which {speaker.name} speaks: there is nothing to split. Nothing was changed.")
        rulings = [(*place, "apart", None) for place in places] + [(*place, "called", name) for place in places if name]
        summary = f"in {', '.join(dict.fromkeys(articles))}, {speaker.name} is somebody else" + (f", {name}" if name else "")
        return decide(store.database, "split", summary, rulings)


def rename(store: Store, speaker: Speaker, name: str) -> Decision:
    """Decide what a speaker is called.

    Raises:
        UsageError: the name is blank, or it is called so already.
    """
    require_name(name)
    if name == speaker.name:
        raise UsageError(f"{name} is called so already. Nothing was changed.")
    with explained(store.path), writing(store.database):
        rulings = [(*place, "called", name) for place in everywhere(store.database, speaker)]
        return decide(store.database, "rename", f"{speaker.name} is called {name}", rulings)


def add_alias(store: Store, speaker: Speaker, alias: str) -> Decision:
    """Decide that a name means a speaker, wherever just it stands.

    Raises:
        UsageError: the name is blank, or the speaker has it already.
    """
    require_name(alias)
    if alias in speaker.aliases:
        raise UsageError(f"{speaker.name} is known as {alias} already. Nothing was changed.")
    with explained(store.path):
        given = store.database.execute(query("alias_given"), {"alias": alias}).fetchone()
        named = store.database.execute(query("alias_names"), {"alias": alias, "speaker": speaker.id}).fetchone()
    if given is not None:
        raise UsageError(f"{alias} is an alias of another speaker since decision {given[0]}. Undo that first. Nothing was changed.")
    if named is not None and len(person_words(alias)[0]) > 1:
        raise UsageError(f"{alias} is the name of another speaker. To make them one, use quotecheck speakers merge. Nothing was changed.")
    with explained(store.path), writing(store.database):
        pk = record(store.database, "alias", f"{speaker.name} is also {alias}", {})
        kind = speaker.type if speaker.type is not EntityType.UNNAMED else EntityType.OTHER
        known = Entity(name=alias, type=kind, aliases=(alias,))
        id_ = free_id(store.database, ["alias", pk, alias])
        places = [*everywhere(store.database, speaker), (f"#{pk}", alias, kind.value)]
        rule(store.database, pk, [(*place, "same", None) for place in places])
        insert_entity(store.database, known, id=id_, rulings=[(pk, "same", None)], listed=f"{ALIAS}{pk}", decision=pk)
        apply(store.database, pk, [id_])
        return decision(store.database, pk)


def import_people(store: Store, people: Sequence[Listed], *, source: str) -> Decision:
    """Take over a user's list of people: whoever is called by just a name of it is bound to its id.

    A list replaces the one that came from the same source before, and who is on an earlier list under the same id.

    Args:
        store: where.
        people: the list; ids differ.
        source: what to call it.
    """
    with explained(store.path), writing(store.database):
        arguments = {"source": source, "people": [asdict(person) for person in people]}
        pk = record(store.database, "import", f"{len(people)} {'person' if len(people) == 1 else 'people'} of {source}", arguments)
        entities, changed = follow_lists(store.database)
        apply(store.database, pk, entities, changed=changed)
        return decision(store.database, pk)


def undo(store: Store, number: int | None = None) -> Decision:
    """Undo a decision, the latest one by default.

    Raises:
        NothingFound: there is none with this number, or it is undone already.
    """
    with explained(store.path), writing(store.database):
        latest = "SELECT max(pk) FROM decisions WHERE undone IS NULL AND (pk = :number OR :number IS NULL)"
        pk = store.database.execute(latest, {"number": number}).fetchone()[0]
        if pk is None:
            asked = "no decision" if number is None else f"no decision {number}"
            raise NothingFound(f"{store.path}: {asked} that stands. Run quotecheck speakers decisions to see them.")
        entities = ruled(store.database, pk)
        store.database.execute("UPDATE decisions SET undone = ? WHERE pk = ?", [now(), pk])
        own = [id_ for id_, _ in store.database.execute(query("entities_of_decision"), {"decision": pk})]
        affected, changed = remove(store.database, own)
        restored, replaced = follow_lists(store.database)
        entities = [id_ for id_ in entities if id_ not in own]
        changed |= replaced
        changed |= {speaker for (speaker,) in speakers_of(store.database, entities)}
        apply(store.database, pk, [*entities, *affected, *restored], changed=changed)
        return decision(store.database, pk)


def decisions(store: Store) -> list[Decision]:
    """All decisions, the first one first, undone ones among them."""
    with explained(store.path):
        pks = store.database.execute("SELECT pk FROM decisions ORDER BY pk").fetchall()
        return [decision(store.database, pk) for (pk,) in pks]


# -- records


def require_name(name: str) -> None:
    """Refuse a name that names nobody."""
    if (
        not any(letter.isalnum() for letter in name)
        or len(name) > _LONGEST_NAME
        or any(category(letter)[0] in "CZ" for letter in name.replace(" ", ""))
    ):
        raise UsageError(f"{name[:_LONGEST_NAME]!r} is no name. Nothing was changed.")


def everywhere(database: Database, speaker: Speaker) -> list[tuple[str, str, str]]:
    """Where a speaker stands, by which a decision holds on to it: article, or # and the number of a decision; name there; type."""
    return database.execute(query("places_of_speaker"), {"speaker": speaker.id, "article": None}).fetchall()  # type: ignore[no-any-return]


def decide(database: Database, kind: str, summary: str, rulings: Iterable[tuple[str, str, str, str, str | None]]) -> Decision:
    """Record a decision that consists of rulings, and carry it out."""
    pk = record(database, kind, summary, {})
    rule(database, pk, rulings)
    apply(database, pk, [])
    return decision(database, pk)


def record(database: Database, kind: str, summary: str, arguments: dict[str, Any]) -> int:
    """Record a decision, as yet without rulings, and give its number."""
    columns = {"kind": kind, "summary": summary, "arguments": json.dumps(arguments), "made": now()}
    return int(database["decisions"].insert(columns).last_pk)


def rule(database: Database, pk: int, rulings: Iterable[tuple[str, str, str, str, str | None]]) -> None:
    """Record rulings: article, name, type, kind and value."""
    columns = ("article", "name", "type", "kind", "value")
    database["rulings"].insert_all(dict(zip(columns, ruling, strict=True)) | {"decision": pk} for ruling in dict.fromkeys(rulings))


def apply(database: Database, pk: int, entities: Iterable[int], *, changed: Collection[int] = ()) -> None:
    """Bring keys and speakers up to date for what a decision rules on, and for more entities."""
    touched = list(dict.fromkeys((*ruled(database, pk), *entities)))
    before = {speaker for (speaker,) in speakers_of(database, touched)}
    # Those that are set apart leave others behind, who must be looked at again, too.
    others = [id_ for (id_,) in database.execute(query("entities_of_speakers"), {"speakers": json.dumps(sorted(before | set(changed)))})]
    link(database, touched)
    regroup(database, [*touched, *others], changed={*changed, *before})
    discard_forms(database)


def ruled(database: Database, pk: int) -> list[int]:
    """The ids of the entities that a decision rules on."""
    return [id_ for (id_,) in database.execute(query("entities_ruled"), {"decision": pk})]


def speakers_of(database: Database, entities: Iterable[int]) -> list[tuple[int]]:
    """The ids of the speakers that entities have."""
    chosen = "SELECT DISTINCT speaker FROM entities WHERE id IN (SELECT value FROM json_each(?))"
    return database.execute(chosen, [json.dumps(list(entities))]).fetchall()  # type: ignore[no-any-return]


def decision(database: Database, pk: int) -> Decision:
    """A recorded decision."""
    row = database.execute("SELECT pk, kind, summary, made, undone FROM decisions WHERE pk = ?", [pk]).fetchone()
    return Decision(number=row[0], kind=row[1], summary=row[2], made=row[3], undone=row[4])


def now() -> str:
    """The time, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# -- lists of people


def insert_listed(database: Database, pk: int, person: Listed) -> int:
    """Store an entry of a list as an entity; give its id."""
    names = tuple(dict.fromkeys((person.name, *person.aliases)))
    offices = tuple(dict.fromkeys((*person.offices, *(tenure.office for tenure in person.tenures))))
    id_ = free_id(database, ["listed", person.id, person.name, names, offices])
    entity = Entity(name=person.name, type=person.type, aliases=names, offices=offices)
    insert_entity(database, entity, id=id_, rulings=[], listed=person.id, decision=pk)
    database["terms"].insert_all(
        {"entity": id_, "office": tenure.office, "since": tenure.since, "until": tenure.until} for tenure in dict.fromkeys(person.tenures)
    )
    return id_


def follow_lists(database: Database) -> tuple[list[int], set[int]]:
    """Make the entries of lists those that standing decisions demand; give the entities that this touches, and the speakers they had."""
    wanted = {(pk, person.id): person for pk, person in standing_entries(database)}
    stored = {(pk, listed): id_ for id_, pk, listed in database.execute(query("entities_listed"))}
    affected, changed = remove(database, [id_ for entry, id_ in stored.items() if entry not in wanted])
    new = [insert_listed(database, pk, person) for (pk, id_), person in wanted.items() if (pk, id_) not in stored]
    return [*new, *affected], changed


def standing_entries(database: Database) -> list[tuple[int, Listed]]:
    """The entries of the lists that stand, with the decisions that brought them: of a source its latest list, of an id its latest entry."""
    sources: set[str] = set()
    found: dict[str, tuple[int, Listed]] = {}
    standing = "SELECT pk, arguments FROM decisions WHERE kind = 'import' AND undone IS NULL ORDER BY pk DESC"
    for pk, encoded in database.execute(standing).fetchall():
        arguments = json.loads(encoded)
        if arguments["source"] not in sources:
            sources.add(arguments["source"])
            for person in map(listed_from, arguments["people"]):
                found.setdefault(person.id, (pk, person))
    known = {person.name.casefold() for id_, (_, person) in found.items() if not id_.startswith(NAMED)}
    # Who has been listed by name alone is the one who has got an id.
    return [entry for id_, entry in found.items() if not (id_.startswith(NAMED) and entry[1].name.casefold() in known)]


def remove(database: Database, entities: Collection[int]) -> tuple[list[int], set[int]]:
    """Remove entities that stand in no article; give those that they may have held together, and the speakers that they had."""
    parameters = {"entities": json.dumps(list(entities))}
    changed = {speaker for (speaker,) in speakers_of(database, entities)}
    affected = [id_ for (id_,) in database.execute(query("entities_related"), parameters)] if entities else []
    for table, column in (("descriptions", "entity"), ("terms", "entity"), ("entities", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(:entities))", parameters)  # noqa: S608
    return [id_ for id_ in affected if id_ not in set(entities)], changed


def listed_from(stored: dict[str, Any]) -> Listed:
    """An entry of a list as a decision keeps it."""
    return Listed(
        id=stored["id"],
        name=stored["name"],
        type=EntityType(stored["type"]),
        aliases=tuple(stored["aliases"]),
        offices=tuple(stored["offices"]),
        tenures=tuple(Tenure(**tenure) for tenure in stored["tenures"]),
    )
