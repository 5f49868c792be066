"""Offices compared by their words, whichever way they name their country or body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quotecheck.attribution.names import name_words, split_title
from quotecheck.people.bodies import full_name
from quotecheck.people.places import nation_of
from quotecheck.people.tables import key

__all__ = ["bare_office", "office_words"]

_DETERMINERS = re.compile(r"(?:the|an?|my|our|your|his|her|its|their)\s+(?=\S)", re.IGNORECASE)
_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "and"})
_LONGEST = 4
"""The most words that the name of a country has here."""


def bare_office(office: str, names: Iterable[str]) -> str:
    """Give an office without quotation marks, determiner and the name of its holder.

    >>> bare_office("his senior adviser", []), bare_office("Senate Leader Ada Byron (D-Nev.)", ["Ada Byron"])
    ('senior adviser', 'Senate Leader')

    Args:
        office: as an article has it.
        names: the names of the person who holds it.
    """
    trimmed = office.strip(' "“”,;') or office
    bare = trimmed[match.end() :] if (match := _DETERMINERS.match(trimmed)) else trimmed
    title, name = split_title(bare)
    known = {word for other in names for word in name_words(other)}
    return title if title and known.issuperset(name_words(name)) else bare


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
