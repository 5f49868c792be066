"""Shingles: what two quotations that share words have in common, as numbers that can be looked up, sorted and joined.

A shingle is a run of three words. Its upper half is made from the first two words alone, so that all shingles that begin with two
given words lie side by side, and one index serves runs of two words as well as of three. The last run of a quotation has two words
and an end. A short quotation, of which a few edits leave no run of three, has its runs of two words as further shingles. Words are
folded further than for comparing: what changes between *I will not leave* and *he said he would not leave* is one here, so that
indirect speech shares shingles with direct.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from quotecheck.matching.forms import base_of

__all__ = ["END", "HALF", "SHORT", "folded", "runs_of", "shingles_of", "word_hash"]

HALF = 24
"""Bits of each half of a shingle: a whole one fits in the six bytes that SQLite has for integers of its size."""
END = np.uint64(0)
"""Stands for the word behind the last one."""
SHORT = 8
"""Up to so many words a quotation is short."""
_ANY = np.uint64(2)
"""Stands for any third word. The hash of a word is odd."""
_MASK = np.uint64((1 << HALF) - 1)
_MIX = tuple(np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))

# What changes where somebody's words are told by another: person, tense, deixis.
_TOLD = {
    **dict.fromkeys(("i", "he", "she", "we", "they", "you", "me", "him", "her", "us", "them"), "<person>"),
    **dict.fromkeys(("my", "his", "our", "their", "your", "mine", "hers", "ours", "theirs", "yours"), "<person>"),
    **dict.fromkeys(("myself", "himself", "herself", "ourselves", "themselves", "yourself"), "<person>"),
    **dict.fromkeys(("am", "is", "are", "was", "were", "be", "been", "being"), "be"),
    **dict.fromkeys(("have", "has", "had", "having"), "have"),
    **dict.fromkeys(("do", "does", "did"), "do"),
    **dict.fromkeys(("will", "would", "shall", "should"), "will"),
    **dict.fromkeys(("can", "could"), "can"),
    **dict.fromkeys(("may", "might"), "may"),
    **dict.fromkeys(("this", "that", "these", "those"), "that"),
}


@lru_cache(maxsize=1 << 18)
def folded(key: str) -> str:
    """Give a word without what changes between direct and indirect speech, nor its inflection.

    >>> [folded(word) for word in ("I", "he", "would", "leaving", "left", "soldiers")]
    ['<person>', '<person>', 'will', 'leave', 'leave', 'soldier']
    """
    key = key.casefold()
    if key in _TOLD:
        return _TOLD[key]
    return base_of(key) if key.isalpha() else key


@lru_cache(maxsize=1 << 18)
def word_hash(key: str) -> int:
    """Give 64 bits for a word as it is compared, the same on every machine."""
    return int.from_bytes(blake2b(folded(key).encode(), digest_size=8).digest(), "little") | 1


def shingles_of(keys: Sequence[str]) -> NDArray[np.uint64]:
    """Give the distinct shingles of a quotation, sorted.

    Args:
        keys: its words, as they are compared.

    Returns:
        Shape (shingles,): one for each word but the last, of a short quotation two; fewer where some are equal; of a single word, one.
    """
    words = np.array([word_hash(key) for key in keys], dtype=np.uint64)
    runs = runs_of(words)
    if 1 < len(words) <= SHORT:
        runs = np.concatenate([runs, _runs(words[:-1], words[1:], _ANY)])
    return np.unique(runs)


def runs_of(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the shingles that begin at each word of one quotation.

    Args:
        words: shape (words,), by ``word_hash``.

    Returns:
        Shape (max(1, words - 1),), or none without words.
    """
    if not len(words):
        return words
    padded = np.concatenate([words, np.full(2, END)])
    return _runs(padded[:-2], padded[1:-1], padded[2:])[: max(1, len(words) - 1)]


def _runs(first: NDArray[np.uint64], second: NDArray[np.uint64], third: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    pairs = _mixed(first * _MIX[0] ^ second * _MIX[1])
    runs = _mixed(pairs ^ third * _MIX[2])
    return ((pairs >> np.uint64(64 - HALF)) << np.uint64(HALF)) | (runs & _MASK)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    numbers = (numbers ^ (numbers >> np.uint64(31))) * _MIX[0]
    return numbers ^ (numbers >> np.uint64(29))
