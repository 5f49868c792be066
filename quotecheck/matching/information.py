"""How much a word tells: the rarer it is in English, the more.

Frequencies are those of the library wordfreq (Robyn Speer, 2022), fixed and the same for every store, so that what matches does not
depend on what else a store holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import log10
from pathlib import Path

__all__ = ["distinctiveness", "information", "total_information"]

_MOST_FREQUENT, _LEAST_FREQUENT = -1.5, -6.5
"""Common logarithms of shares of all words: of *the*; from which on a word is simply rare."""
_EVERYDAY = 1.0
"""The information of everyday words."""


@lru_cache(maxsize=1 << 17)
def information(key: str) -> float:
    """Give the information of a word as it is compared: from 0 for the most frequent to 5 for rare ones, in powers of ten.

    >>> round(information("the"), 1), round(information("tell"), 1), information("extinguishment"), information("2016")
    (0.0, 2.0, 5.0, 3.0)
    """
    if any(letter.isdigit() for letter in key):
        return 3.0
    share = _frequencies().get(key)
    logarithm = log10(share) if share else _LEAST_FREQUENT
    return min(_MOST_FREQUENT - _LEAST_FREQUENT, max(0.0, _MOST_FREQUENT - logarithm))


def total_information(keys: Iterable[str]) -> float:
    """Give the information of several words together."""
    return sum(map(information, keys))


def distinctiveness(keys: Iterable[str]) -> float:
    """Give how much several words tell that everyday words do not: what each has beyond an information of 1.

    >>> round(distinctiveness("let me just tell you something".split()), 1), round(distinctiveness("commander in chief".split()), 1)
    (2.6, 3.4)
    """
    return sum(max(0.0, information(key) - _EVERYDAY) for key in keys)


@cache
def _frequencies() -> dict[str, float]:
    """The shares of words that wordfreq's small list of English has.

    Its file is read without the library itself, of which nothing else is needed and which takes longer to import than most look-ups: a
    header, and then, for every hundredth of a power of ten from 1 downwards, the words that are so frequent (its format cBpack).
    """
    import gzip  # noqa: PLC0415  (what must be weighed needs them, most commands do not)
    from importlib.util import find_spec  # noqa: PLC0415

    import msgpack  # noqa: PLC0415

    found = find_spec("wordfreq")
    folder = Path(found.origin or "").parent if found is not None else Path()
    with gzip.open(folder / "data" / "small_en.msgpack.gz", "rb") as file:
        _, *buckets = msgpack.load(file, raw=False)
    return {word: 10 ** (-hundredths / 100) for hundredths, bucket in enumerate(buckets) for word in bucket}
