"""Measure attribution on annotated articles, and keep the figures from sliding.

    python -m benchmarks.attribution --scorer SCORER.py GOLD.jsonl … [--in-parts GOLD.jsonl …] [--raise]

Every article is extracted as `quotecheck extract --jsonl` does it. SCORER.py is a program that is called with the gold, our
predictions, `--view all|quoted|speech` and `--json`, and prints {"content": {"f": …}, "joint": {"f": …}, "speaker": …, "named": …}.
`--in-parts` measures further files with `extract --parts`, for gold that has every sentence of a quotation as an attribution of its own.
Figures below those in `benchmarks/floor.json` end the run with exit code 1. `--raise` writes better ones there, never worse ones.
A floor belongs to the very bytes of its gold file: others end the run likewise, unless `--new-gold` says that they are meant.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_FLOOR = Path(__file__).with_name("floor.json")
_VIEWS = ("all", "quoted", "speech")
_STEP = 0.0005
_PARTS = ", in parts"


def predict(gold: Path, output: Path, *options: str) -> float:
    """Write our attributions of the articles of ``gold`` to ``output``; the CPU seconds that took, loading included."""
    started = time.process_time()
    usage = _children_seconds()
    with output.open("wb") as out:
        subprocess.run([sys.executable, "-m", "quotecheck", "extract", "--jsonl", str(gold), *options], stdout=out, check=True)
    return time.process_time() - started + _children_seconds() - usage


def _children_seconds() -> float:
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(gold: Path, predicted: Path, scorer: Path) -> dict[str, float]:
    """The figures of one gold file, by name: ``all.content`` and so on."""
    figures: dict[str, float] = {}
    for view in _VIEWS:
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--view", view, "--json"]
        result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        figures[f"{view}.content"] = result["content"]["f"]
        figures[f"{view}.joint"] = result["joint"]["f"]
        figures[f"{view}.speaker"] = result["speaker"]
        if result["named_n"]:
            figures[f"{view}.named"] = result["named"]
    return {name: round(value, 4) for name, value in figures.items()}


def halves(gold: Path, folder: Path) -> list[tuple[Path, str]]:
    """The first and the second half of the articles of a gold file, written to ``folder``."""
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    middle = len(lines) // 2
    found = []
    for name, part in (("first", lines[:middle]), ("second", lines[middle:])):
        found.append((folder / f"{name}.jsonl", name))
        found[-1][0].write_text("".join(part), encoding="utf-8")
    return found


def slid(figures: dict[str, float], floor: dict[str, float]) -> list[str]:
    """What fell below the floor, a line each."""
    return [
        f"{name}: {f'{figures[name]:.4f}' if name in figures else 'no figure'}, floor {low:.4f}"
        for name, low in floor.items()
        if figures.get(name, -1.0) < low - _STEP
    ]


def floor_of(gold: str, digest: str, floors: dict[str, dict[str, Any]], *, new_gold: bool) -> dict[str, float] | None:
    """The floor of a gold file: empty if it never had one; None if it belongs to other bytes and nobody said that they are new.

    Args:
        gold: the name of the file.
        digest: SHA-256 of its bytes.
        floors: all floors.
        new_gold: whether changed bytes are meant.
    """
    floor = floors.get(gold)
    if floor is None or (floor["sha256"] != digest and new_gold):
        return {}
    return dict(floor["figures"]) if floor["sha256"] == digest else None


def main() -> None:
    """Measure every gold file given, print the figures, compare them with the floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--in-parts", type=Path, nargs="*", default=[], metavar="GOLD")
    options.add_argument("--halves", type=Path, nargs="*", default=[], metavar="GOLD", help="measure each half of these by itself, too")
    options.add_argument("--raise", dest="raising", action="store_true")
    options.add_argument("--new-gold", action="store_true", help="the gold files were changed on purpose: their former floors are void")
    arguments = options.parse_args()
    floors: dict[str, dict[str, Any]] = json.loads(_FLOOR.read_text(encoding="utf-8")) if _FLOOR.exists() else {}
    failed = False
    for gold, parts in [*((gold, False) for gold in arguments.gold), *((gold, True) for gold in arguments.in_parts)]:
        key = f"{gold.name}{_PARTS if parts else ''}"
        digest = hashlib.sha256(gold.read_bytes()).hexdigest()
        known = floor_of(key, digest, floors, new_gold=arguments.new_gold)
        if known is None:
            failed = True
            print(f"{key}: not the bytes that its floor belongs to. Put them back, or say --new-gold.")
            continue
        words = sum(len(json.loads(line)["text"].split()) for line in gold.open(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            seconds = predict(gold, predicted, *(["--parts"] if parts else []))
            figures = measure(gold, predicted, arguments.scorer)
            if gold in arguments.halves:
                for half, name in halves(gold, Path(folder)):
                    figures |= {f"{name} half {figure}": value for figure, value in measure(half, predicted, arguments.scorer).items()}
        print(f"{key}: {words} words, {seconds:.0f} CPU seconds, {words / seconds:.0f} words a CPU second")
        for name, value in figures.items():
            print(f"  {name:27} {value:.4f}")
        for line in slid(figures, known):
            failed = True
            print(f"  BELOW {line}")
        if arguments.raising:
            best = {name: max(value, known.get(name, 0.0)) for name, value in figures.items()}
            floors[key] = {"sha256": digest, "figures": best}
    if arguments.raising:
        _FLOOR.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.exit(failed)


if __name__ == "__main__":
    main()
