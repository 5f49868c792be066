"""Whose a given name is, men's or women's, and how common a family name: the US census of 1990, as the library ``names`` has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quotecheck.attribution.titles import vocabulary

__all__ = ["gender_of_given", "share_of_family", "share_of_given"]

_CLEARLY = 5.0
"""How many times as often one sex must bear a given name."""
_HARDLY = 2e-5
"""The share of people up to which a given name is hardly a family name."""


def gender_of_given(words: tuple[str, ...]) -> str | None:
    """Give the gender, "m" or "f", that the given name among the words of a name tells; None where there is none, or it does not.

    >>> gender_of_given(("robert", "klein")), gender_of_given(("kelly", "roy")), gender_of_given(("kim", "jong", "un"))
    ('m', None, None)
    >>> gender_of_given(("melanie",)), gender_of_given(("scott",))
    ('f', None)

    Args:
        words: the words of a person's name, folded. One that may be a family name tells nothing.
    """
    if not words or words[0] in vocabulary("family-first") or (len(words) == 1 and share_of_family(words[0]) > _HARDLY):
        return None
    male, female = (shares.get(words[0], 0.0) for shares in _given())
    if male == female or max(male, female) < _CLEARLY * min(male, female):
        return None
    return "m" if male > female else "f"


def share_of_given(name: str) -> float:
    """Give the share, 0 to 1, of people who bear a given name, of the sex that bears it more often; 0 for a name outside the table.

    >>> share_of_given("james") > share_of_given("imogene") > share_of_given("qasim")
    True
    """
    return max(shares.get(name, 0.0) for shares in _given()) / 100


def share_of_family(name: str) -> float:
    """Give the share, 0 to 1, of people who bear a family name; 0 for a name outside the table.

    >>> share_of_family("smith") > share_of_family("clinton") > share_of_family("gentiloni")
    True
    """
    return _family().get(name, 0.0) / 100


@cache
def _given() -> tuple[dict[str, float], dict[str, float]]:
    return _shares("first:male"), _shares("first:female")


@cache
def _family() -> dict[str, float]:
    return _shares("last")


def _shares(kind: str) -> dict[str, float]:
    from names import FILES  # noqa: PLC0415  (names that must be compared need it, most look-ups do not)

    lines = Path(FILES[kind]).read_text("ascii").splitlines()
    return {name.lower(): float(percent) for name, percent, *_ in map(str.split, lines)}
