"""Count which cues report, in which frame: makes ``quotecheck/attribution/data/cues.tsv``.

    python -m training.cues CORPUS.jsonl [--parses FOLDER]

CORPUS.jsonl holds articles with gold attributions, one a line: {"id", "text", "quotes": [{"content": [[start, end], ...], ...}]}.
Every candidate that the rules propose is compared with the gold: it counts as an attribution if it overlaps one by half or more.
The rules themselves ask the table which of two cues a quotation belongs to, so it is counted three times, from an empty one on.
What is written are single words and numbers. Parsing takes long; FOLDER keeps the parses for the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotecheck.attribution import candidates_of
from quotecheck.attribution.cues import SAYING, Lexicon
from quotecheck.model import Article, Parse, Source, Span
from quotecheck.parsing import Parser

_RARE = 4
_KEPT = 3
_PASSES = 3
_TABLE = Path(__file__).parents[1] / "quotecheck" / "attribution" / "data" / "cues.tsv"


def parses(records: Iterable[dict[str, Any]], folder: Path | None) -> Iterator[tuple[dict[str, Any], Parse]]:
    """Each record with the parse of its text, read from ``folder`` where it is known."""
    parser = Parser()
    for record in records:
        text = record["text"]
        kept = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.pickle" if folder else None
        if kept and kept.exists():
            yield record, pickle.loads(kept.read_bytes())  # noqa: S301 - written by this very function
            continue
        parse = parser.parse(Article(id=str(record["id"]), text=text, source=Source(raw=b"", digest="")))
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(parse))
        yield record, parse


def letters(text: str, spans: Iterable[Span]) -> set[int]:
    """The offsets of letters and digits within ``spans``."""
    return {k for span in spans for k in range(span.start, span.end) if text[k].isalnum()}


def overlap(a: set[int], b: set[int]) -> float:
    """Intersection over union."""
    return len(a & b) / len(a | b) if a or b else 0.0


def spans(pairs: list[list[int]] | None) -> list[Span]:
    """Pairs of offsets as spans; none of None."""
    return [Span(*pair) for pair in pairs or []]


def _agrees(content: set[int], cue: set[int], gold_content: set[int], gold_cue: set[int]) -> bool:
    """Whether a candidate overlaps a gold attribution by half or more, or is, by its cue, the first piece of a longer one."""
    if not content & gold_content:
        return False
    return overlap(content, gold_content) >= 0.5 or bool(cue & gold_cue and len(content & gold_content) >= 0.9 * len(content))


def count(pairs: Iterable[tuple[dict[str, Any], Parse]], lexicon: Lexicon) -> Counter[tuple[str, str, bool]]:
    """How many candidates of each frame and lemma are attributions, and how many are not."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for record, parse in pairs:
        text = record["text"]
        gold = [(letters(text, spans(quote["content"])), letters(text, spans(quote["cue"]))) for quote in record["quotes"]]
        for candidate in candidates_of(parse, lexicon):
            if candidate.cue_word is None:
                continue
            content, cue = letters(text, candidate.content), letters(text, candidate.cue)
            hit = any(_agrees(content, cue, *wanted) for wanted in gold)
            counts[candidate.frame, candidate.lemma, hit] += 1
            if candidate.frame in SAYING:
                counts["*", candidate.lemma, hit] += 1
    return counts


def table(counts: Counter[tuple[str, str, bool]]) -> Iterator[str]:
    """The lines of the table: every lemma seen often enough in a frame, and under ``*`` the rare ones of the frame together."""
    yield "# frame, lemma, attributions, candidates; made by `python -m training.cues`, do not edit"
    keys = sorted({(frame, lemma) for frame, lemma, _ in counts})
    for frame in sorted({frame for frame, _ in keys}):
        lemmas = [lemma for f, lemma in keys if f == frame]
        totals = {lemma: (counts[frame, lemma, True], counts[frame, lemma, True] + counts[frame, lemma, False]) for lemma in lemmas}
        rare = [pair for pair in totals.values() if pair[1] <= _RARE]
        yield f"{frame}\t*\t{sum(h for h, _ in rare)}\t{sum(n for _, n in rare)}"
        yield from (f"{frame}\t{lemma}\t{h}\t{n}" for lemma, (h, n) in totals.items() if n >= _KEPT and lemma.replace("-", "").isalpha())


def main() -> None:
    """Read the corpus, write the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--parses", type=Path)
    options.add_argument("--output", type=Path, default=_TABLE)
    arguments = options.parse_args()
    with arguments.corpus.open(encoding="utf-8") as lines:
        pairs = list(parses((json.loads(line) for line in lines), arguments.parses))
    rows: list[str] = []
    for _ in range(_PASSES):
        rows = list(table(count(pairs, Lexicon.parse(rows))))
    arguments.output.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {len(rows)} rows from {len(pairs)} articles")


if __name__ == "__main__":
    main()
