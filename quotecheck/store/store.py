"""The store: what was read and found, in one SQLite file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Container, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from quotecheck import people
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Article, Attribution, Doubtful, Entity, Extraction, Kind, Membership, Parse, Quote, Span, Speaker
from quotecheck.store import rows
from quotecheck.store.connection import connect
from quotecheck.store.entities import Spoken, add_entities
from quotecheck.store.lookup import StoredIndex
from quotecheck.store.parses import pack, unpack
from quotecheck.store.queries import query
from quotecheck.store.selection import Quotes
from quotecheck.store.speakers import regroup
from quotecheck.store.transactions import explained, writing
from quotecheck.store.values import QuoteFilter, Run

__all__ = ["Store"]

SHORTEST_ID = 12
MOST_CANDIDATES = 5
# What SQLite can hold.
LARGEST_INTEGER = 2**63 - 1


class Store:
    """Articles, the quotes found in them and the speakers across them, in one SQLite file.

    Open it by ``Store.open`` and use it as a context manager. Every article is added in one transaction that is on the disk
    when ``add`` returns: whatever kills the program, the store holds the whole article or nothing of it.

    Args:
        database: an open connection of the newest schema.
        path: its file, for messages.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Self:
        """The store in a file.

        Args:
            path: the database file.
            create: make it if it is missing.
            read_only: refuse to write; a folder that cannot be written to will do.

        Raises:
            StoreError: the file is missing, no database, one of another program or of a newer schema, locked by another
                process for more than five seconds, or not writable.
        """
        return cls(connect(Path(path), create=create, read_only=read_only), Path(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with explained(self.path):
            self.database.close()

    @staticmethod
    def begin_run(*, version: str, models: str, command: str) -> Run:
        """A run to add articles under. It is written with the first article that it adds; one that adds none leaves no trace.

        Args:
            version: the version of quotecheck.
            models: the digest of the models.
            command: the command line, or what else adds.
        """
        return Run(version=version, models=models, command=command, started=datetime.now(UTC).isoformat())

    def holds(self, article: Article) -> str | None:
        """The id under which this very article is in the store, or None.

        The same bytes under the same id or from the same address are the same article, and so is the same text: the bytes of a page of
        the web differ every time. So are the same bytes in another file.
        """
        with explained(self.path):
            source = article.source
            named = {"id": article.id, "digest": source.digest, "text": article.text, "url": source.url}
            parameters = {**named, "is_file": source.path is not None}
            row = self.database.execute(query("holds"), parameters).fetchone()
        return None if row is None else str(row[0])

    def add(self, extraction: Extraction, *, run: Run, packed: bytes | None = None) -> bool:
        """Add an article with all that was found in it, or nothing.

        Args:
            extraction: the article and its attributions.
            run: the run that found them.
            packed: the parse, if it has been packed by ``quotecheck.store.parses.pack``; else that of the extraction is kept.

        Returns:
            False if the very article was there already; then nothing is changed.

        Raises:
            StoreError: the database is locked, read-only or damaged, or the disk is full.
            ValueError: a span lies outside the article's text.
        """
        article = extraction.article
        for attribution in extraction.attributions:
            require_inside(attribution, article)
        with explained(self.path), writing(self.database):
            if self.holds(article) is not None:
                return False
            run_row = self.run_row(run)
            row = self.database["articles"].insert(rows.article_row(article) | {"run": run_row}).last_pk
            diagnostics = (*article.diagnostics, *extraction.diagnostics)
            packed = pack(extraction.parse) if packed is None and extraction.parse is not None else packed
            if packed is not None:
                self.database["parses"].insert({"article": row, "packed": packed})
            self.database["furniture"].insert_all(rows.furniture_rows(article, row=row))
            self.database["diagnostics"].insert_all(rows.diagnostic_rows(diagnostics, article=row))
            entities = add_entities(self.database, Spoken.of(extraction), article=article, row=row)
            self.add_quotes(extraction, row=row, run_row=run_row, entities=entities)
            regroup(self.database, list(entities.values()), article=row)
        return True

    def run_row(self, run: Run) -> int:
        """The primary key of a run, which is written if it is new."""
        columns = [run.started, run.version, run.models, run.command]
        self.database.execute("INSERT INTO runs (started, version, models, command) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", columns)
        found = self.database.execute("SELECT pk FROM runs WHERE (started, version, models, command) = (?, ?, ?, ?)", columns)
        return int(found.fetchone()[0])

    def add_quotes(self, extraction: Extraction, *, row: int, run_row: int, entities: dict[Entity, int]) -> None:
        """Add the quotes of an article, with their spans."""
        article = extraction.article
        repeats: Counter[tuple[Span, ...]] = Counter()
        quotes: dict[str, dict[str, Any]] = {}
        for attribution in extraction.attributions:
            digits = rows.quote_digits(article, attribution.content, repeat=repeats[attribution.content])
            repeats[attribution.content] += 1
            id_ = self.free_quote_id(digits, taken=quotes)
            quotes[id_] = rows.quote_row(article, attribution) | {
                "id": id_,
                "article": row,
                "entity": None if attribution.entity is None else entities[attribution.entity],
                "run": run_row,
            }
        self.database["quotes"].insert_all(quotes.values())
        # SQLite numbers rows upwards as they come.
        keys = self.database.execute("SELECT pk FROM quotes WHERE article = ? ORDER BY pk", [row]).fetchall()
        self.database["spans"].insert_all(
            span
            for (key,), attribution in zip(keys, extraction.attributions, strict=True)
            for span in rows.span_rows(attribution, quote=key)
        )

    def free_quote_id(self, digits: str, *, taken: Container[str]) -> str:
        """The first twelve digits; where the store or ``taken`` has them, as many as are needed."""
        ids = (digits[:length] for length in range(SHORTEST_ID, len(digits) + 1))
        stored = "SELECT 1 FROM quotes WHERE id = ?"
        return next(id_ for id_ in ids if id_ not in taken and self.database.execute(stored, [id_]).fetchone() is None)

    def quotes(self, criteria: QuoteFilter | None = None, *, by: str | None = None) -> Quotes:
        """The quotes that meet all criteria, by date (undated ones last), article and place; read as they are gone through.

        Args:
            criteria: which; all if not given.
            by: in place of ``criteria.speaker_ids``, a name, surname or office of who said them; whoever it may mean counts.

        Raises:
            NothingFound: nobody is called so.
            UsageError: a criterion is of the wrong kind.
        """
        criteria = criteria or QuoteFilter()
        require_sound(criteria)
        if by is not None:
            criteria = replace(criteria, speaker_ids=tuple(self.find_ids(by)))
        return Quotes(lambda: self.read_quotes(criteria))

    def read_quotes(self, criteria: QuoteFilter) -> Iterator[Quote]:
        """The same, read as they are asked for."""
        ids = criteria.speaker_ids
        parameters = {
            "article": criteria.article,
            "kind": None if criteria.kind is None else criteria.kind.value,
            "since": None if criteria.since is None else criteria.since.isoformat(),
            "until": None if criteria.until is None else criteria.until.isoformat(),
            "contains": criteria.contains,
            "min_confidence": criteria.min_confidence,
            "limit": None if criteria.limit is None else min(criteria.limit, LARGEST_INTEGER),
        }
        one = len(ids) == 1 if ids is not None else False
        chosen = {"speaker": ids[0]} if ids is not None and one else {"speakers": None if ids is None else json.dumps(ids)}
        with explained(self.path):
            for row in self.database.query(query("quotes_by_speaker" if one else "quotes"), parameters | chosen):
                yield rows.quote_from(row)

    def quote(self, prefix: str) -> Quote:
        """The quote with this id, or the only one whose id begins so.

        Raises:
            NothingFound: no quote, or more than one.
        """
        first = prefix.lower()
        # "g" follows every hexadecimal digit.
        parameters = {"first": first, "last": f"{first}g", "limit": MOST_CANDIDATES + 1}
        with explained(self.path):
            found = [rows.quote_from(row) for row in self.database.query(query("quote"), parameters)]
        if not first or not found:
            raise NothingFound(f"{self.path}: no quote has the id {prefix!r}. Run quotecheck quotes to see the ids.")
        if len(found) > 1 and found[0].id != first:
            candidates = ", ".join(quote.id for quote in found[:MOST_CANDIDATES]) + (" and others" if len(found) > MOST_CANDIDATES else "")
            raise NothingFound(f"{self.path}: {prefix!r} begins the ids of several quotes: {candidates}. Give more digits.")
        return found[0]

    def article_of(self, quote: Quote) -> Article:
        """The article, in the very version, in which a quote stands.

        Raises:
            NothingFound: the quote is not of this store.
        """
        with explained(self.path):
            row = next(iter(self.database.query(query("article"), {"quote": quote.id, "pk": None})), None)
            if row is None:
                raise NothingFound(f"{self.path}: no quote has the id {quote.id!r}. Run quotecheck quotes to see what is there.")
            return rows.article_from(row)

    def parse_of(self, article: Article) -> Parse | None:
        """The parse of an article, but for what it says of cues; None if it was added before parses were kept.

        Raises:
            StoreError: it is damaged.
        """
        with explained(self.path):
            sql = "SELECT packed FROM parses WHERE article = (SELECT pk FROM articles WHERE (id, digest) = (?, ?))"
            row = self.database.execute(sql, [article.id, article.source.digest]).fetchone()
            return None if row is None else unpack(row[0], article)

    def has_article(self, id: str) -> bool:  # noqa: A002
        """Whether any version of an article is held under this id."""
        with explained(self.path):
            return self.database.execute("SELECT 1 FROM articles WHERE id = ? LIMIT 1", [id]).fetchone() is not None

    def count_articles(self) -> int:
        """How many articles are held, every version counted."""
        with explained(self.path):
            return int(self.database.execute("SELECT count(*) FROM articles").fetchone()[0])

    def count_quotes(self) -> int:
        """How many quotes are held."""
        with explained(self.path):
            return int(self.database.execute("SELECT count(*) FROM quotes").fetchone()[0])

    def speakers(self, ids: Collection[int] | None = None) -> list[Speaker]:
        """Every speaker, or those with some ids, who is quoted most first."""
        parameters = {"ids": None if ids is None else json.dumps(list(ids)), "limit": None}
        with explained(self.path):
            return [rows.speaker_from(row) for row in self.database.query(query("speakers"), parameters)]

    def find_speakers(self, name: str, *, as_of: date | None = None) -> list[Speaker]:
        """The speakers that a name, surname or office may mean, the best first; see ``find_ids``."""
        with explained(self.path):
            return StoredIndex(self.database).speakers(self.find_ids(name, as_of=as_of))

    def find_ids(self, name: str, *, as_of: date | None = None) -> list[int]:
        """The ids of the speakers that a name, surname or office may mean, the best first.

        Args:
            name: see ``quotecheck.people.find``; or the id of a speaker.
            as_of: ``name`` is an office; only who held it on this day, as a list of people or the articles have it.

        Raises:
            NothingFound: nobody bears it, or nobody held it on that day; the message offers the nearest names, or days.
        """
        index = StoredIndex(self.database)
        with explained(self.path):
            if as_of is not None:
                return [speaker.id for speaker in self.holders(name, as_of, index)]
            if name.isdecimal() and (given := [speaker.id for speaker in index.speakers([min(int(name), LARGEST_INTEGER)])]):
                return given
            found = people.find(name, index)
            if found:
                return found
            nearest = ", ".join(people.suggest(name, index))
        hint = f"Nearest: {nearest}." if nearest else "Run quotecheck speakers to see who is there."
        raise NothingFound(f"{self.path}: nobody called {name!r}. {hint}")

    def holders(self, office: str, day: date, index: StoredIndex) -> list[Speaker]:
        """Who held an office on a day."""
        known = index.speakers(people.find_office(office, index))
        tenures = [(speaker, tenure) for speaker in known for tenure in people.tenures_of(speaker, office)]
        holders = [speaker for speaker, tenure in tenures if people.covers(tenure, day)]
        if holders:
            return list(dict.fromkeys(holders))
        if not tenures and people.find(office, index):
            raise NothingFound(f"{self.path}: {office!r} is no office that anybody holds there. A day goes with an office alone.")
        seen = ", ".join(f"{speaker.name} {people.span_of(tenure)}" for speaker, tenure in tenures[:MOST_CANDIDATES])
        hint = f"Known: {seen}." if seen else "Run quotecheck speakers to see who is there."
        raise NothingFound(f"{self.path}: nobody is known to have been {office!r} on {day}. {hint}")

    def kinds(self, speaker: Speaker) -> dict[Kind, int]:
        """How many quotes of each kind a speaker has."""
        with explained(self.path):
            counts = dict(self.database.execute(query("quotes_by_kind"), {"speaker": speaker.id}).fetchall())
        return {kind: counts.get(kind.value, 0) for kind in Kind}

    def memberships(self, speaker: Speaker) -> list[Membership]:
        """Where a speaker speaks, under which name, and why it is this speaker; by date, then article."""
        with explained(self.path):
            return [Membership(**row) for row in self.database.query(query("memberships"), {"speaker": speaker.id})]

    def doubts(self, speakers: Collection[Speaker] | None = None) -> list[Doubtful]:
        """Pairs of speakers that may be one, of all or of some; those most quoted first."""
        parameters = {"speakers": None if speakers is None else json.dumps([speaker.id for speaker in speakers])}
        with explained(self.path):
            pairs = list(self.database.query(query("doubts"), parameters))
            known = {speaker.id: speaker for speaker in self.speakers({row[side] for row in pairs for side in ("one", "other")})}
        return [Doubtful(one=known[row["one"]], other=known[row["other"]], reason=row["reason"]) for row in pairs]


def require_sound(criteria: QuoteFilter) -> None:
    """Refuse criteria of the wrong kind, which a database would answer with nothing, or with an error of its own.

    Raises:
        UsageError: one is.
    """
    kinds = {"kind": Kind, "since": date, "until": date, "contains": str, "article": str, "min_confidence": float | int, "limit": int}
    for name, kind in kinds.items():
        value = getattr(criteria, name)
        if value is not None and not isinstance(value, kind):
            raise UsageError(f"{name} is {value!r}; it must be {getattr(kind, '__name__', 'a number')}, or None.")
    for name, least, most in (("min_confidence", 0, 1), ("limit", 0, None)):
        value = getattr(criteria, name)
        if value is not None and (value < least or (most is not None and value > most)):
            raise UsageError(f"{name} is {value}; it must be {'from 0 to 1' if most else 'no less than 0'}.")
    if any(not 0 <= id_ <= LARGEST_INTEGER for id_ in criteria.speaker_ids or ()):
        raise UsageError(f"speaker_ids are {criteria.speaker_ids!r}; each must be the id of a speaker.")


def require_inside(attribution: Attribution, article: Article) -> None:
    """Refuse an attribution that points outside its article, for every citation of it would be false."""
    length = len(article.text)
    for row in rows.span_rows(attribution, quote=0):
        if row["end"] > length:
            raise ValueError(f"{article.id}: {row['role']} [{row['start']}, {row['end']}) lies outside the text of {length} characters")
