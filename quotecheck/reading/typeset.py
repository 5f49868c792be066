"""Paragraphs of typeset pages, whose lines end where the column does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Line", "joined"]

_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*\s*$""")
_INDENT = 36.0
"""Points by which lines of one column may begin apart."""
_INDENTED = 6.0
_LEAST = 40
"""Characters; narrower columns are tables, verses and the like, unless many of their lines are full."""
_MANY = 4
_APART = 1.35
"""Of the usual distance between lines; more of it parts paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands on its page.

    Attributes:
        text: its words.
        left, right, top: where it stands, in points; ``top`` grows upwards.
        first: how wide its first word is, in points.
    """

    text: str
    left: float
    right: float
    top: float
    first: float


def joined(lines: Sequence[Line]) -> str:
    """The text of lines, a line for each paragraph.

    A line goes on if the first word of the next would not have fitted into its column, unless that next line is set apart, or begins
    anew behind the end of a sentence: further in, or in another column. The column is as wide as the widest of its lines that has
    another close by, which the head and the foot of a page have not.
    """
    pitches = sorted(above.top - below.top for above, below in pairwise(lines) if above.top > below.top + 1)
    pitch = pitches[len(pitches) // 4] if pitches else 0.0
    close = {at for at, (above, below) in enumerate(pairwise(lines)) if abs(above.top - below.top) <= _APART * pitch}
    set_ = [line for at, line in enumerate(lines) if at in close or at - 1 in close]
    pieces: list[str] = []
    for at, line in enumerate(lines):
        pieces.append(line.text)
        if at + 1 < len(lines):
            is_close = at in close or lines[at + 1].top > line.top
            pieces.append(" " if is_close and _goes_on(line, lines[at + 1], set_) else "\n")
    return "".join(pieces)


def _goes_on(line: Line, below: Line, lines: Sequence[Line]) -> bool:
    column = [other for other in lines if abs(other.left - line.left) <= _INDENT]
    if not column or not line.text.strip() or not below.text.strip():
        return False
    left, edge = min(other.left for other in column), max(other.right for other in column)
    full = sum(other.right - left >= 0.8 * (edge - left) for other in column)
    blank = (line.right - line.left) / max(1, len(line.text))
    if (len(line.text) < _LEAST and full < _MANY) or line.right + blank + below.first < edge:
        return False
    return not (_ENDS.search(line.text) and (below.top > line.top or below.left - left > _INDENTED))
