"""Paragraphs of e-mails whose lines are broken for show alone: ``format=flowed`` of RFC 3676."""

from __future__ import annotations

import re

__all__ = ["unflowed"]

_DEPTH = re.compile(r">*")
_SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    r"""The text with a line for each paragraph.

    Args:
        text: of the e-mail.
        delsp: whether the blank at the end of a line that goes on is no part of the text.

    >>> unflowed("He said \nno.\n>> That was \n>> all.\n From here\n-- \nAda\n")
    'He said no.\n>> That was all.\nFrom here\n-- \nAda\n'
    """
    lines: list[str] = []
    open_at: int | None = None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        depth = len(_DEPTH.match(line).group())  # type: ignore[union-attr]  # it matches nothing at all, too
        words = line[depth:].removeprefix(" ")
        if open_at == depth and words != _SIGNATURE:
            lines[-1] = (lines[-1][:-1] if delsp else lines[-1]) + words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        open_at = depth if words.endswith(" ") and words != _SIGNATURE else None
    return "\n".join(lines)
