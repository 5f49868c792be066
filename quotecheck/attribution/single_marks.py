"""Quotation marks of the British kind: ‘…’ or '…' around speech, with apostrophes of the same shape in between."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotecheck.model import Span

__all__ = ["single_marked", "uses_single_marks"]

_OPENING = re.compile(r"(?<![^\s(\[—–-])[‘'](?=[\w(\[])")
_STOPPED = re.compile(r"(?<=[,.?!…—–])[’'](?![\w’'\"”])")
_UNSTOPPED = re.compile(r"(?<=\w)[’'](?=[\s,.;:!?)\]—–]|\Z)")
_DOUBLE = re.compile(r"[\"“”„«»]|''|’’|‘‘|``")
_LONGEST_FRAGMENT = 60
_FEWEST = 2


def uses_single_marks(text: str) -> bool:
    """Whether an article puts speech between single marks: more single ones close behind a comma or a stop than there are double ones."""
    single = len(_STOPPED.findall(text))
    return single >= _FEWEST and single > len(_DOUBLE.findall(text))


def single_marked(text: str, block: Span) -> list[tuple[Span, Span]]:
    """The opening and closing marks of a paragraph's quotations; the closing one is empty, at the end, where there is none.

    A quotation ends at the first closing mark behind a comma or a stop; a fragment of at most 60 characters may end at one behind a
    word. What opens and finds no end is an apostrophe (*'twas*), unless it opens the paragraph.
    """
    stopped = [mark.start() for mark in _STOPPED.finditer(text, block.start, block.end)]
    unstopped = [mark.start() for mark in _UNSTOPPED.finditer(text, block.start, block.end)]
    openings = [mark.start() for mark in _OPENING.finditer(text, block.start, block.end)]
    pairs = []
    at = block.start
    for k, start in enumerate(openings):
        if start < at:
            continue
        far, near = _next(stopped, start), _next(unstopped, start)
        another = openings[k + 1] if k + 1 < len(openings) else None
        is_fragment = near is not None and near - start <= _LONGEST_FRAGMENT and (far is None or (another is not None and another < far))
        end = near if is_fragment and (another is None or near is None or near < another) else far
        if end is not None:
            pairs.append((Span(start, start + 1), Span(end, end + 1)))
            at = end + 1
        elif start == block.start:
            pairs.append((Span(start, start + 1), Span(block.end, block.end)))
            break
    return pairs


def _next(places: list[int], start: int) -> int | None:
    index = bisect_left(places, start + 2)
    return places[index] if index < len(places) else None
