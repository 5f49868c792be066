"""Names that sound alike: one name written in Latin letters in two ways, or two names that an ear may confuse."""

from __future__ import annotations

from functools import lru_cache

from jellyfish import metaphone
from rapidfuzz import fuzz

from quotecheck.attribution.census import share_of_family, share_of_given
from quotecheck.attribution.names import lone_names, person_words

__all__ = ["are_near", "are_transliterations", "sounds", "sounds_alike"]

_ALIKE = 62.0
"""The similarity of spelling, of 100, that two transliterations of one word have at the least."""

_HOME = 1e-4
"""The share of Americans above which a name has a spelling of its own."""


@lru_cache(maxsize=65536)
def sounds(name: str) -> frozenset[str]:
    """Give how the family name of a full name sounds, with the sound that opens the given name (Philips, *Metaphone*, 1990).

    A name that many Americans bear has none: it has a spelling of its own.

    >>> sounds("Muammar Gaddafi") == sounds("Moammar Qaddafi"), sounds("Gaddafi")
    (True, frozenset())
    """
    words, _ = person_words(name)
    if len(words) < 2:
        return frozenset()
    families = (family for family in lone_names(name) if len(family) > 2 and share_of_family(family) <= _HOME)
    return frozenset(f"{_sound(family)}.{_sound(words[0])[:1]}" for family in families)


def are_transliterations(a: str, b: str) -> bool:
    """Tell whether two full names are one name that no Latin alphabet is home to, spelt in two ways.

    Every word must sound as its counterpart. A name that many Americans bear has a spelling of its own.

    >>> are_transliterations("Volodymyr Zelensky", "Volodymyr Zelenskiy"), are_transliterations("Sergei Lavrov", "Sergey Lavrov")
    (True, True)
    >>> are_transliterations("Robert Meyer", "Robert Mayer"), are_transliterations("Jane Abdi", "Joan Abdi")
    (False, False)
    """
    return _each(a, b, strict=True)


def sounds_alike(a: str, b: str) -> bool:
    """Tell whether two words sound alike and are spelt nearly so.

    >>> sounds_alike("zelensky", "zelenskyy"), sounds_alike("hassan", "hussein")
    (True, False)
    """
    return min(len(a), len(b)) > 2 and _sound(a) == _sound(b) and fuzz.ratio(a, b) >= _ALIKE


def are_near(a: str, b: str) -> bool:
    """Tell whether two full names differ in spelling alone, so that one may be a slip for the other.

    >>> are_near("Robert Meyer", "Robert Mayer"), are_near("Donald Byron", "Donand Byron"), are_near("Jim Byron", "Tim Byron")
    (True, True, False)
    """
    words, others = person_words(a), person_words(b)
    if words == others or words[1] != others[1] or len(words[0]) != len(others[0]) or len(words[0]) < 2:
        return False
    return _each(a, b, strict=False) or all(x == y or _slip(x, y) for x, y in zip(words[0], others[0], strict=True))


def _each(a: str, b: str, *, strict: bool) -> bool:
    (words, generation), (others, other_generation) = person_words(a), person_words(b)
    if len(words) != len(others) or len(words) < 2 or generation != other_generation or words == others:
        return False
    shares = (share_of_given, *[share_of_family] * (len(words) - 1))
    return all(
        x == y or (sounds_alike(x, y) and not (strict and max(share(x), share(y)) > _HOME))
        for x, y, share in zip(words, others, shares, strict=True)
    )


def _slip(a: str, b: str) -> bool:
    """Whether one long word is the other but for a letter within it."""
    return min(len(a), len(b)) > 4 and a[0] == b[0] and fuzz.ratio(a, b) >= 100 * (1 - 2 / (len(a) + len(b)))


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return str(metaphone(word))
