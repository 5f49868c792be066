"""Paragraphs: where an article's text breaks, whether its lines are paragraphs or were wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.model import Span

__all__ = ["blocks"]

_RUN = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*\s*$""")
_LINE_ENDS = re.compile("\r(?!\n)|[\v\f\x85\u2028\u2029]")
"""What ends a line besides the line feed, by Unicode Standard Annex 14; records keep it."""
_WIDEST_WRAP = 100
_LONGEST_BLOCK = 20_000


def blocks(text: str) -> list[Span]:
    """The paragraphs of ``text``, in order, trimmed of surrounding space, none empty.

    A blank line always ends a paragraph. A single line feed does too, unless the lines were wrapped at a width of at most 100
    characters (an e-mail, a wire feed): then a line that fills the width and does not end a sentence runs on into the next.
    A paragraph of more than 20,000 characters is cut at a space, so that memory stays bounded.
    """
    text = _LINE_ENDS.sub("\n", text)
    runs = [_lines(text, run.start(), run.end()) for run in _RUN.finditer(text)]
    width = _width(runs)
    return [piece for lines in runs for whole in _paragraphs(text, lines, width) for piece in _cut(text, whole)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    for line in text[start:end].split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _width(runs: list[list[tuple[int, int]]]) -> int | None:
    """The width at which a whole text was wrapped; None if most of its lines that another follows do not fill one."""
    width = max((stop - first for lines in runs for first, stop in lines), default=0)
    followed = [stop - first for lines in runs for first, stop in lines[:-1]]
    full = sum(length >= 0.7 * width for length in followed)
    return width if 40 <= width <= _WIDEST_WRAP and len(followed) > 2 and full >= 0.8 * len(followed) else None


def _paragraphs(text: str, lines: list[tuple[int, int]], known: int | None) -> Iterator[Span]:
    """The paragraphs of lines without a blank one among them; ``known`` is the width of the text if all of it was wrapped."""
    width = known or max(stop - first for first, stop in lines)
    wrapped = known is not None or (len(lines) > 2 and 40 <= width <= _WIDEST_WRAP)
    opened = lines[0][0]
    for k, (first, stop) in enumerate(lines):
        last = k + 1 == len(lines)
        if not last and wrapped and stop - first >= 0.7 * width and not _ENDS.search(text[first:stop]):
            continue
        if not last and wrapped and stop - first >= 0.85 * width:
            continue
        yield Span(opened, stop)
        if not last:
            opened = lines[k + 1][0]


def _cut(text: str, whole: Span) -> Iterator[Span]:
    start, end = whole.start, whole.end
    while end - start > _LONGEST_BLOCK:
        space = text.rfind(" ", start + 1, start + _LONGEST_BLOCK)
        stop = space if space > start else start + _LONGEST_BLOCK
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
