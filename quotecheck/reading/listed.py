"""A user's list of people: a CSV file with names, aliases, offices and ids of Wikidata."""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from quotecheck.errors import InputError
from quotecheck.model import EntityType, Listed, Tenure
from quotecheck.reading.canonical import decode

__all__ = ["COLUMNS", "NAMED", "read_listed"]

COLUMNS = ("name", "aliases", "offices", "wikidata")
"""The columns that a list has at the least; ``type`` may be a fifth, others are passed over."""
NAMED = "name:"
"""How the id of one who has none of Wikidata begins."""

_WIKIDATA = re.compile(r"Q[1-9]\d*")
_TERM = re.compile(r"(?P<office>.*\S)\s*\((?P<since>[^()/]*)/(?P<until>[^()/]*)\)", re.DOTALL)
_LIKE_TERM = re.compile(r"\([^()]*\d{4}[^()]*\)\s*\Z")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?")
_OPEN = frozenset({"", ".."})
_NOTHING = "Nothing was imported."
_TYPES = {kind.value: kind for kind in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)}


def read_listed(stream: BinaryIO, *, name: str) -> tuple[Listed, ...]:
    r"""The people of a CSV file with the columns ``name, aliases, offices, wikidata`` and, if it likes, ``type``.

    Aliases and offices are parted by semicolons. An office may have its time behind it, as an interval of ISO 8601 and the
    Extended Date/Time Format, open where nothing or two points stand: ``Secretary of State (2021-01-26/..)``; years and months will do.

    Args:
        stream: the file.
        name: what to call it in a message.

    Raises:
        InputError: a column is missing, a line has no name, a date or an id is none, or two lines have one id; nothing is read then.

    >>> text = "name,aliases,offices,wikidata\nAda Byron,Byron; the mayor,Mayor of Rome (2020/2024-03),Q7259\n"
    >>> (person,) = read_listed(io.BytesIO(text.encode()), name="people.csv")
    >>> person.id, person.aliases, person.tenures
    ('Q7259', ('Byron', 'the mayor'), (Tenure(office='Mayor of Rome', since='2020-01-01', until='2024-03-31', listed=True),))
    """
    rows = _rows(decode(stream.read(), name=name).text, name=name)
    people: dict[str, tuple[Listed, int]] = {}
    for line, row in rows:
        person = _person(row, where=f"{name}:{line}")
        if person.id in people:
            first, before = people[person.id]
            has = f"the id {person.id}" if not person.id.startswith(NAMED) else "this name and no id"
            raise InputError(f"{name}:{line}: {person.name} has {has}, as has {first.name} in line {before}. {_NOTHING}")
        people[person.id] = person, line
    if not people:
        raise InputError(f"{name}: nobody in it. Give a line for each person below {','.join(COLUMNS)}.")
    return tuple(person for person, _ in people.values())


def _rows(text: str, *, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
    try:
        header = [column.strip().casefold() for column in reader.fieldnames or ()]
        missing = [column for column in COLUMNS if column not in header]
        if missing:
            raise InputError(f"{name}: no column {', '.join(missing)}. The first line must be {','.join(COLUMNS)}. {_NOTHING}")
        reader.fieldnames = header
        for row in reader:
            line = reader.line_num
            if None in row:
                raise InputError(
                    f"{name}:{line}: more fields than columns. Put what holds a comma between quotation marks. Nothing was imported."
                )
            if any(value.strip() for value in row.values()):
                yield line, row
    except csv.Error as error:
        raise InputError(f"{name}: below line {reader.line_num}, no line of CSV ({error}). Save the list as CSV again.") from error


def _person(row: Mapping[str, str], *, where: str) -> Listed:
    name = " ".join(row["name"].split())
    if not any(letter.isalnum() for letter in name):
        raise InputError(f"{where}: no name. Give one, or leave the line out. {_NOTHING}")
    id_, kind = row["wikidata"].strip(), row.get("type", "").strip().casefold() or EntityType.PERSON.value
    if id_ and not _WIKIDATA.fullmatch(id_):
        raise InputError(f"{where}: {id_!r} is no id of Wikidata. Write it as Q22686, or leave it empty. {_NOTHING}")
    if kind not in _TYPES:
        raise InputError(f"{where}: {kind!r} is no type. It is one of {', '.join(_TYPES)}, or empty. {_NOTHING}")
    offices = [_office(entry, where=where) for entry in _entries(row["offices"])]
    return Listed(
        id=id_ or f"{NAMED}{name.casefold()}",
        name=name,
        type=_TYPES[kind],
        aliases=tuple(dict.fromkeys(alias for alias in _entries(row["aliases"]) if alias != name)),
        offices=tuple(dict.fromkeys(office for office in offices if isinstance(office, str))),
        tenures=tuple(dict.fromkeys(tenure for tenure in offices if isinstance(tenure, Tenure))),
    )


def _entries(field: str) -> list[str]:
    return [entry for part in field.split(";") if (entry := " ".join(part.split()))]


def _office(entry: str, *, where: str) -> str | Tenure:
    term = _TERM.fullmatch(entry)
    if term is None:
        if _LIKE_TERM.search(entry):
            raise InputError(f"{where}: the time in {entry!r} is no interval. Write it as (2021-01-26/2025-01-20). {_NOTHING}")
        return entry
    since, until = (_day(term[end].strip(), end=end, entry=entry, where=where) for end in ("since", "until"))
    if since and until and until < since:
        raise InputError(f"{where}: {entry!r} ends before it begins. {_NOTHING}")
    return Tenure(office=term["office"], since=since, until=until, listed=True)


def _day(stated: str, *, end: str, entry: str, where: str) -> str | None:
    """The first or the last day of what is stated: a day, a month or a year."""
    if stated in _OPEN:
        return None
    found = _DATE.fullmatch(stated)
    last = monthrange(int(found["year"]), int(found["month"]))[1] if found and found["month"] and int(found["year"]) else 31
    if found is None or int(found["year"]) == 0 or int(found["day"] or 1) > last:
        raise InputError(
            f"{where}: {stated!r} in {entry!r} is no date. Write it as 2021-01-26, 2021-01, 2021 or .. if open. Nothing was imported."
        )
    month, day = found["month"] or ("01" if end == "since" else "12"), found["day"] or ("01" if end == "since" else f"{last:02}")
    return f"{found['year']}-{month}-{day}"
