"""The English possessive ending."""

from __future__ import annotations

import re

__all__ = ["without_possessive"]

_ENDING = re.compile(r"['’][sS]?\Z")


def without_possessive(text: str) -> str:
    """Give ``text`` without the possessive ending behind its last word; one ending goes, no more.

    >>> without_possessive("Byron’s"), without_possessive("the Joneses'"), without_possessive("BYRON'S")
    ('Byron', 'the Joneses', 'BYRON')
    """
    return _ENDING.sub("", text)
