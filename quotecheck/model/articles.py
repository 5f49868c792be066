"""What was read: articles, where they came from, places in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

__all__ = ["Article", "Diagnostic", "Furniture", "FurnitureKind", "Source", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of an article's text, in code points.

    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of ``text`` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something odd in an article that was read all the same, and where."""

    message: str
    span: Span | None = None


class FurnitureKind(StrEnum):
    """What a line of an article is, if it is none of what the article tells."""

    BYLINE = "byline"
    CAPTION = "caption"
    COPYRIGHT = "copyright"
    NAVIGATION = "navigation"
    RELATED = "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A line that stands in an article and is none of what it tells: nothing is attributed from it.

    Attributes:
        line: its number, from 1.
        kind: what it is instead.
    """

    line: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article came from, and the very bytes that came.

    Attributes:
        path: the path as the user may open it again, with the names in an archive behind its own; None for a record of JSON lines or
            of a table, for a page of the web and for standard input.
        raw: the bytes as they came in.
        digest: SHA-256 of ``raw``, in hexadecimal.
        encoding: the codec that turned ``raw`` into text; of a format that is not text, such as PDF, the empty string.
        published: ISO 8601 date or date and time, as stated by the source.
        language: ISO 639-1 code, as stated by the source or detected.
        fetched: ISO 8601 date and time in UTC at which the bytes were taken from the web.
        licence: as stated by the source.
        reader: what turned ``raw`` into text: ``text``, ``record``, ``html``, ``raw-html``, ``mail``, ``pdf``, ``docx`` or ``xml``.
        reader_version: the versions of what the reader rests on; the same version gives the same text for the same bytes.
    """

    raw: bytes
    digest: str
    path: str | None = None
    encoding: str = "utf-8"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    fetched: str | None = None
    licence: str | None = None
    reader: str = "text"
    reader_version: str = ""


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: its canonical text (NFC, LF) and its provenance.

    Attributes:
        id: the name it is cited by: its path, its address on the web, or the ``id`` of its JSON line.
        furniture: the lines that are none of what it tells, in order.
    """

    id: str
    text: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset at which each line starts; line 1 is the first."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, on which ``offset`` lies."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1, in code points, of ``offset`` on its line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1
