"""What a reader makes of bytes: the text of an article, and what the bytes say of it besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

from quotecheck.model import Diagnostic, Furniture

__all__ = ["Metadata", "Rendering"]


class Metadata(TypedDict, total=False):
    """What may be known of an article besides its text; ``published`` and ``fetched`` in ISO 8601."""

    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    fetched: str | None
    licence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The canonical text of bytes.

    Attributes:
        text: canonical text.
        encoding: the codec of the bytes; the empty string if they are no text.
        reader: the name of the reader, as ``Source.reader`` has it.
        version: of what the reader rests on.
        metadata: what the bytes say of the article.
        furniture: the lines that are none of what it tells; None if they are still to be found by their words.
        diagnostics: what was odd.
    """

    text: str
    encoding: str
    reader: str
    version: str
    metadata: Metadata = field(default_factory=Metadata)
    furniture: tuple[Furniture, ...] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
