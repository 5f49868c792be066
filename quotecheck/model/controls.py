"""Characters that steer what shows them, and are nothing that anybody said."""

from __future__ import annotations

import re

__all__ = ["CONTROLS", "printable"]

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All controls but the tab and line feed, and what turns the direction of writing: an article must not show what it does not say."""


def printable(text: str) -> str:
    r"""The text with every control character but tab and line feed replaced, those of the direction of writing too.

    >>> printable("No\x1b[31m")
    'No�[31m'
    """
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
