"""Folding of text for look-ups that must not fail for a capital, a curly mark or a line break."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]

MARKS = str.maketrans(dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))


def fold(text: str) -> str:
    r"""The text without case, with straight marks and plain hyphens, and one space for each run of white space.

    >>> fold("“We DON’T\n know” – he said")
    '"we don\'t know" - he said'
    """
    # Marks first: NFKC would turn the acute accent into a space and a combining mark.
    return " ".join(unicodedata.normalize("NFKC", text.translate(MARKS)).casefold().split())
