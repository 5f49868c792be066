"""Pairing of quotation marks: straight, curly, guillemets, doubled; nested, unbalanced, reopened by every paragraph.

An automaton over one paragraph at a time. It never fails: what does not pair is kept, ended with its paragraph, and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.attribution.single_marks import single_marked, uses_single_marks
from quotecheck.model import Diagnostic, Span

__all__ = ["Quotation", "overlapping", "quotations"]

_MARK = re.compile(r"[\"“”„‟«»＂]|``|''|’’|‘‘")
_OPENING = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_BEFORE_OPENING = frozenset("([{—–-/‘'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between two marks.

    Attributes:
        span: the marks and all between them.
        inner: what lies between the marks.
        block: index of its paragraph.
        closed: whether a closing mark was found in this paragraph.
        continues: whether it goes on from the quotation before it, which its paragraph reopens.
    """

    span: Span
    inner: Span
    block: int
    closed: bool = True
    continues: bool = False


def quotations(text: str, blocks: tuple[Span, ...]) -> tuple[list[Quotation], list[Diagnostic]]:
    """All quotations of ``text`` in order, none nested in another, and what did not pair.

    Args:
        text: the article.
        blocks: its paragraphs; a quotation never runs from one into the next, it is continued there.
    """
    single = uses_single_marks(text)
    found: list[Quotation] = []
    odd: list[Diagnostic] = []
    for index, block in enumerate(blocks):
        carried = bool(found) and found[-1].block == index - 1 and not found[-1].closed
        pairs = single_marked(text, block) if single else _paired(text, block, odd)
        for k, (opening, closing) in enumerate(pairs):
            found.append(
                Quotation(
                    span=Span(opening.start, closing.end),
                    inner=Span(opening.end, max(opening.end, closing.start)),
                    block=index,
                    closed=len(closing) > 0,
                    continues=carried and k == 0 and opening.start == block.start,
                )
            )
    for k, quotation in enumerate(found):
        if not quotation.closed and not (k + 1 < len(found) and found[k + 1].continues):
            opening = Span(quotation.span.start, quotation.inner.start)
            odd.append(Diagnostic(message="an opening quotation mark without a closing one", span=opening))
    return found, sorted(odd, key=lambda diagnostic: diagnostic.span or Span(0, 0))


def _paired(text: str, block: Span, odd: list[Diagnostic]) -> list[tuple[Span, Span]]:
    """The opening and closing marks of a paragraph's quotations; the closing one is empty, at the end, where there is none."""
    pairs = []
    opened: Span | None = None
    for found in _MARK.finditer(text, block.start, block.end):
        mark = Span(found.start(), found.end())
        opens = _opens(text, found, block, is_open=opened is not None)
        if opened is None and opens:
            opened = mark
        elif opened is not None and not opens:
            pairs.append((opened, mark))
            opened = None
        elif opened is None:
            odd.append(Diagnostic(message="a closing quotation mark without an opening one", span=mark))
    if opened is not None:
        pairs.append((opened, Span(block.end, block.end)))
    return pairs


def overlapping(quotations: Sequence[Quotation], span: Span) -> range:
    """The indexes of the quotations, given in order, that share a character with ``span``."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.span.end)
    return range(first, bisect_left(quotations, span.end, lo=first, key=lambda quotation: quotation.span.start))


def _opens(text: str, mark: re.Match[str], block: Span, *, is_open: bool) -> bool:
    """Whether a mark opens, by its shape where it has one, and by the spaces around it where they say otherwise."""
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in ".,;:!?)]}"
    word = mark.group()
    if word in _OPENING:
        # “ typed where the quotation ends: ‘resurgence. “’ at the end of a paragraph, or before a space.
        return not (is_open and free_after)
    if word in _CLOSING:
        # ” typed where one begins.
        return not is_open and free_before and not free_after
    # A straight mark closes what is open, whatever stands around it.
    return not is_open and (not free_after or free_before)
