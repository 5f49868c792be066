"""What words mean, as vectors: a sentence is the sum of its words'.

The vectors were distilled from the sentence encoder all-MiniLM-L6-v2, by ``python -m training.vectors``: a sum of a few of them stands in
for the encoder where that would take seconds to load. They rank leads, and certify nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

__all__ = ["WIDTH", "likeness_of_meaning", "vector_of"]

WIDTH = 128
"""Numbers of a vector."""


def vector_of(keys: Iterable[str]) -> NDArray[np.float32]:
    """Give the vector of some words together.

    Args:
        keys: as they are compared; of those that are not among the 30,000 nothing is known.

    Returns:
        Of unit length, shape (``WIDTH``,); nought if no word is known.
    """
    places, vectors, scales = _table()
    known = [places[key] for key in keys if key in places]
    summed = (vectors[known] * scales[known]).sum(axis=0, dtype=np.float32)
    length = float(np.linalg.norm(summed))
    return summed / length if length else np.zeros(WIDTH, dtype=np.float32)


def likeness_of_meaning(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Give how near two vectors point, -1 to 1.

    >>> money, cash, rain = (vector_of(words.split()) for words in ("he took the money", "she grabbed the cash", "it rained in may"))
    >>> likeness_of_meaning(money, cash) > likeness_of_meaning(money, rain)
    True
    """
    return float(one @ other)


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8], NDArray[np.float32]]:
    """The place of each word, and at this place its vector in whole numbers and what one of these stands for."""
    folder = files("quotecheck.matching").joinpath("data")
    words = folder.joinpath("vectors.txt").read_text("utf-8").splitlines()
    with as_file(folder.joinpath("vectors.npz")) as path, np.load(path) as arrays:
        return {word: place for place, word in enumerate(words)}, arrays["vectors"], arrays["scales"]
