"""Folding typography that the treebanks do not know, one character for one, so that no offset ever moves."""

from __future__ import annotations

import sys
import unicodedata

__all__ = ["fold"]

_DOUBLE = "“”„‟«»″＂"
_SINGLE = "‘’‚‛‹›′＇`´"
_DASHES = "‐‑‒–—―−﹘﹣－"


def _table() -> dict[int, str]:
    """A translation for ``str.translate`` that maps single characters to single characters."""
    table = dict.fromkeys(map(ord, _DOUBLE), '"') | dict.fromkeys(map(ord, _SINGLE), "'") | dict.fromkeys(map(ord, _DASHES), "-")
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        # Every kind of space, control or invisible format character reads as a plain space; the line feed is layout and stays.
        if code not in (0x0A, 0x20) and (character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")):
            table[code] = " "
    return table


_FOLDS = _table()


def fold(text: str) -> str:
    r"""``text`` with straight marks, plain hyphens and plain spaces, of the very same length.

    >>> fold("“It’s – well,\u00a0fine”")
    '"It\'s - well, fine"'
    """
    return text.translate(_FOLDS)
