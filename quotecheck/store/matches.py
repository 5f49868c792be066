"""What the store knows of how quotes stand to each other: the words they are made of, an index of these, matches and clusters."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from quotecheck.model import DifferenceKind, Likeness, Parse, Quote, Relation, Wording
from quotecheck.store.queries import query
from quotecheck.store.rows import Row, article_from, member, quote_from
from quotecheck.store.store import Store
from quotecheck.store.transactions import explained, writing

__all__ = ["StoredMatches"]

_PAGE = 500
"""Pairs read at once."""


class StoredMatches:
    """The wordings of a store, and how they stand to each other.

    Args:
        store: where they are.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._database = store.database

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing of what the block writes.

        Raises:
            StoreError: the database is locked, read-only or damaged, or the disk is full.
        """
        with explained(self.store.path), writing(self._database):
            yield

    def count_unmatched(self) -> tuple[int, int]:
        """How many quotes have no wording yet, and how many wordings may have matches that are not there yet."""
        with explained(self.store.path):
            quotes = self._database.execute("SELECT count(*) FROM quotes WHERE wording IS NULL").fetchone()[0]
            wordings = self._database.execute("SELECT count(*) FROM wordings WHERE matched = 0").fetchone()[0]
        return int(quotes), int(wordings)

    def unmatched_quotes(self, most: int) -> list[tuple[int, Quote]]:
        """Quotes that have no wording yet, each with its primary key."""
        with explained(self.store.path):
            return [(row["pk"], quote_from(row)) for row in self._database.query(query("unmatched_quotes"), {"limit": most})]

    def unmatched_wordings(self) -> list[int]:
        """The wordings that may have matches that are not there yet, in order."""
        with explained(self.store.path):
            return [number for (number,) in self._database.execute("SELECT pk FROM wordings WHERE matched = 0 ORDER BY pk")]

    def with_digest(self, digest: int) -> Wording | None:
        """The wording with a digest, if the store has it."""
        return next(iter(self._wordings({"digest": digest, "numbers": None})), None)

    def wordings(self, numbers: Collection[int]) -> dict[int, Wording]:
        """Wordings by their numbers."""
        found = self._wordings({"digest": None, "numbers": json.dumps(sorted(numbers))})
        return {wording.number: wording for wording in found}

    def _wordings(self, parameters: Mapping[str, object]) -> list[Wording]:
        with explained(self.store.path):
            return [wording_from(row) for row in self._database.query(query("wordings"), dict(parameters))]

    def worded_quotes(self) -> Iterator[tuple[Wording, Quote]]:
        """Every quote that has a wording, with that."""
        with explained(self.store.path):
            rows = self._database.execute("SELECT wording, pk FROM quotes WHERE wording IS NOT NULL ORDER BY wording, id")
            while page := list(islice(rows, _PAGE)):
                wordings = self.wordings({wording for wording, _ in page})
                keys = json.dumps([pk for _, pk in page])
                quotes = {row["pk"]: quote_from(row) for row in self._database.query(query("quotes_by_pk"), {"quotes": keys})}
                yield from ((wordings[wording], quotes[pk]) for wording, pk in page)

    def all_matches(self) -> Iterator[tuple[int, int, Likeness]]:
        """Every match: the one and the other wording, and how they stand to each other."""
        with explained(self.store.path):
            for row in self._database.query("SELECT * FROM matches ORDER BY one, other"):
                yield row["one"], row["other"], likeness_from(row)

    def parse(self, article: int) -> Parse | None:
        """The parse of an article, by its primary key; None if it was added before parses were kept."""
        with explained(self.store.path):
            row = next(iter(self._database.query(query("article"), {"quote": None, "pk": article})))
            return self.store.parse_of(article_from(row))

    def add_wording(self, digest: int, quote: int, shingles: Iterable[int], *, telling: bool) -> int:
        """Store a wording that is new, and index it if it tells enough.

        Args:
            digest: of its words.
            quote: the primary key of its first quote.
            shingles: of its words.
            telling: whether the words tell enough for others to be known by them.

        Returns:
            Its number.
        """
        row = {"digest": digest, "quote": quote, "telling": int(telling), "matched": int(not telling)}
        number = int(self._database["wordings"].insert(row, pk="pk").last_pk)
        if telling:
            rows = [(shingle, number) for shingle in shingles]
            self._database.conn.executemany("INSERT INTO shingles (shingle, wording) VALUES (?, ?)", rows)
        return number

    def give(self, quote: int, wording: Wording | int, *, id: str) -> None:  # noqa: A002
        """Say that a quote is of a wording; if its id is the smallest of all of that, its parse speaks for them from now on."""
        number = wording if isinstance(wording, int) else wording.number
        self._database.execute("UPDATE quotes SET wording = ? WHERE pk = ?", [number, quote])
        if isinstance(wording, Wording) and id < wording.quote.id:
            self._database.execute("UPDATE wordings SET quote = ?, matched = 1 - telling WHERE pk = ?", [quote, number])
            self.forget(number)

    def forget(self, number: int) -> None:
        """Remove what is known of how a wording stands to others."""
        self._database.execute("DELETE FROM matches WHERE one = ?", [number])
        self._database.execute("DELETE FROM matches WHERE other = ?", [number])

    def holders(self, starts: Sequence[int], width: int, most: int) -> list[tuple[int, ...]]:
        """The wordings that have a shingle in each of some ranges; see ``quotecheck.matching.candidates.Index``."""
        rows = self._database.execute(query("holders"), {"starts": json.dumps(list(starts)), "width": width, "most": most})
        return [tuple(map(int, found.split(","))) if found and found.count(",") < most else () for (found,) in rows]

    def all_shingles(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Every row of the index: the shingles, and the wording of each; both of the shape (rows,)."""
        with explained(self.store.path):
            count = self._database.execute("SELECT count(*) FROM shingles").fetchone()[0]
            kind = np.dtype([("shingle", np.uint64), ("wording", np.int64)])
            rows = np.fromiter(self._database.execute("SELECT shingle, wording FROM shingles"), dtype=kind, count=count)
        return rows["shingle"].copy(), rows["wording"].copy()

    def put(self, one: int, other: int, likeness: Likeness | None) -> None:
        """Store how two wordings stand to each other, in place of what was known; None if they have nothing in common."""
        self._database.execute("DELETE FROM matches WHERE (one, other) = (?, ?)", [one, other])
        if likeness is not None:
            row = {
                "one": one,
                "other": other,
                "relation": likeness.relation.value,
                "similarity": likeness.similarity,
                "shared": likeness.shared,
                "aligned": json.dumps(likeness.aligned, separators=(",", ":")),
                "differences": json.dumps([[kind.value, *places] for kind, *places in likeness.differences], separators=(",", ":")),
            }
            self._database["matches"].insert(row)

    def done(self, numbers: Iterable[int]) -> None:
        """Say that all matches of some wordings are there."""
        self._database.conn.executemany("UPDATE wordings SET matched = 1 WHERE pk = ?", [(number,) for number in numbers])

    def pairs_among(self, numbers: Collection[int]) -> list[tuple[int, int]]:
        """The matches of which both wordings are among some."""
        return self._database.execute(query("matches_among"), {"numbers": json.dumps(sorted(numbers))}).fetchall()  # type: ignore[no-any-return]

    def all_pairs(self) -> Iterator[tuple[int, int]]:
        """All matches, the one and the other wording of each."""
        yield from self._database.execute("SELECT one, other FROM matches ORDER BY one, other")

    def alike(self, quotes: Collection[str] | None = None) -> Iterator[tuple[Quote, Quote, Likeness | None, bool]]:
        """Quotes that are alike: for each of some quotes all others; or, of all, every pair once.

        Args:
            quotes: their ids; every quote by default.

        Yields:
            A quote, another, how their wordings stand to each other (None if both have one), and whether the first quote has the
            first wording of that.
        """
        with explained(self.store.path):
            chosen = None
            if quotes is not None:
                sql = "SELECT pk FROM quotes WHERE id IN (SELECT value FROM json_each(?)) ORDER BY pk"
                chosen = json.dumps([pk for (pk,) in self._database.execute(sql, [json.dumps(sorted(quotes))])])
            rows = self._database.query(query("matched"), {"quotes": chosen})
            while page := list(islice(rows, _PAGE)):
                keys = json.dumps(sorted({row[side] for row in page for side in ("this", "that")}))
                known = {row["pk"]: quote_from(row) for row in self._database.query(query("quotes_by_pk"), {"quotes": keys})}
                for row in page:
                    found = None if row["one"] is None else likeness_from(row)
                    yield known[row["this"]], known[row["that"]], found, row["one"] == row["wording"]

    def cluster(self, quote: str) -> list[tuple[int, Quote]]:
        """The quotes of one cluster with a quote, the earliest first, each with the number of its wording; none if it has no cluster."""
        with explained(self.store.path):
            return [(row["wording"], quote_from(row)) for row in self._database.query(query("cluster"), {"quote": quote})]

    def count_matched(self) -> int:
        """How many indexed wordings have all their matches."""
        return int(self._database.execute("SELECT count(*) FROM wordings WHERE matched = 1 AND telling = 1").fetchone()[0])

    def counts(self) -> tuple[int, int]:
        """How many quotes have a wording, and how many matches there are."""
        with explained(self.store.path):
            quotes = self._database.execute("SELECT count(*) FROM quotes WHERE wording IS NOT NULL").fetchone()[0]
            return int(quotes), int(self._database.execute("SELECT count(*) FROM matches").fetchone()[0])

    def edges(self, relations: Collection[Relation], least: float = 0.0) -> Iterator[tuple[int, int]]:
        """The matches of some relations whose common words have at least so much information, in powers of ten."""
        chosen = json.dumps(sorted(relation.value for relation in relations))
        asked = "SELECT one, other FROM matches WHERE relation IN (SELECT value FROM json_each(?)) AND shared >= ?"
        yield from self._database.execute(asked, [chosen, least])

    def clusters(self) -> list[tuple[int, int, int | None]]:
        """Every telling wording with its digest and its cluster as stored, by digest."""
        return self._database.execute("SELECT pk, digest, cluster FROM wordings WHERE telling = 1 ORDER BY digest").fetchall()  # type: ignore[no-any-return]

    def put_clusters(self, clusters: Iterable[tuple[int, int]]) -> None:
        """Store the cluster of each of some wordings."""
        self._database.conn.executemany("UPDATE wordings SET cluster = ? WHERE pk = ?", [(cluster, number) for number, cluster in clusters])


def wording_from(row: Row) -> Wording:
    """The wording of a row of ``wordings.sql``."""
    return Wording(
        number=row["wording"], digest=row["wording_digest"], home=row["home"], quote=quote_from(row), telling=bool(row["telling"])
    )


def likeness_from(row: Row) -> Likeness:
    """The likeness of a row of ``matches``.

    Raises:
        sqlite3.DatabaseError: the row is damaged.
    """
    try:
        aligned = tuple(tuple(run) for run in json.loads(row["aligned"]))
        differences = tuple((member(DifferenceKind, kind), *places) for kind, *places in json.loads(row["differences"]))
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError(f"the match of {row['one']} and {row['other']} is damaged: {error}") from error
    return Likeness(
        relation=member(Relation, row["relation"]),
        similarity=row["similarity"],
        shared=row["shared"],
        aligned=aligned,
        differences=differences,
    )
