"""From scores of arcs to trees: every word to its best head, and Chu-Liu/Edmonds where that makes no tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from torch import Tensor

__all__ = ["is_tree", "trees"]


def trees(scores: Tensor, numbers: Sequence[Sequence[int]]) -> list[list[int]]:
    """The best tree of every sentence, with exactly one word on the root.

    Where the best heads of all words make such a tree, no other tree scores higher, so the search is left out; it takes milliseconds.

    Args:
        scores: (windows, 1 + longest, 1 + longest): dependent, head; the root first; minus infinity where no arc can be.
        numbers: for each window, the number of the sentence of every word.

    Returns:
        For each window, a head for every word: its place in the window counted from 1, 0 for the root.
    """
    best = scores.argmax(-1).tolist()
    answers = []
    for k, window in enumerate(numbers):
        heads = best[k][1 : 1 + len(window)]
        start = 0
        while start < len(window):
            end = start + 1
            while end < len(window) and window[end] == window[start]:
                end += 1
            if not is_tree([max(0, head - start) for head in heads[start:end]]):
                inside = [0, *range(start + 1, end + 1)]
                found = chuliu_edmonds_one_root(scores[k][inside][:, inside].log_softmax(-1).double().numpy())
                heads[start:end] = [int(head) + start if head else 0 for head in np.asarray(found)[1:]]
            start = end
        answers.append(heads)
    return answers


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads, counted from 1, make a tree with one word on the root.

    >>> is_tree([2, 0, 2]), is_tree([0, 0]), is_tree([2, 3, 2, 0])
    (True, False, False)
    """
    if heads.count(0) != 1:
        return False
    reaches = [False] * (len(heads) + 1)
    reaches[0] = True
    for word in range(1, len(heads) + 1):
        path: list[int] = []
        here = word
        while not reaches[here]:
            if len(path) > len(heads):
                return False
            path.append(here)
            here = heads[here - 1]
        for passed in path:
            reaches[passed] = True
    return True
