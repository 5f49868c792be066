"""Folding typography that the treebanks do not know, one character for one, so that no offset ever moves."""

from __future__ import annotations

import re
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


# Where a word may be broken, and marks of direction: to a reader they are nothing, and a blank would part the word. Read as the letter
# before, they leave one word that is nearly right.
_WITHIN = re.compile("(?P<letter>[^\\W\\d_])[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+(?=[^\\W\\d_])")


def fold(text: str) -> str:
    r"""``text`` with straight marks, plain hyphens and plain spaces, of the very same length.

    >>> fold("“It’s – well,\u00a0fine”")
    '"It\'s - well, fine"'
    """
    if _WITHIN.search(text):
        text = _WITHIN.sub(lambda found: found["letter"] * len(found.group()), text)
    return text.translate(_FOLDS)
