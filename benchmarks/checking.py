"""Measure the verdicts of ``quotecheck check``: how right, and how fast.

    python -m benchmarks.checking score CASES.jsonl … --scorer SCORER.py --articles ARTICLES.jsonl [--database FILE] [--wrong]
    python -m benchmarks.checking speed LINES.jsonl [--write]

``score`` adds the articles to a store, checks every case, and lets SCORER.py judge: accuracy and macro-F1 of the verdicts, false
certificates and false alarms, whether the evidence and who said it are right; of all cases, and of those with even and odd numbers apart,
since the rules were made on the even ones. What is worse than ``benchmarks/checking.json`` has it is an error.

``speed`` makes a store of 100,000 lines (``{"text", "speaker"}``), each a quotation by its speaker, or by one of the others' where it has
none, and checks a thousand: cut from them, changed, and spliced, and such as are not in it; in one thread.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotecheck.checking import Checker
from quotecheck.extraction import Extractor
from quotecheck.model import Article, Attribution, Entity, EntityType, Extraction, Kind, Mention, Source, Span
from quotecheck.model.records import verdict_record
from quotecheck.reading import read_jsonl
from quotecheck.store import Run, Store

__all__ = ["table"]

KEPT = Path(__file__).with_name("checking.json")
RUN = Run(version="0", models="none", command="benchmark", started="2000-01-01")
FIGURES = ("accuracy", "macro_f1", "false_certificates", "false_alarms", "found", "said_by")
FEWER = frozenset({"false_certificates", "false_alarms"})
"""Figures of which less is better."""
_LEAST = 4
"""Words of a line."""
STORED, ASKED, IN_AN_ARTICLE = 100_000, 1_000, 20


def fill(path: Path, articles: Path) -> None:
    """Add articles to a store."""
    extractor = Extractor()
    with Store.open(path, create=True) as store, articles.open("rb") as stream:
        for article in read_jsonl(stream, name=articles.name):
            if isinstance(article, Article):
                store.add(extractor.extract(article), run=RUN)


def answers(cases: Sequence[dict[str, Any]], database: Path) -> dict[str, dict[str, Any]]:
    """The verdict on every case, as ``check --jsonl`` writes it."""
    with Store.open(database, read_only=True) as store:
        checker = Checker(store)
        return {case["id"]: verdict_record(checker.check(case["quote"], case["by"]), id=case["id"]) for case in cases}


def score(paths: Sequence[Path], scorer: Path, articles: Path, database: Path, *, wrong: bool) -> Iterator[str]:
    """The figures of some files of cases, a line each, and what is below the floor."""
    sys.path.insert(0, str(scorer.parent))
    spec = spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer}: no Python file")
    judge = module_from_spec(spec)
    spec.loader.exec_module(judge)
    texts = {record["id"]: record["text"] for record in map(json.loads, articles.read_text("utf-8").splitlines())}
    floors = json.loads(KEPT.read_text("utf-8"))["floors"] if KEPT.exists() else {}
    for path in paths:
        cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        found = answers(cases, database)
        for name, part in (("all", cases), ("even", _half(cases, 0)), ("odd", _half(cases, 1))):
            result, mistakes = judge.score(part, found, texts)
            yield f"{path.stem}, {name}: {len(part)} cases, " + ", ".join(f"{figure} {result[figure]:.3f}" for figure in FIGURES)
            if name != "all":
                continue
            yield f"  {', '.join(f'{kind} {value:.2f}' for kind, value in sorted(result['f1'].items()))}"
            yield from (f"  {count:3} {confused}" for confused, count in sorted(result["confusion"].items()))
            for figure, floor in floors.get(path.name, {}).items():
                if (result[figure] > floor) if figure in FEWER else (result[figure] < floor):
                    yield f"  WORSE than the floor: {figure} {result[figure]:.4f}, floor {floor}"
            for case, said in mistakes if wrong else ():
                yield f"  {case['id']} {case['verdict']} -> {said}: {case['by']}: {case['quote']}"


def _half(cases: Sequence[dict[str, Any]], rest: int) -> list[dict[str, Any]]:
    return [case for case in cases if int(case["id"].lstrip("abcdefghijklmnopqrstuvwxyz")) % 2 == rest]


def stored(lines: Sequence[dict[str, str]], number: int) -> Extraction:
    """An article of some lines, each quoted in a paragraph of its own."""
    text, attributions = "", []
    for line in lines:
        start, speaker = len(text), line["speaker"].title()
        content = Span(start, start + len(line["text"]) + 2)
        name = Span(content.end + 1, content.end + 1 + len(speaker))
        text += f"“{line['text']}” {speaker} said.\n"
        attributions.append(
            Attribution(
                content=(content,),
                cue=(Span(name.end + 1, name.end + 5),),
                speaker=Mention(spans=(name,), form="name"),
                kind=Kind.DIRECT,
                confidence=1.0,
                rule="by hand",
                entity=Entity(name=speaker, type=EntityType.PERSON, aliases=(speaker,)),
            )
        )
    raw = text.encode()
    article = Article(id=f"{number}.txt", text=text, source=Source(raw=raw, digest=sha256(raw).hexdigest()))
    return Extraction(article=article, attributions=tuple(attributions))


def asked(lines: Sequence[dict[str, str]], absent: Sequence[dict[str, str]], chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Claims of every kind in turn: the kind, the words, who is said to have said them."""
    for number in range(ASKED):
        line, other = chance.choice(lines), chance.choice(lines)
        words = line["text"].split()
        kind = ("whole", "cut", "one word changed", "elided", "spliced", "absent")[number % 6]
        if kind == "cut":
            words = words[len(words) // 4 : -max(1, len(words) // 4)] or words
        elif kind == "one word changed":
            words[chance.randrange(len(words))] = "harbour"
        elif kind == "elided" and len(words) > 6:
            words[len(words) // 2 : len(words) // 2 + 2] = ["…"]
        elif kind == "spliced":
            words = words[: len(words) // 2 + 1] + other["text"].split()[len(other["text"].split()) // 2 :]
        elif kind == "absent":
            words = chance.choice(absent)["text"].split()
        yield kind, " ".join(words), line["speaker"].title()


def speed(path: Path, *, write: bool) -> Iterator[str]:
    """Check a thousand claims against a hundred thousand quotations."""
    chance = random.Random(0)  # noqa: S311 -- nothing secret
    lines = [record for record in map(json.loads, path.read_text("utf-8").splitlines()) if len(record["text"].split()) >= _LEAST]
    named = sorted({line["speaker"] for line in lines if line.get("speaker")})
    lines = [line if line.get("speaker") else line | {"speaker": chance.choice(named)} for line in lines]
    chance.shuffle(lines)
    kept, absent = lines[:STORED], lines[STORED : STORED + 5000]
    with TemporaryDirectory() as folder:
        database = Path(folder) / "quotes.db"
        with Store.open(database, create=True) as store:
            for number in range(0, len(kept), IN_AN_ARTICLE):
                store.add(stored(kept[number : number + IN_AN_ARTICLE], number), run=RUN)
        size = database.stat().st_size
        with Store.open(database, read_only=True) as store:
            checker = Checker(store)
            claims = list(asked(kept, absent, chance))
            start = time.process_time()
            verdicts = Counter((kind, checker.check(words, by).kind.value) for kind, words, by in claims)
            seconds = time.process_time() - start
    figures = {"quotations": len(kept), "bytes": size, "seconds": round(seconds, 2), "asked": len(claims)}
    yield f"{len(claims)} claims against {len(kept)} quotations: {seconds:.1f} s, {100 * seconds / len(claims):.2f} s a hundred"
    yield from (f"  {count:4} {kind}: {verdict}" for (kind, verdict), count in sorted(verdicts.items()))
    if write:
        everything = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
        KEPT.write_text(json.dumps(everything | {"speed": figures}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def table() -> str:
    """What was measured last, for docs/benchmarks.md."""
    kept = json.loads(KEPT.read_text("utf-8"))["speed"]
    rate = 100 * kept["seconds"] / kept["asked"]
    return f"{kept['asked']:,} claims against {kept['quotations']:,} quotations, {rate:.2f} CPU seconds a hundred, one thread.\n"


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("cases", nargs="+", type=Path)
    scoring.add_argument("--scorer", type=Path, required=True)
    scoring.add_argument("--articles", type=Path, required=True)
    scoring.add_argument("--database", type=Path)
    scoring.add_argument("--wrong", action="store_true")
    timing = commands.add_parser("speed")
    timing.add_argument("lines", type=Path)
    timing.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.command == "speed":
        for line in speed(arguments.lines, write=arguments.write):
            print(line)
        return
    with TemporaryDirectory() as folder:
        database = arguments.database or Path(folder) / "quotes.db"
        if not database.exists():
            fill(database, arguments.articles)
        worse = False
        for line in score(arguments.cases, arguments.scorer, arguments.articles, database, wrong=arguments.wrong):
            worse = worse or "WORSE" in line
            print(line)
    if worse:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
