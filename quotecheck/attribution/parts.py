"""An attribution of several sentences as one for each: *“A,” he said. “B.”* is a quotation with a cue, and one that floats.

Corpora differ here: PolNeAR has one attribution with two spans, the Gender Gap Tracker two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotecheck.attribution.assembly import kind_of
from quotecheck.attribution.marks import quotations
from quotecheck.model import Extraction, Span
from quotecheck.parsing.blocks import blocks

__all__ = ["in_parts"]

_STOPPED = re.compile(r"[.!?\n]\s*\Z")


def in_parts(extraction: Extraction) -> Extraction:
    """``extraction`` with every further sentence of an attribution as one of its own: the same speaker, but no cue and no mention."""
    text = extraction.article.text
    quoted, _ = quotations(text, tuple(blocks(text)))
    found = []
    for attribution in extraction.attributions:
        first, *further = _runs(text, attribution.content)
        found.append(replace(attribution, content=first, kind=kind_of(text, first, quoted)))
        found += [
            replace(attribution, content=run, kind=kind_of(text, run, quoted), cue=(), speaker=None, when=None, where=None, hedge=None)
            for run in further
        ]
    return replace(extraction, attributions=tuple(sorted(found, key=lambda attribution: attribution.content)))


def _runs(text: str, content: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """The spans of ``content``, parted where a sentence or a paragraph ends between two of them."""
    run = content[:1]
    for span in content[1:]:
        if _STOPPED.search(text[run[-1].end : span.start]):
            yield run
            run = ()
        run = (*run, span)
    yield run
