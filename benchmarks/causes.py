"""Sort by cause what is missed and what is found too much.

    python -m benchmarks.causes GOLD.jsonl … [--examples 3] [--write]

An attribution of the gold is found if one of ours overlaps it by half or more (intersection over union of letters and digits), each
paired once, the largest overlaps first. `--write` keeps the counts in `benchmarks/causes.json`, from which `docs/attribution.md` is made.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotecheck.attribution import attribute, candidates_of
from quotecheck.attribution.cues import lexicon
from quotecheck.attribution.reports import Reports
from quotecheck.model import Article, Parse, Source
from quotecheck.parsing import Parser
from training.cues import letters, overlap, spans

__all__ = ["EXTRA", "MISSED", "Case", "cases", "optional", "paired", "table"]

MISSED = {
    "joined": "a sentence of a longer quotation, which we join and the gold parts",
    "boundaries": "found with other words: less than half in common",
    "nested": "reported within what another reports",
    "unlikely": "proposed, but held too unlikely",
    "unproposed": "nothing proposed",
}
EXTRA = {
    "boundaries": "found with other words: less than half in common",
    "doubled": "a second one of the same words",
    "act": "an act of speech or an attitude (*proposed a law*), not in the gold",
    "floating": "a quotation without a cue, not in the gold",
    "report": "a clause or a quotation with a cue, not in the gold",
}
_COUNTS = Path(__file__).with_name("causes.json")
_ACTS = ("to", "gerund", "for", "of", "object", "as", "read", "noun")


class Case(NamedTuple):
    """Something missed or found too much, why, and its words."""

    kind: str
    cause: str
    words: str


def cases(record: dict[str, Any], parse: Parse) -> Iterator[Case]:
    """All that is missed and found too much in one article.

    Args:
        record: the gold, {"text", "quotes": [{"content", "cue", "level"}, …]}; what is optional there is neither.
        parse: of its text.
    """
    text = record["text"]
    found, _ = attribute(parse)
    ours = [letters(text, each.content) for each in found]
    gold = [letters(text, spans(quote["content"])) for quote in record["quotes"]]
    excused = optional(record)
    paired_gold, paired_ours = paired(gold, ours)
    proposed = [letters(text, candidate.content) for candidate in candidates_of(parse, lexicon(), Reports(parse))]
    for i, wanted in enumerate(gold):
        if i in paired_gold or i in excused or not wanted:
            continue
        cue = letters(text, spans(record["quotes"][i]["cue"]))
        yield Case("missed", _why_missed(wanted, cue, ours, proposed, paired_ours), _words(text, record["quotes"][i]["content"]))
    for j, extra in enumerate(ours):
        best = max(((overlap(extra, wanted), i) for i, wanted in enumerate(gold) if extra & wanted), default=(0.0, -1))
        if j in paired_ours or not extra or best[1] in excused:
            continue
        is_act = found[j].rule.rpartition("-")[2] in _ACTS or found[j].rule == "network"
        cause = "doubled" if best[0] >= 0.5 else "boundaries" if best[0] else "act" if is_act else "report"
        cause = "floating" if found[j].rule == "floating" and not best[0] else cause
        yield Case("extra", cause, _words(text, [[span.start, span.end] for span in found[j].content]))


def optional(record: dict[str, Any]) -> set[int]:
    """The indexes of the gold attributions that may be found or not."""
    return {i for i, quote in enumerate(record["quotes"]) if quote.get("level") == "optional"}


def paired(gold: Sequence[set[int]], ours: Sequence[set[int]]) -> tuple[set[int], set[int]]:
    """The indexes of those that have found each other."""
    shares = ((overlap(wanted, each), i, j) for i, wanted in enumerate(gold) for j, each in enumerate(ours) if wanted & each)
    done: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted((share for share in shares if share[0] >= 0.5), reverse=True):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
    return done


def _why_missed(wanted: set[int], cue: set[int], ours: Sequence[set[int]], proposed: Sequence[set[int]], paired: set[int]) -> str:
    for j, each in enumerate(ours):
        if len(wanted & each) >= 0.8 * len(wanted):
            return "nested" if cue & each else "joined" if j in paired else "boundaries"
    if any(wanted & each for each in ours):
        return "nested" if any(cue & each for each in ours) else "boundaries"
    return "unlikely" if any(overlap(wanted, each) >= 0.5 for each in proposed if wanted & each) else "unproposed"


def _words(text: str, pairs: Sequence[Sequence[int]]) -> str:
    return " ".join(" … ".join(text[start:end] for start, end in pairs).split())


def table() -> str:
    """The counts as a table in Markdown, a column a corpus."""
    counts: dict[str, dict[str, dict[str, int]]] = json.loads(_COUNTS.read_text(encoding="utf-8"))
    lines = [f"| | {' | '.join(counts)} |", f"|---|{'---|' * len(counts)}"]
    for kind, causes in (("missed", MISSED), ("extra", EXTRA)):
        totals = " | ".join(f"**{sum(counts[corpus].get(kind, {}).values())}**" for corpus in counts)
        lines.append(f"| **{'missed' if kind == 'missed' else 'found too much'}** | {totals} |")
        lines += [
            f"| {told} | {' | '.join(str(counts[c].get(kind, {}).get(cause, 0)) for c in counts)} |" for cause, told in causes.items()
        ]
    return "\n".join(lines)


def main() -> None:
    """Count, and show examples."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--examples", type=int, default=0, metavar="N", help="show the first N of each cause")
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    parser = Parser()
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for gold in arguments.gold:
        found: Counter[tuple[str, str]] = Counter()
        for line in gold.open(encoding="utf-8"):
            record = json.loads(line)
            article = Article(id=str(record["id"]), text=record["text"], source=Source(raw=b"", digest=""))
            for case in cases(record, parser.parse(article)):
                found[case.kind, case.cause] += 1
                if found[case.kind, case.cause] <= arguments.examples:
                    print(f"{gold.name} {case.kind} {case.cause}: {case.words[:160]}")
        counts[gold.name.split(".")[0]] = {
            kind: {cause: n for (k, cause), n in sorted(found.items()) if k == kind} for kind in ("missed", "extra")
        }
    print(json.dumps(counts, indent=1))
    if arguments.write:
        _COUNTS.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
