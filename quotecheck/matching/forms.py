"""Base forms of English words, from a sorted file that is searched where it lies: reading all of it would take longer than most uses."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["base_of", "kinds_of"]


def base_of(word: str) -> str:
    """Give the base form of a word: of the verb if it can be one, else of the noun, …; a word that is not known itself.

    Args:
        word: in small letters.

    >>> base_of("leaving"), base_of("left"), base_of("soldiers"), base_of("blinken")
    ('leave', 'leave', 'soldier', 'blinken')
    """
    return _found(word)[0]


def kinds_of(word: str) -> str:
    """Give the parts of speech that a word can be: V, N, X (auxiliary), J (adjective), R (adverb), P (proper noun); empty if not known.

    >>> kinds_of("happy"), kinds_of("leaving"), kinds_of("blinken")
    ('J', 'V', '')
    """
    return _found(word)[1]


@lru_cache(maxsize=1 << 17)
def _found(word: str) -> tuple[str, str]:
    data, key = _data(), word.encode()
    low, high = 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", middle)
        there, base, kinds = data[middle:end].split(b"\t")
        if there == key:
            return base.decode(), kinds.decode()
        if there < key:
            low = end + 1
        else:
            high = middle
    return word, ""


@cache
def _data() -> bytes:
    return files("quotecheck.matching").joinpath("data/forms.txt").read_bytes()
