"""What a citation that somebody made earlier says of where words stand."""

from __future__ import annotations

from dataclasses import dataclass

from quotecheck.citing.fragments import Fragment
from quotecheck.model import Span

__all__ = ["Pointed", "Pointer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """Words that stand together, as far as a citation knows them.

    Attributes:
        words: the words, white space aside; with an ``end``, only the first of them.
        end: the last of them, where all between are left out.
        span: where they stood in the article's text.
        line: the line on which they began, from 1; ``column`` likewise.
        prefix: what stood before them; ``suffix`` what stood behind. None if the citation does not tell; empty if nothing stood there.
        from_xml: what XML cannot hold stands in the words as U+FFFD.
    """

    words: str
    end: str | None = None
    span: Span | None = None
    line: int | None = None
    column: int | None = None
    prefix: str | None = None
    suffix: str | None = None
    from_xml: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where a citation points.

    Attributes:
        shown: the citation, shortened, for a message.
        names: what its article may be called, the likeliest first: a path, an address, an id, a digest of its bytes.
        quote: the id of the quote in the store that made the citation.
        pieces: its words; none where it only counts.
        others: how else its words may be cut into pieces, where that cannot be told from the citation.
        fragment: what it counts.
        check: of all the words, where some are left out.
        text: all the words in one, where the fragment counts these and what interrupts them.
    """

    shown: str
    names: tuple[str, ...]
    quote: str | None = None
    pieces: tuple[Pointed, ...] = ()
    others: tuple[tuple[Pointed, ...], ...] = ()
    fragment: Fragment | None = None
    check: str | None = None
    text: str | None = None
