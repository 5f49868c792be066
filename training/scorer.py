"""Fit how features of a candidate weigh: makes ``quotecheck/attribution/data/scorer.json``.

    python -m training.scorer CORPUS.jsonl

CORPUS.jsonl holds articles with gold attributions, as for `training.cues`. Of them the tenth part is used that `training.reporting`
holds back from the network, whose word on articles that it learned from would be too sure. A candidate is right if it overlaps a gold
attribution by half or more.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from quotecheck.attribution import candidates_of
from quotecheck.attribution.cues import lexicon
from quotecheck.attribution.reports import Reports
from quotecheck.model import Article, Parse, Source
from quotecheck.parsing import Parser
from training.cues import letters, overlap, spans
from training.reports import HELD_BACK

__all__ = ["examples", "fit"]

_TARGET = Path(__file__).parents[1] / "quotecheck" / "attribution" / "data" / "scorer.json"
_PENALTY = 1.0
_STEPS = 50


def examples(record: dict[str, Any], parse: Parse) -> list[tuple[dict[str, float], bool]]:
    """The features of every candidate of an article that the scorer decides on, and whether it is right."""
    text = record["text"]
    gold = [letters(text, spans(quote["content"])) for quote in record["quotes"]]
    found = []
    for candidate in candidates_of(parse, lexicon(), Reports(parse)):
        if not candidate.features:  # its rule alone knows how likely it is
            continue
        content = letters(text, candidate.content)
        found.append((dict(candidate.features), any(overlap(content, wanted) >= 0.5 for wanted in gold if content & wanted)))
    return found


def fit(rows: Sequence[tuple[dict[str, float], bool]], penalty: float = _PENALTY) -> dict[str, float]:
    """The weights of a logistic regression, by Newton's method; all but ``always`` are drawn to nought by ``penalty``."""
    names = sorted({name for features, _ in rows for name in features})
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    drawn = np.array([0.0 if name == "always" else penalty for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - y) + drawn * weights
        curvature = (x.T * (p * (1.0 - p))) @ x + np.diag(drawn + 1e-6)
        weights = weights - np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    """Read the held back articles, write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--output", type=Path, default=_TARGET)
    arguments = options.parse_args()
    records = [json.loads(line) for line in arguments.corpus.open(encoding="utf-8")][::HELD_BACK]
    weights = fit(list(_all(records)))
    arguments.output.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {len(weights)} weights from {len(records)} articles")


def _all(records: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, float], bool]]:
    parser = Parser()
    for record in records:
        article = Article(id=str(record["id"]), text=record["text"], source=Source(raw=b"", digest=""))
        yield from examples(record, parser.parse(article))


if __name__ == "__main__":
    main()
