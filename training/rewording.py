"""Fit how evidence for a rewording weighs: makes ``quotecheck/matching/data/rewording.json``.

    python -m training.rewording PAIRS.jsonl

PAIRS.jsonl holds pairs of sentences, one a line: ``{"s1", "s2", "label": 0 or 1, "split": "train" or "test"}``. The weights that ship
come from the 719 training pairs with quotations of the Microsoft Research Paraphrase Corpus (Dolan and Brockett 2005); twelve numbers
are all that is kept of it. Every pair is learned from four times: parsed or not, with its meaning or without, so that one set of weights
serves whatever is known. It takes a minute, and needs the extra ``[meaning]``.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotecheck.matching.meaning import Meaning, PackagedMeaning
from quotecheck.matching.passages import Passage, passage_of_text
from quotecheck.matching.rewording import GROUPS, evidence
from quotecheck.model import Article, Source
from quotecheck.parsing import Parser

__all__ = ["Pair", "fit", "known", "pairs_of", "passages_of", "unparsed"]

_TARGET = Path(__file__).parents[1] / "quotecheck" / "matching" / "data" / "rewording.json"
_PENALTY = 200.0
"""High, so that kinds of evidence that say nearly the same share the weight: the pairs of one corpus should not choose between them."""
_STEPS = 30
_SOURCE = (
    "Fitted by python -m training.rewording on the pairs with quotations of the Microsoft Research Paraphrase Corpus' training part, "
    "of which nothing else is kept."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences, whether one says the same as the other, and the evidence for it.

    Attributes:
        bare: the evidence of words that nobody parsed; ``parsed`` the evidence where both sides are. Both with meaning, if it is known.
    """

    is_rewording: bool
    is_training: bool
    bare: dict[str, float]
    parsed: dict[str, float]


def passages_of(texts: Sequence[str]) -> list[Passage]:
    """Each text as a passage, all parsed together as paragraphs of one article."""
    together = "\n\n".join(" ".join(text.split()) for text in texts)
    parse = Parser().parse(Article(id="texts", text=together, source=Source(raw=b"", digest="")))
    whole = passage_of_text(together, parse)
    starts = [word.span.start for word in whole.words]
    passages, end = [], 0
    for paragraph in together.split("\n\n"):
        first = bisect_left(starts, end)
        end += len(paragraph) + 2
        part = slice(first, bisect_left(starts, end))
        passages.append(Passage(words=whole.words[part], syntax=whole.syntax[part], names=whole.names[part]))
    return passages


def pairs_of(path: Path, meaning: Meaning | None) -> list[Pair]:
    """The pairs of a file with all evidence."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    passages = iter(passages_of([row[side] for row in rows for side in ("s1", "s2")]))
    found = []
    for row, one, other in zip(rows, passages, passages, strict=True):
        bare = evidence(unparsed(one), unparsed(other), meaning)
        parsed = evidence(one, other, meaning)
        found.append(Pair(is_rewording=bool(row["label"]), is_training=row["split"] == "train", bare=bare, parsed=parsed))
    return found


def known(found: Mapping[str, float], *groups: str) -> dict[str, float]:
    """The evidence of some groups alone, of which meaning may be one."""
    return {name: value for name, value in found.items() if "meaning" in groups or not name.startswith("meaning")}


def fit(pairs: Sequence[Pair], penalty: float = _PENALTY) -> dict[str, float]:
    """The weights of a logistic regression, none of evidence below nought; rewordings and others count the same together."""
    rows, right = [], []
    for pair in pairs:
        views = [pair.bare, pair.parsed]
        views += [known(found) for found in views if "meaning" in found]
        rows += views
        right += [pair.is_rewording] * len(views)
    constants = [name for name in GROUPS if any(name in row for row in rows)]
    kinds = sorted({name for row in rows for name in row} - set(constants))
    spreads = {name: float(np.std([row[name] for row in rows if name in row])) or 1.0 for name in kinds} | dict.fromkeys(constants, 1.0)
    y = np.array(right, dtype=float)
    counts = np.where(y > 0, 0.5 / y.mean(), 0.5 / (1.0 - y.mean()))
    while True:
        names = constants + kinds
        x = np.array([[row.get(name, 0.0) / spreads[name] for name in names] for row in rows])
        found = dict(zip(names, _newton(x, y, counts, np.repeat([0.0, penalty], [len(constants), len(kinds)])), strict=True))
        against = {name for name in kinds if found[name] < 0}
        if not against:
            return {name: round(float(found[name]) / spreads[name], 4) for name in names}
        kinds = [name for name in kinds if name not in against]


def _newton(x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.float64], drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression of rows that count differently, each drawn to nought by its own penalty."""
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + drawn * weights
        curvature = (x.T * (counts * p * (1.0 - p))) @ x + np.diag(drawn + 1e-6)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def unparsed(passage: Passage) -> Passage:
    """A passage as it is where nothing is parsed."""
    return replace(passage, syntax=((),) * len(passage.words), names=(None,) * len(passage.words))


def main() -> None:
    """Read the training pairs, write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pairs", type=Path)
    options.add_argument("--output", type=Path, default=_TARGET)
    arguments = options.parse_args()
    pairs = [pair for pair in pairs_of(arguments.pairs, PackagedMeaning()) if pair.is_training]
    weights = fit(pairs)
    arguments.output.write_text(json.dumps({"source": _SOURCE, "weights": weights}, indent=1) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {len(weights)} weights from {len(pairs)} pairs")


if __name__ == "__main__":
    main()
