"""Decisions on speakers that come into a store from an archive, and what any line of one must be made of."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from quotecheck.errors import InputError
from quotecheck.model import Entity, EntityType
from quotecheck.people import ALIAS
from quotecheck.store.decisions import apply, follow_lists, listed_from, remove, ruled, speakers_of
from quotecheck.store.entities import free_id, insert_entity
from quotecheck.store.queries import query
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained, writing

__all__ = ["MALFORMED", "import_decisions", "integer", "string"]

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, RecursionError, sqlite3.DatabaseError)
"""What is raised by a line that is not what it should be."""
_DECISION = ("pk", "kind", "summary", "made", "undone")
_RULING = ("article", "name", "type", "kind", "value")

_Line = tuple[str, dict[str, Any]]


def string(value: object) -> str:
    """The value, if it is a string.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is no string")
    return value


def integer(value: object) -> int:
    """The value, if it is a whole number.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r:.80} is no whole number")
    return value


def import_decisions(store: Store, lines: list[_Line]) -> int:
    """Take over decisions, before the articles on which they rule; those that are there already are left, and undone if they are so here.

    Args:
        store: where to; its own decisions must be the first of these.
        lines: all decisions of an archive, the first one first, with the places of their lines.

    Returns:
        How many were new, or undone.

    Raises:
        InputError: the store has other decisions, or a line is not what it should be.
    """
    if not lines:
        return 0
    wanted = [_checked(where, line, number) for number, (where, line) in enumerate(lines, start=1)]
    with explained(store.path), writing(store.database):
        columns = ", ".join(_DECISION)
        stored = list(store.database.query(f"SELECT {columns} FROM decisions ORDER BY pk"))  # noqa: S608
        new = lines[len(stored) :]
        if len(stored) > len(wanted) or not all(_goes_on(one, other) for one, other in zip(stored, wanted, strict=False)):
            raise InputError(
                f"{lines[0][0]}: {store.path} has decisions on speakers of its own. Import into a new database, named with --db."
            )
        undone = [decision for one, decision in zip(stored, wanted, strict=False) if one["undone"] != decision["undone"]]
        if new or undone:
            _carry_out(store.database, new, undone)
    return len(new) + len(undone)


def _goes_on(stored: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a stored decision is the wanted one, which may have been undone since."""
    return {**stored, "undone": None} == {**wanted, "undone": None} and stored["undone"] in {None, wanted["undone"]}


def _carry_out(database: Database, new: list[_Line], undone: list[dict[str, Any]]) -> None:
    """Record decisions and undo others, then bring up to date whomever they rule on."""
    own: list[int] = []
    for decision in undone:
        database.execute("UPDATE decisions SET undone = :undone WHERE pk = :pk", decision)
        own += [id_ for id_, _ in database.execute(query("entities_of_decision"), {"decision": decision["pk"]})]
    aliases = [entity for where, line in new for entity in _recorded(database, where, line)]
    pks = [decision["pk"] for decision in undone] + [line["decision"]["pk"] for _, line in new]
    entities = [id_ for pk in pks for id_ in ruled(database, pk) if id_ not in set(own)]
    changed = {speaker for (speaker,) in speakers_of(database, entities)}
    affected, left = remove(database, own)
    listed, replaced = follow_lists(database)
    apply(database, pks[-1], [*entities, *affected, *aliases, *listed], changed=changed | left | replaced)


def _checked(where: str, line: dict[str, Any], number: int) -> dict[str, Any]:
    """The columns of a decision.

    Raises:
        InputError: they are not what they should be.
    """
    try:
        stated = line["decision"]
        moments = [string(stated["made"]), *([] if stated["undone"] is None else [string(stated["undone"])])]
        if not all(datetime.fromisoformat(moment).tzinfo for moment in moments):
            raise ValueError("a moment without a zone")
        if integer(stated["pk"]) != number:
            raise ValueError(f"{stated['pk']} where {number} is due")
        arguments = stated["arguments"]
        if string(stated["kind"]) == "import":
            string(arguments["source"])
            for person in arguments["people"]:
                _require_strings(person)
                listed_from(person)
        for article, name, kind, ruling, value in line["rulings"]:
            _require_strings(
                [string(part) for part in (article, name, EntityType(kind).value, ruling, *([] if value is None else [value]))]
            )
        return {name: stated[name] for name in _DECISION} | {"summary": string(stated["summary"])}
    except MALFORMED as error:
        raise _refusal(where, error) from error


def _require_strings(value: object) -> None:
    """See to it that nothing but strings, and flags, is in it."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            _require_strings(one)
    elif value is not None and not isinstance(value, bool):
        string(value).encode()


def _recorded(database: Database, where: str, line: dict[str, Any]) -> list[int]:
    """Store a decision with its rulings; give the entity that stands for an alias, if it is one that stands."""
    stated = line["decision"]
    try:
        database["decisions"].insert({name: stated[name] for name in _DECISION} | {"arguments": json.dumps(stated["arguments"])})
        rulings = [dict(zip(_RULING, ruling, strict=True)) for ruling in line["rulings"]]
        database["rulings"].insert_all(ruling | {"decision": stated["pk"]} for ruling in rulings)
    except MALFORMED as error:
        raise _refusal(where, error) from error
    entities = []
    for ruling in rulings:
        if stated["kind"] == "alias" and stated["undone"] is None and ruling["article"] == f"#{stated['pk']}":
            alias, kind = ruling["name"], EntityType(ruling["type"])
            id_ = free_id(database, ["alias", stated["pk"], alias])
            known = Entity(name=alias, type=kind, aliases=(alias,))
            insert_entity(
                database, known, id=id_, rulings=[(stated["pk"], "same", None)], listed=f"{ALIAS}{stated['pk']}", decision=stated["pk"]
            )
            entities.append(id_)
    return entities


def _refusal(where: str, error: Exception) -> InputError:
    return InputError(f"{where}: not a decision as an archive has it ({type(error).__name__}: {error}).")
