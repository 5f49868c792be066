"""Measure what several processes gain: `quotecheck add` with one job and with several, in turn.

    python -m benchmarks.jobs ARTICLES.jsonl [--jobs 2] [--rounds 2] [--write]

The whole command is timed, with the start of the program and the loading of the models. Of each the quicker round counts. Both must leave
the same in the database. `--write` keeps the figures in `benchmarks/jobs.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.killing import content

__all__ = ["measure"]

_KEPT = Path(__file__).with_name("jobs.json")


def measure(articles: Path, *, jobs: int, rounds: int) -> dict[str, Any]:
    """The seconds of each round, by the number of jobs; the ratio of the best; whether all databases are equal."""
    seconds: dict[int, list[float]] = {1: [], jobs: []}
    contents = []
    with TemporaryDirectory() as folder:
        for number in range(rounds):
            for count, taken in seconds.items():
                db = Path(folder) / f"{number}-{count}.db"
                command = [sys.executable, "-m", "quotecheck", "add", "--jsonl", str(articles), "--db", str(db), "--jobs", str(count)]
                started = time.perf_counter()
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
                taken.append(round(time.perf_counter() - started, 2))
                print(f"{count} jobs: {taken[-1]} s", flush=True)
                contents.append(content(db))
    return {
        "articles": len(contents[0]["articles"]),
        "seconds": {str(count): taken for count, taken in seconds.items()},
        "ratio": round(min(seconds[1]) / min(seconds[jobs]), 2),
        "equal": all(found == contents[0] for found in contents),
    }


def main() -> None:
    """Print the figures, keep them if asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    text = json.dumps(measure(arguments.articles, jobs=arguments.jobs, rounds=arguments.rounds), indent=1)
    print(text)
    if arguments.write:
        _KEPT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
