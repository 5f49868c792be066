"""Kill `quotecheck add` again and again, and cut its log, and see whether anything is lost that it said was added.

    python -m benchmarks.kills ARTICLES.jsonl [--kills 300] [--cuts 200] [--articles 200] [--seed 1] [--write]

The first articles, cut short so that many are added in a second, are added by `quotecheck add --jobs 2 --nl`, which is killed by SIGKILL
at random moments, on the same database until that is complete, then on a new one. After each kill: is every article there that was
acknowledged, with all its quotes; does `quotecheck doctor` find nothing; are all processes gone?

A cut is what a loss of power could do: a copy of the database as the kill left it, its log cut at a random byte. One half of the cuts are
behind the last acknowledged commit, so that nothing acknowledged may be missing; one half anywhere behind what was copied back into the
database, so that the articles there must be the first of those that were added. After each tenth of either, adding goes on without
interruption, and the database must hold what it holds without any. `--write` keeps the figures in `benchmarks/kills.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.killing import Known, complete, kill, missing, problems
from benchmarks.wal import commits, copied_back
from quotecheck.errors import InputError
from quotecheck.extraction import Extractor
from quotecheck.model import Article
from quotecheck.reading import read_jsonl

__all__ = ["Trial", "table"]

_KEPT = Path(__file__).with_name("kills.json")
_CHARACTERS = 1_200
_RERUN_EACH = 10
# As many as SQLite copies the log back after.
_MOST = 40
_SIDES = ("", "-wal", "-shm")


class Trial:
    """A database that is added to and killed until it is complete.

    Args:
        folder: where it is made.
        articles: what is added, in order.
        known: what completes it in the end.
        expected: its content then.
        chance: decides on moments and places.

    Attributes:
        counts: ``kills``, ``acknowledged``, ``lost``, ``half``, ``problems``, ``orphans``, ``reruns``, ``unequal``, and ``cuts`` with
            ``cut: lost`` and so on.
    """

    def __init__(
        self, folder: Path, articles: Sequence[Article], known: Known, expected: dict[str, list[Any]], chance: random.Random
    ) -> None:
        self.db = folder / "quotes.db"
        self._copy = folder / "copy.db"
        self._articles, self._known, self._expected, self._chance = articles, known, expected, chance
        self._acknowledged: dict[str, int] = {}
        self.counts: Counter[str] = Counter()

    def kill(self, arguments: Sequence[str | Path], *, while_loading: float = 0.1, most: int = 5, cut: bool = False) -> None:
        """Start adding and kill it; see what is there; if asked for, cut a copy of the log."""
        outcome = kill([*arguments, "--db", self.db], self._chance, while_loading=while_loading, most=most)
        self.counts["kills"] += outcome.killed
        self.counts["acknowledged"] += len(outcome.acknowledged)
        self.counts["orphans"] += outcome.orphans
        self._acknowledged |= outcome.acknowledged
        if not self.db.exists():
            return
        if cut and outcome.killed:
            self._cut()
        self._judge(self.db, self._acknowledged, "")
        if not outcome.killed:
            self.finish()

    def finish(self) -> None:
        """Complete the database, compare it with what is expected, and start anew."""
        self._rerun(self.db, "")
        for side in _SIDES:
            Path(f"{self.db}{side}").unlink(missing_ok=True)
        self._acknowledged = {}

    def _judge(self, db: Path, acknowledged: dict[str, int], what: str) -> None:
        self.counts[f"{what}problems"] += len(problems(db))
        lost, half = missing(db, acknowledged)
        self.counts[f"{what}lost"] += len(lost)
        self.counts[f"{what}half"] += len(half)

    def _rerun(self, db: Path, what: str) -> None:
        self.counts[f"{what}reruns"] += 1
        self.counts[f"{what}unequal"] += complete(db, self._articles, self._known) != self._expected

    def _cut(self) -> None:
        log = Path(f"{self.db}-wal").read_bytes() if Path(f"{self.db}-wal").exists() else b""
        ends = commits(log)
        if not ends:
            return
        self._take_copy(log)
        held = _held(self._copy)
        # What was committed, but not yet told when the kill came: every commit at the end of the log is of one article.
        untold = next((count for count, id_ in enumerate(reversed(held)) if id_ in self._acknowledged), len(held))
        least = copied_back(log, Path(f"{self.db}-shm"))
        behind = self.counts["cuts"] % 2 == 0
        if behind and untold < len(ends):
            least = max(least, ends[-1 - untold])
        self._take_copy(log[: self._chance.randint(least, len(log))])
        self.counts["cuts"] += 1
        self.counts["cuts behind"] += behind
        self._judge(self._copy, self._acknowledged if behind else {}, "cut: ")
        held = _held(self._copy)
        self.counts["cut: no prefix"] += held != [article.id for article in self._articles][: len(held)]
        if self.counts["cuts"] % _RERUN_EACH == 0:
            self._rerun(self._copy, "cut: ")

    def _take_copy(self, log: bytes) -> None:
        """A copy of the database as the kill left it, with another log."""
        for side in _SIDES:
            Path(f"{self._copy}{side}").unlink(missing_ok=True)
        shutil.copyfile(self.db, self._copy)
        Path(f"{self._copy}-wal").write_bytes(log)


def _held(db: Path) -> list[str]:
    """The ids of the articles, in the order in which they were added."""
    with closing(sqlite3.connect(db)) as database:
        if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'articles'").fetchone():
            return []
        return [id_ for (id_,) in database.execute("SELECT id FROM articles ORDER BY pk")]


def measure(path: Path, *, kills: int, cuts: int, articles: int, seed: int) -> dict[str, int]:
    """The counts of as many kills and cuts."""
    chance = random.Random(seed)  # noqa: S311 -- nothing secret
    known = Known(Extractor())
    with TemporaryDirectory() as name:
        folder = Path(name)
        short = folder / "articles.jsonl"
        _write_short(path, short, articles)
        with short.open("rb") as stream:
            read = [article for article in read_jsonl(stream, name=short.name) if not isinstance(article, InputError)]
        trial = Trial(folder, read, known, complete(folder / "reference.db", read, known), chance)
        while trial.counts["kills"] < kills or trial.counts["cuts"] < cuts:
            trial.kill(["--jobs", "2", "--jsonl", short], most=_MOST, cut=trial.counts["cuts"] < cuts)
            done = {name: count for name, count in trial.counts.items() if name in {"kills", "cuts", "acknowledged"} or count}
            print(json.dumps(done), flush=True)
        if trial.db.exists():
            trial.finish()
    return {"articles": len(read), "seed": seed, **dict(sorted(trial.counts.items()))}


def _write_short(path: Path, short: Path, articles: int) -> None:
    """Write the first articles, each as far as the last line or sentence that ends within so many characters."""
    with short.open("w", encoding="utf-8") as out:
        for line in path.read_text(encoding="utf-8").splitlines()[:articles]:
            record = json.loads(line)
            out.write(json.dumps({"id": record["id"], "text": record["text"][:_CHARACTERS]}) + "\n")


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept = Counter(json.loads(_KEPT.read_text("utf-8")))
    header = (
        "| | times | articles lost | half | doctor's problems | processes left | reruns | unequal |\n|---|---|---|---|---|---|---|---|\n"
    )
    rows = [
        ("killed", kept["kills"], *(kept[name] for name in ("lost", "half", "problems", "orphans", "reruns", "unequal"))),
        (
            "log cut",
            kept["cuts"],
            *(kept[f"cut: {name}"] for name in ("lost", "half", "problems")),
            "–",
            kept["cut: reruns"],
            kept["cut: unequal"],
        ),
    ]
    told = f"\n{kept['acknowledged']:,} articles were acknowledged. After {kept['cut: no prefix']} cuts others were left than the first.\n"
    return header + "".join(f"| {' | '.join(map(str, row))} |\n" for row in rows) + told


def main() -> None:
    """Kill, cut, tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path, metavar="ARTICLES.jsonl")
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--cuts", type=int, default=200)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    counts = measure(arguments.path, kills=arguments.kills, cuts=arguments.cuts, articles=arguments.articles, seed=arguments.seed)
    print(json.dumps(counts, indent=1))
    if arguments.write:
        _KEPT.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
