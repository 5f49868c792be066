"""Countries: their names, the capitals that speak for their governments, and their adjectives."""

from __future__ import annotations

from functools import cache

from quotecheck.people.tables import key, rows

__all__ = ["country_named", "government_of", "nation_of"]


def government_of(name: str) -> str | None:
    """Give the country that a name speaks for: its own, or that of which it is the capital.

    Capitals that are ambiguous as speakers (Brussels: Belgium or the European Union) stand for no country.

    >>> government_of("Moscow"), government_of("the U.S."), government_of("Brussels")
    ('Russia', 'United States', None)
    """
    return country_named(name) or (_capitals().get(key(name)) if _is_name(name) else None)


def country_named(name: str) -> str | None:
    """Give the country that bears a name, in full or short; capitals are no names of countries.

    >>> country_named("Britain"), country_named("UAE"), country_named("London")
    ('United Kingdom', 'United Arab Emirates', None)
    """
    return _countries().get(key(name)) if _is_name(name) else None


def nation_of(word: str) -> str | None:
    """Give the country of a name, an adjective or a people.

    >>> nation_of("Italian"), nation_of("Danes"), nation_of("Italy"), nation_of("Rome")
    ('Italy', 'Denmark', 'Italy', None)
    """
    return _adjectives().get(key(word)) or country_named(word)


def _is_name(name: str) -> bool:
    """Whether a short word is written as a name: "US", but not "us"."""
    return len(key(name)) > 3 or not name.islower()


@cache
def _countries() -> dict[str, str]:
    return {key(name): country for (country,), _, _, others in rows("countries") for name in (country, *others)}


@cache
def _capitals() -> dict[str, str]:
    return {key(capital): country for (country,), capitals, _, _ in rows("countries") for capital in capitals}


@cache
def _adjectives() -> dict[str, str]:
    return {key(adjective): country for (country,), _, adjectives, _ in rows("countries") for adjective in adjectives}
