"""Folding typography that the treebanks do not know, one character for one, so that no offset ever moves."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]

_DOUBLE = "“”„‟«»″＂"
_SINGLE = "‘’‚‛‹›′＇`´"
_DASHES = "‐‑‒–—―−﹘﹣－"


class _Folds(dict[int, str]):
    """A translation for ``str.translate`` of single characters to single characters, told as they are met: there are a million."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # Every kind of space, control or invisible format character reads as a plain space; the line feed is layout and stays.
        blank = code not in (0x0A, 0x20) and (character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"))
        self[code] = " " if blank else character
        return self[code]


_FOLDS = _Folds(dict.fromkeys(map(ord, _DOUBLE), '"') | dict.fromkeys(map(ord, _SINGLE), "'") | dict.fromkeys(map(ord, _DASHES), "-"))


def fold(text: str) -> str:
    r"""``text`` with straight marks, plain hyphens and plain spaces, of the very same length.

    >>> fold("“It’s – well,\u00a0fine”")
    '"It\'s - well, fine"'
    """
    return text.translate(_FOLDS)
