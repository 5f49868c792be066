"""Where ``quotecheck.people`` looks speakers up: the keys that the store keeps of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlite_utils import Database

from quotecheck.model import Speaker
from quotecheck.store.queries import query
from quotecheck.store.rows import speaker_from

__all__ = ["StoredIndex"]


class StoredIndex:
    """The speakers of a store by their keys.

    Args:
        database: the store.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def having(self, keys: Collection[str], *, among: Collection[int] | None = None) -> list[int]:
        """The ids of the speakers that have all of some keys, of everybody or among some; who is quoted most first."""
        parameters = {"keys": json.dumps(list(dict.fromkeys(keys)))}
        if among is None:
            return [id_ for (id_,) in self._database.execute(query("speakers_by_keys"), parameters)]
        chosen = parameters | {"among": json.dumps(list(among))}
        return [id_ for (id_,) in self._database.execute(query("speakers_by_keys_among"), chosen)]

    def speakers(self, ids: Collection[int]) -> list[Speaker]:
        """The speakers with these ids, in this order."""
        found = self._database.query(query("speakers"), {"ids": json.dumps(list(ids)), "limit": None})
        by_id = {speaker.id: speaker for speaker in map(speaker_from, found)}
        return [by_id[id_] for id_ in ids if id_ in by_id]

    def words(self, kind: str = "word") -> Iterator[str]:
        """Every word of any name, or, of the kind "office-word", of any office."""
        keys = "SELECT DISTINCT key FROM speaker_keys WHERE key >= :kind || ' ' AND key < :kind || '!' ORDER BY key"
        for (key,) in self._database.execute(keys, {"kind": kind}):
            yield key.removeprefix(f"{kind} ")
