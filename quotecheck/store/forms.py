"""Forms, what articles say of speakers: whether they are found by what joins them to others, and are what they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlite_utils import Database

from quotecheck import people
from quotecheck.store.entities import standing_from
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, entity_from

__all__ = ["broken_keys", "forms", "is_itself"]

# Forms read at once.
PAGE = 500


def forms(database: Database) -> Iterator[Row]:
    """All forms in full, a row of ``forms.sql`` each."""
    ids = [id_ for (id_,) in database.execute("SELECT id FROM forms ORDER BY id").fetchall()]
    for start in range(0, len(ids), PAGE):
        yield from database.query(query("forms"), {"forms": json.dumps(ids[start : start + PAGE])})


def is_itself(form: Row) -> bool:
    """Whether a form says what it said when it was stored: its id is made from that by ``quotecheck.store.entities.form_of``."""
    said = [sorted(json.loads(form[column])) for column in ("aliases", "offices", "rivals")]
    known = [form["name"], form["type"], form["gender"], *said, form["listed"], json.loads(form["rulings"])]
    return bool(int.from_bytes(sha256(json.dumps(known).encode()).digest()[:8], "big") >> 1 == form["id"])


def broken_keys(database: Database, form: Row) -> tuple[set[str], set[str]]:
    """The keys of a form that are not there, and those that are and should not be."""
    rulings = [tuple(ruling) for ruling in json.loads(form["rulings"])]
    keys = set(people.block_keys(entity_from(form), standing_from(rulings, listed=form["listed"])))
    stored = {key for (key,) in database.execute("SELECT key FROM form_keys WHERE form = ?", [form["id"]])}
    return keys - stored, stored - keys
