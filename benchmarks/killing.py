"""What kills.py, jobs.py and the tests share: `quotecheck add` in a process that may be killed, and what the database then holds."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from quotecheck import adding
from quotecheck.extraction import Extractor
from quotecheck.model import Article, Extraction
from quotecheck.store import Store, examine

__all__ = ["Killed", "Known", "complete", "content", "kill", "missing", "problems"]

_SECONDS_TO_DIE = 10.0
# Seconds: while the models are loaded, or after an acknowledgement.
_LOADING = 3.0
_AFTERWARDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What came of one start.

    Attributes:
        acknowledged: for each article that was told as added, how many quotes; in order.
        killed: whether it was killed before it was done.
        orphans: how many of its processes outlived it.
    """

    acknowledged: dict[str, int]
    killed: bool
    orphans: int


def kill(arguments: Sequence[str | Path], chance: random.Random, *, while_loading: float, most: int) -> Killed:
    """Start ``quotecheck add --nl`` and kill it by SIGKILL at some moment; then see what it acknowledged and left behind.

    Args:
        arguments: inputs and options.
        chance: decides on the moment.
        while_loading: how often to kill before the first article is likely to be added, 0 to 1.
        most: otherwise, behind how many acknowledged articles at the most.
    """
    command = [sys.executable, "-m", "quotecheck", "add", "--nl", *map(str, arguments)]
    # A session of its own, by which all its processes are found.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as program:
        assert program.stdout is not None
        early = chance.random() < while_loading
        count = chance.randint(1, most)
        # Most likely at once, when the next article is about to be stored if it is told too early.
        seconds = chance.uniform(0, _LOADING) if early else chance.random() ** 3 * _AFTERWARDS
        lines: list[bytes] = []
        while not early and len([line for line in lines if b'"added"' in line]) < count and (line := program.stdout.readline()):
            lines.append(line)
        timer = Timer(seconds, program.kill)
        timer.start()
        lines += program.stdout  # until all that hold it are gone
        timer.cancel()
        killed = program.wait() == -signal.SIGKILL
    told = [json.loads(line) for line in lines if line.endswith(b"\n")]
    acknowledged = {record["article"]: record["quotes"] for record in told if record["outcome"] == "added"}
    return Killed(acknowledged=acknowledged, killed=killed, orphans=_orphans(program.pid))


def _orphans(session: int) -> int:
    """How many processes of a session are left when they have had time to end; those are ended."""
    deadline = time.monotonic() + _SECONDS_TO_DIE
    while (left := _processes(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    for process in left:
        os.kill(process, signal.SIGKILL)
    return len(left)


def _processes(session: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:4]
        except OSError:  # it has just ended
            continue
        if int(of) == session and state != "Z":
            found.append(int(status.parent.name))
    return found


class Known:
    """An extractor that remembers what it found; the real one is asked but once for each article."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._found: dict[str, Extraction] = {}
        self.models_digest = extractor.models_digest

    def extract(self, article: Article) -> Extraction:
        """All that one article yields."""
        if article.id not in self._found:
            self._found[article.id] = self._extractor.extract(article)
        return self._found[article.id]


def complete(db: Path, articles: Iterable[Article], known: Known) -> dict[str, list[Any]]:
    """Add what is missing, uninterrupted, and give the content."""
    with Store.open(db, create=True) as store, closing(adding.add(articles, store, known, command="complete")) as outcomes:
        for _ in outcomes:
            pass
    return content(db)


def problems(db: Path) -> list[str]:
    """What ``quotecheck doctor`` finds wrong with a database."""
    with Store.open(db) as store:
        return [problem.message for problem in examine(store)]


def missing(db: Path, acknowledged: dict[str, int]) -> tuple[list[str], list[str]]:
    """Of the articles that were acknowledged, those that a database lacks, and those that have another number of quotes."""
    sql = "SELECT articles.id, count(quotes.pk) FROM articles LEFT JOIN quotes ON quotes.article = articles.pk GROUP BY articles.pk"
    with closing(sqlite3.connect(db)) as database:
        held = dict(database.execute(sql))
    return [id_ for id_ in acknowledged if id_ not in held], [id_ for id_ in held if held[id_] != acknowledged.get(id_, held[id_])]


def content(db: Path) -> dict[str, list[Any]]:
    """All rows of all tables, but for which run added them, and for the index of words, which has a proof of its own."""
    with closing(sqlite3.connect(db)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        found = {}
        for table in tables:
            if table == "runs" or table.startswith("quote_words"):
                continue
            columns = [f'"{row[1]}"' for row in database.execute(f'PRAGMA table_info("{table}")') if row[1] != "run"]
            found[table] = sorted(database.execute(f'SELECT {", ".join(columns)} FROM "{table}"'), key=repr)  # noqa: S608 -- names of the schema
        database.execute("INSERT INTO quote_words (quote_words, rank) VALUES ('integrity-check', 1)")
    return found
