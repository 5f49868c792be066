"""From scores of BIOES labels to well-formed names: the best path that opens what it closes (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_path", "transitions"]

_Scores = NDArray[np.floating[Any]]


def transitions(labels: Sequence[str]) -> _Scores:
    """Scores (1 + labels, 1 + labels) of a label after another: 0 where it may stand, minus infinity elsewhere.

    The last row is the beginning of a sentence, the last column its end.
    """
    allowed = np.full((len(labels) + 1, len(labels) + 1), -np.inf)
    edge = "O"
    for i, before in enumerate([*labels, edge]):
        inside = before[0] in "BI"
        for j, after in enumerate([*labels, edge]):
            goes_on = after[0] in "IE"
            if (inside and goes_on and before[2:] == after[2:]) or (not inside and not goes_on):
                allowed[i, j] = 0
    return allowed


def best_path(emissions: _Scores, moves: _Scores) -> list[int]:
    """The best well-formed labels of a sentence.

    Args:
        emissions: (words, labels), logarithms of probabilities.
        moves: what ``transitions`` gives.
    """
    greedy = emissions.argmax(1)
    padded = np.concatenate([[-1], greedy, [-1]])
    if np.isfinite(moves[padded[:-1], padded[1:]]).all():
        return [int(label) for label in greedy]
    score = emissions[0] + moves[-1, :-1]
    back = np.zeros(emissions.shape, dtype=np.intp)
    for word in range(1, len(emissions)):
        reached = score[:, None] + moves[:-1, :-1]
        back[word] = reached.argmax(0)
        score = reached.max(0) + emissions[word]
    path = [int((score + moves[:-1, -1]).argmax())]
    for word in range(len(emissions) - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return path[::-1]
