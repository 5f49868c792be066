"""What a confidence is worth: of the attributions within each range of it, and of those from each value on, how many are right.

    python -m benchmarks.reliability GOLD.jsonl … [--write]

Right is what overlaps an attribution of the gold by half or more, each paired once. Optional ones count neither way. `--write` keeps the
figures in `benchmarks/reliability.json`, from which `docs/attribution.md` is made.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.causes import optional, paired
from quotecheck.attribution import attribute
from quotecheck.model import Article, Parse, Source
from quotecheck.parsing import Parser
from training.cues import letters, overlap, spans

__all__ = ["judged", "table", "worth"]

_FIGURES = Path(__file__).with_name("reliability.json")
_RANGES = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


def judged(record: dict[str, Any], parse: Parse) -> Iterator[tuple[float, bool]]:
    """The confidence of every attribution of an article, and whether it is right."""
    text = record["text"]
    found, _ = attribute(parse)
    ours = [letters(text, each.content) for each in found]
    gold = [letters(text, spans(quote["content"])) for quote in record["quotes"]]
    excused = [gold[i] for i in optional(record)]
    _, right = paired(gold, ours)
    for j, each in enumerate(found):
        if ours[j] and not any(overlap(ours[j], other) >= 0.5 for other in excused):
            yield each.confidence, j in right


def worth(pairs: Iterable[tuple[float, bool]]) -> dict[str, list[float]]:
    """For each range of confidence: how many there are, the share of them that is right, the same from its lower end on."""
    known = list(pairs)
    rows: dict[str, list[float]] = {}
    for low, high in _RANGES:
        within = [right for confidence, right in known if low <= confidence < high]
        beyond = [right for confidence, right in known if confidence >= low]
        rows[f"{low:.2f}".rstrip("0")] = [len(within), _share(within), len(beyond), _share(beyond)]
    return rows


def _share(right: list[bool]) -> float:
    return round(sum(right) / len(right), 3) if right else 0.0


def table() -> str:
    """The figures as a table in Markdown: a row a range."""
    figures: dict[str, dict[str, list[float]]] = json.loads(_FIGURES.read_text(encoding="utf-8"))
    lines = [f"| confidence from | {' | '.join(f'{corpus}: right within the range | from there on' for corpus in figures)} |"]
    lines.append(f"|---|{'---|---|' * len(figures)}")
    for low in next(iter(figures.values())):
        columns = (f"{rows[low][1]:.2f} of {rows[low][0]} | {rows[low][3]:.2f} of {rows[low][2]}" for rows in figures.values())
        lines.append(f"| {low} | {' | '.join(columns)} |")
    return "\n".join(lines).replace(" 0.", " .")


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    parser = Parser()
    figures = {}
    for gold in arguments.gold:
        pairs: list[tuple[float, bool]] = []
        for line in gold.open(encoding="utf-8"):
            record = json.loads(line)
            article = Article(id=str(record["id"]), text=record["text"], source=Source(raw=b"", digest=""))
            pairs += judged(record, parser.parse(article))
        figures[gold.name.split(".")[0]] = worth(pairs)
    print(json.dumps(figures, indent=1))
    if arguments.write:
        _FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
