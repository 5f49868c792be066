"""Measure how well rewordings are told from what only looks like them.

    python -m benchmarks.rewording PAIRS.jsonl [--meaning] [--labels LABELS.jsonl]

PAIRS.jsonl is as for `training.rewording`. The figure is the area under the ROC curve: how often a rewording is scored above a pair that
is none. `train` and `all` are cross-fitted, in five folds that do not depend on anything but the seed: no pair is scored by weights
that saw it. `test` is scored by weights of the training part. Where the unparsed are scored, nothing of the parse is used. LABELS.jsonl
holds hand-labelled pairs of quotations, ``{"relation", "a": {"text"}, "b": {"text"}}``: there *reworded* and *same_claim* are told from
*unrelated* by the weights that ship.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotecheck.matching.meaning import Meaning, PackagedMeaning
from quotecheck.matching.passages import Passage
from quotecheck.matching.rewording import evidence, probability, weights
from training.rewording import Pair, fit, known, pairs_of, passages_of, unparsed

__all__ = ["area"]

_FOLDS = 5
_SEED = 0
_SAME = frozenset({"reworded", "same_claim"})


def area(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The area under the ROC curve, 0 to 1: how often what is right is scored above what is not, ties half.

    >>> area([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    0.875
    """
    hits = [score for score, is_right in zip(scores, right, strict=True) if is_right]
    others = [score for score, is_right in zip(scores, right, strict=True) if not is_right]
    return sum((hit > other) + (hit == other) / 2 for hit in hits for other in others) / (len(hits) * len(others))


def cross_fitted(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """For each pair, weights that did not see it."""
    order = list(range(len(pairs)))
    random.Random(_SEED).shuffle(order)  # noqa: S311 -- nothing secret
    found: list[dict[str, float]] = [{}] * len(pairs)
    for fold in range(_FOLDS):
        away = set(order[fold::_FOLDS])
        fitted = fit([pair for place, pair in enumerate(pairs) if place not in away])
        for place in away:
            found[place] = fitted
    return found


def corpus(pairs: Sequence[Pair]) -> Iterator[str]:
    """The figures of a corpus of pairs, a line for each kind of evidence."""
    train = [pair for pair in pairs if pair.is_training]
    parts = {
        "train": (train, cross_fitted(train)),
        "test": ([pair for pair in pairs if not pair.is_training], [fit(train)] * (len(pairs) - len(train))),
        "all": (pairs, cross_fitted(pairs)),
    }
    yield f"{len(pairs)} pairs, {len(train)} of them for training"
    for name, is_parsed, groups in _views(with_meaning="meaning" in pairs[0].bare):
        figures = []
        for part, (scored, fitted) in parts.items():
            scores = [
                probability(known(pair.parsed if is_parsed else pair.bare, *groups), weighed)
                for pair, weighed in zip(scored, fitted, strict=True)
            ]
            figures.append(f"{part} {area(scores, [pair.is_rewording for pair in scored]):.3f}")
        yield f"{name:24} {'   '.join(figures)}"


def labelled(path: Path, meaning: Meaning | None) -> Iterator[str]:
    """The figures of quotations labelled by hand, by the weights that ship."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    rows = [row for row in rows if row["relation"] in _SAME | {"unrelated"}]
    passages = iter(passages_of([row[side]["text"] for row in rows for side in ("a", "b")]))
    pairs = list(zip(passages, passages, strict=True))
    right = [row["relation"] in _SAME for row in rows]
    yield f"{len(rows)} labelled pairs of quotations, {sum(right)} reworded or of the same claim"
    for name, is_parsed, groups in _views(with_meaning=meaning is not None):
        scores = [probability(known(_evidence(pair, meaning, is_parsed=is_parsed), *groups), weights()) for pair in pairs]
        yield f"{name:24} {area(scores, right):.3f}"


def _evidence(pair: tuple[Passage, Passage], meaning: Meaning | None, *, is_parsed: bool) -> Mapping[str, float]:
    one, other = pair if is_parsed else (unparsed(pair[0]), unparsed(pair[1]))
    return evidence(one, other, meaning)


def _views(*, with_meaning: bool) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    """Name, whether the parse is used, groups of evidence."""
    for groups in ((), ("meaning",)) if with_meaning else ((),):
        yield " and ".join(("words", *groups)), False, groups
        yield ", ".join(("words", "syntax", *groups)), True, groups


def main() -> None:
    """Parse, fit, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--meaning", action="store_true", help="with the encoder of the extra [meaning], too")
    parser.add_argument("--labels", type=Path)
    arguments = parser.parse_args()
    meaning = PackagedMeaning() if arguments.meaning else None
    for line in corpus(pairs_of(arguments.pairs, meaning)):
        print(line)
    if arguments.labels:
        for line in labelled(arguments.labels, meaning):
            print(line)


if __name__ == "__main__":
    main()
