"""A text cut into lines, and these into properly nested stretches, so that each can be an element of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.model import Span

__all__ = ["Line", "Stretch", "Token", "cut"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that are something.

    Attributes:
        number: of what they belong to.
        role: what they are to it.
    """

    span: Span
    number: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Text, or where the element of a stretch opens or closes.

    Attributes:
        text: of a text; else None.
        stretch: of an element; else None.
        opens: whether the element opens here.
        outermost: whether it is the very beginning, or the very end, of the stretch.
    """

    text: str | None = None
    stretch: Stretch | None = None
    opens: bool = False
    outermost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a text: its number, from 1, the offset of its first character, and what is on it, without its end."""

    number: int
    start: int
    tokens: tuple[Token, ...]


def cut(text: str, stretches: Iterable[Stretch]) -> list[Line]:
    """The lines of a text with their stretches, all properly nested.

    A stretch that crosses the end of another, or of a line, is opened again behind it.

    Args:
        text: the text.
        stretches: what is to be told apart; those that lie outside the text are left out.
    """
    known = [stretch for stretch in stretches if len(stretch.span) and stretch.span.end <= len(text)]
    # The wider one outside; of two of one place the one that is named first.
    ordered = sorted(known, key=lambda stretch: (stretch.span.start, -stretch.span.end))
    lines, start, at = [], 0, 0
    active: list[Stretch] = []
    for number, words in enumerate(text.split("\n"), start=1):
        line = Span(start, start + len(words))
        while at < len(ordered) and ordered[at].span.start < line.end:
            active.append(ordered[at])
            at += 1
        tokens = tuple(_tokens(text, line, [stretch for stretch in active if stretch.span.overlaps(line)]))
        lines.append(Line(number=number, start=start, tokens=tokens))
        active = [stretch for stretch in active if stretch.span.end > line.end]
        start = line.end + 1
    return lines


def _tokens(text: str, line: Span, active: Sequence[Stretch]) -> Iterator[Token]:
    ends = {line.start, line.end}
    ends |= {end for stretch in active for end in (stretch.span.start, stretch.span.end) if line.start < end < line.end}
    edges = sorted(ends)
    opened: list[Stretch] = []
    for first, last in pairwise(edges):
        here = [stretch for stretch in active if stretch.span.contains(Span(first, last))]
        kept = 0
        while kept < min(len(opened), len(here)) and opened[kept] is here[kept]:
            kept += 1
        yield from _closing(opened, kept, first)
        for stretch in here[kept:]:
            yield Token(stretch=stretch, opens=True, outermost=stretch.span.start == first)
            opened.append(stretch)
        yield Token(text=text[first:last])
    yield from _closing(opened, 0, line.end)


def _closing(opened: list[Stretch], kept: int, at: int) -> Iterator[Token]:
    while len(opened) > kept:
        stretch = opened.pop()
        yield Token(stretch=stretch, outermost=stretch.span.end == at)
