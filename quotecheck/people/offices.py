"""Offices compared by their words, whichever way they name their country or body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from quotecheck.attribution.names import name_words, split_title
from quotecheck.attribution.titles import WRITTEN_SHORT, vocabulary
from quotecheck.people.bodies import full_name
from quotecheck.people.places import nation_of
from quotecheck.people.tables import key, rows

__all__ = ["bare_office", "is_other", "is_same_office", "office_words", "without_country"]

_DETERMINERS = re.compile(r"(?:the|an?|my|our|your|his|her|its|their)\s+(?=\S)", re.IGNORECASE)
_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "and"})
_NO_HOLDER = frozenset({"former", "ex", "late", "elect", "designate", "candidate", "nominee", "incoming", "outgoing", "then", "hopeful"})
"""Words that say of whom they stand with that he does not hold the office, no more or not yet."""
_OTHER = frozenset({"vice", "deputy", "assistant", "associate", "acting", "interim", "shadow"})
"""Words that make another office of one."""
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


def is_same_office(asked: frozenset[str], office: frozenset[str]) -> bool:
    """Tell whether an office is the one that is asked for, with its country or body: a vice president is no president.

    >>> [is_same_office(office_words("president"), office_words(held)) for held in ("President of Italy", "Vice President")]
    [True, False]

    Args:
        asked: the words of the office that is asked for.
        office: those of the office that is held.
    """
    more = office - asked
    return asked <= office and not is_other(more) and not more & vocabulary("office")


def is_other(more: frozenset[str]) -> bool:
    """Tell whether words that an office has besides those that are asked for make another one of it, or say that it is not held."""
    return bool(more & (_NO_HOLDER | _OTHER))


def without_country(office: frozenset[str]) -> frozenset[str]:
    """Give the words of an office without its country.

    >>> sorted(without_country(office_words("US Secretary of State")))
    ['secretary', 'state']
    """
    return office - _country_keys()


@cache
def _country_keys() -> frozenset[str]:
    return frozenset(key(country) for (country,), *_ in rows("countries"))


def _country_at(words: list[str], at: int) -> tuple[int, str] | None:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        nation = nation_of(" ".join(words[at : at + length]))
        if nation:
            return length, key(nation)
    return None


def _plain(word: str) -> tuple[str, ...]:
    full = full_name(word)
    short = name_words(word)
    return (key(full),) if full else WRITTEN_SHORT.get(short[0], short) if len(short) == 1 else short
