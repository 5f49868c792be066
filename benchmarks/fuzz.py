"""Measure how reading stands what is broken or hostile: nothing but articles and refusals in one line may come of it.

    python -m benchmarks.fuzz [--inputs 2000] [--seed 1] [--jobs 1] [--only NUMBER] [--write]

The articles of seeds/ are made into documents of every kind, and these are mutated: bits flipped, pieces cut out, doubled or exchanged,
hostile pieces put in, two kinds spliced, names given another ending. What is packed is mutated before it is packed, or behind that. A
list of bombs made by hand follows. A process apart, which may take 2 GB, reads each input; a defect is

- an exception other than ``InputError``, or a message that is not one line, or does not name the file, or a word on standard error;
- reading that takes more than ten seconds of the processor, or more memory, or does not end;
- an article whose text is not canonical or not restored by its bytes, whose furniture lies elsewhere, or with unclean metadata.

``--only`` reads one input by its number, and tells what comes of it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path, PurePath

from benchmarks.bombs import bombs
from benchmarks.mutations import Input, mutant
from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import Reading, read, restores

__all__ = ["Outcome", "problems", "read_apart", "table"]

_KEPT = Path(__file__).with_name("fuzz.json")
_SECONDS = 10.0
_PATIENCE = 40.0
"""Seconds for all that is done with an input: it is read, each article restored and looked at."""
_MEMORY = 2_000_000_000
_SAID = ("title", "url", "outlet", "author", "published", "language", "fetched", "licence")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of an input; ``defects`` say what should not have."""

    articles: int = 0
    refusals: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    seconds: float = 0.0


def problems(article: Article) -> Iterator[str]:
    """What is wrong with an article as it was read."""
    source, text = article.source, article.text
    if restores(article) is False:
        yield "its bytes do not give its text"
    lines = [found.line for found in article.furniture]
    if lines != sorted(set(lines)) or (lines and not 1 <= lines[0] <= lines[-1] <= text.count("\n") + 1):
        yield "furniture out of order or outside the text"
    if source.reader != "record" and (not unicodedata.is_normalized("NFC", text) or "\r" in text):
        yield "text that is not canonical"
    if not text.strip():
        yield "blank text"
    try:
        text.encode()
    except UnicodeEncodeError:
        yield "half a surrogate pair in the text"
    yield from _unclean(article)


def _unclean(article: Article) -> Iterator[str]:
    """What is wrong with what is said of an article."""
    said = {key: getattr(article.source, key) for key in _SAID}
    if article.source.path is not None:
        # The ids of records are what their giver wants them to be.
        said |= {"id": article.id, "path": article.source.path}
    for number, odd in enumerate(article.diagnostics):
        said[f"diagnostic {number}"] = odd.message
    for key, value in said.items():
        if value is not None and (not value or value != " ".join(value.split()) or not is_clean(value)):
            yield f"{key} is {value[:80]!r}"
    for key in ("published", "fetched"):
        if said[key] is not None and not is_date(said[key]):
            yield f"{key} is {said[key]!r}"


def is_clean(line: str) -> bool:
    """Whether a string is one line without control characters or halves of surrogate pairs."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in line)


def is_date(stated: str) -> bool:
    """Whether a string is a date of ISO 8601."""
    try:
        datetime.fromisoformat(stated)
    except ValueError:
        return False
    return True


def _tried(path: str, *, whole: bool) -> Outcome:
    """What comes of a file, read here."""
    outcome = Outcome()
    name = Path(path).name
    passed = Path("/etc/passwd").read_text("utf-8")[:30]
    spent = 0.0
    found = iter(read(name, reading=Reading(whole=whole)))
    try:
        while True:
            started = time.process_time()
            one = next(found, None)
            spent += time.process_time() - started
            if one is None:
                break
            if isinstance(one, InputError):
                message = str(one)
                outcome.refusals.append(message[:300])
                if not is_clean(message) or len(message) > 1_000:
                    outcome.defects.append(f"a message that is not one line: {message[:300]!r}")
                if name not in message:
                    outcome.defects.append(f"a message that does not name the file: {message[:300]!r}")
            else:
                outcome.articles += 1
                # Of a crowd of articles the first tell enough.
                if outcome.articles <= 20:
                    outcome.defects += problems(one)
                if passed in one.text:
                    outcome.defects.append("a file of this machine was read")
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = [frame for frame in traceback.extract_tb(error.__traceback__) if "quotecheck" in frame.filename][-1]
        outcome.defects.append(
            f"{type(error).__name__}: {str(error)[:200]} ({where.filename}:{where.lineno}, {place.filename}:{place.lineno})"
        )
    outcome.seconds = spent
    if not outcome.articles and not outcome.refusals and not outcome.defects:
        outcome.defects.append("nothing at all came of it")
    return outcome


def _serve(folder: str, pipe: Connection) -> None:
    """Read what is asked for until nothing more is; in a process apart."""
    os.chdir(folder)
    warnings.simplefilter("error")
    noise = os.open("noise", os.O_CREAT | os.O_RDWR | os.O_APPEND)
    os.dup2(noise, 2)
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
    while (asked := pipe.recv()) is not None:
        before = os.fstat(noise).st_size
        path, whole = asked
        outcome = _tried(path, whole=whole)
        said = Path("noise").read_bytes()[before:]
        if said:
            outcome.defects.append(f"said on standard error: {said[:300]!r}")
        pipe.send(outcome)


class _Worker:
    """A process that reads, begun again where it had to be ended."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.begin()

    def begin(self) -> None:
        """Begin a process."""
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(self.folder.name, other), daemon=True)
        self.process.start()
        other.close()

    def tried(self, one: Input) -> Outcome:
        """What comes of an input."""
        path = Path(self.folder.name, one.name)
        path.write_bytes(one.make())
        self.pipe.send((str(path), one.whole))
        outcome: Outcome
        try:
            if self.pipe.poll(_PATIENCE):
                outcome = self.pipe.recv()
            else:
                outcome = Outcome(defects=[f"not read within {_PATIENCE:.0f} s"], seconds=_PATIENCE)
                self.process.kill()
        except EOFError:
            outcome = Outcome(defects=["the process ended"])
        if not self.process.is_alive() or outcome.seconds >= _PATIENCE or "the process ended" in outcome.defects:
            self.process.join()
            self.begin()
        path.unlink()
        if outcome.seconds > _SECONDS:
            outcome.defects.append(f"read for {outcome.seconds:.1f} s")
        return outcome

    def end(self) -> None:
        """End the process."""
        self.pipe.send(None)
        self.process.join()
        self.folder.cleanup()


def read_apart(inputs: Iterator[Input], *, jobs: int = 1) -> Iterator[tuple[Input, Outcome]]:
    """Each input with what came of it, in their order."""
    workers = [_Worker() for _ in range(jobs)]
    free = list(workers)

    def tried(one: Input) -> tuple[Input, Outcome]:
        worker = free.pop()
        try:
            return one, worker.tried(one)
        finally:
            free.append(worker)

    try:
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(tried, inputs)
    finally:
        for worker in workers:
            worker.end()


def measured(count: int, seed: int, *, jobs: int) -> tuple[dict[str, Counter[str]], list[str], tuple[float, str]]:
    """For each kind how many inputs came to what; the defects; and what took longest."""
    kinds: dict[str, Counter[str]] = {}
    defects: list[str] = []
    slowest = (0.0, "")
    inputs = [mutant(number, seed) for number in range(count)]
    for number, (one, outcome) in enumerate(read_apart(iter([*inputs, *bombs()]), jobs=jobs)):
        label = f"{number}" if number < count else one.name
        result = "defects" if outcome.defects else "read" if outcome.articles else "refused"
        family = one.kind if one.kind == "bombs" else PurePath(one.kind).suffix[1:]
        kinds.setdefault(family, Counter())[result] += 1
        defects += [f"{label} ({one.name}): {defect}" for defect in outcome.defects]
        for defect in outcome.defects:
            print(f"{label} ({one.name}): {defect}", flush=True)
        slowest = max(slowest, (round(outcome.seconds, 1), f"{one.kind} {label}"))
    return kinds, defects, slowest


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    rows = ["| kind | inputs | read | refused in one line | anything else |", "|---|---|---|---|---|"]
    for kind, values in kept["kinds"].items():
        rows.append(f"| {kind} | {sum(values.values())} | {values['read']} | {values['refused']} | {values['defects']} |")
    return "\n".join(rows)


def main() -> None:
    """Make inputs, read them, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", help="the number of an input, or the name of a bomb")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.only is not None:
        if arguments.only.isdecimal():
            one = mutant(int(arguments.only), arguments.seed)
        else:
            one = next(bomb for bomb in bombs() if bomb.name == arguments.only)
        for _, outcome in read_apart(iter([one])):
            print(outcome)
        return
    kinds, defects, slowest = measured(arguments.inputs, arguments.seed, jobs=arguments.jobs)
    kept = {
        "inputs": arguments.inputs,
        "seed": arguments.seed,
        "kinds": {kind: {result: values[result] for result in ("read", "refused", "defects")} for kind, values in sorted(kinds.items())},
        "slowest_s": slowest[0],
        "slowest": slowest[1],
    }
    for kind, values in kept["kinds"].items():
        print(f"{kind}: {values}")
    print(f"slowest: {slowest}")
    if arguments.write:
        _KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    sys.exit(1 if defects else 0)


if __name__ == "__main__":
    main()
