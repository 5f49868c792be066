"""Offices compared by their words, whichever way they name their country or body."""

from __future__ import annotations

from functools import lru_cache

from quotecheck.attribution.names import name_words
from quotecheck.people.bodies import full_name
from quotecheck.people.places import nation_of
from quotecheck.people.tables import key

__all__ = ["office_words"]

_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "and"})
_LONGEST = 4
"""The most words that the name of a country has here."""


@lru_cache(maxsize=65536)
def office_words(office: str) -> frozenset[str]:
    """Give the words of an office, its country in one form.

    >>> office_words("Italian Foreign Minister") == office_words("foreign minister of Italy")
    True
    >>> office_words("Secretary of State of the United States") == office_words("US Secretary of State")
    True
    """
    words = [word for word in office.split() if name_words(word)]
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, word = _country_at(words, at) or (1, "")
        found.update([word] if word else _plain(words[at]))
        at += length
    return frozenset(found - _LINKS)


def _country_at(words: list[str], at: int) -> tuple[int, str] | None:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        nation = nation_of(" ".join(words[at : at + length]))
        if nation:
            return length, key(nation)
    return None


def _plain(word: str) -> tuple[str, ...]:
    full = full_name(word)
    return (key(full),) if full else name_words(word)
