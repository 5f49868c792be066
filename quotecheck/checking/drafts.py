"""The quotations and claims of a draft, found as those of any article are."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.attribution.marks import quotations
from quotecheck.checking.check import Checker
from quotecheck.errors import InputError
from quotecheck.extraction import Extractor
from quotecheck.model import Article, Attribution, Checked, Kind, Span
from quotecheck.parsing.blocks import blocks
from quotecheck.reading import read_bytes
from quotecheck.reading.markup import blank_html, blank_markdown, is_html

__all__ = ["check_draft", "read_draft"]

_MARKDOWN = (".md", ".markdown", ".mdown")
_WORD_JOINER = "\u2060"
_BLANK = f" \n\t\u00a0{_WORD_JOINER}"
_SPACED_MARK = re.compile(r"\s+([,.;:!?])")
_LEAST = 4
"""Words between quotation marks that nobody is said to have said, from which on they are a quotation rather than a title or a term."""
_TOLD = 0.5
"""The share of an attribution that may be quoted, and checked as such, for the whole to be checked as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    spans: tuple[Span, ...]
    kind: Kind
    found: Attribution | None


def read_draft(path: str) -> Article:
    """Read a draft from a file, or from stdin for ``-``.

    Raises:
        InputError: it cannot be read, is a folder, is empty or no text.
    """
    if path != "-" and Path(path).is_dir():
        raise InputError(f"{path}: is a folder. Give the drafts themselves.")
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}). Give a file of text.") from error
    return read_bytes(raw, id="<stdin>" if path == "-" else path, path=None if path == "-" else path)


def check_draft(draft: Article, extractor: Extractor, checker: Checker, *, claims: bool = False) -> Iterator[Checked]:
    """Check every quotation of a draft, in order.

    Args:
        draft: text, Markdown or HTML; places are those in its file.
        extractor: finds what it attributes to whom.
        checker: knows the store.
        claims: whether what it tells of somebody in its own words is checked, too.
    """
    # Tags and marks blanked out, and every character where it was.
    plain = replace(draft, text=_plain(draft))
    for said in _quotations(extractor.extract(plain).attributions, plain.text, claims=claims):
        words = _SPACED_MARK.sub(r"\1", " ".join(" ".join(_words(span, plain.text) for span in said.spans).split()))
        if not any(letter.isalnum() for letter in words):
            continue
        entity, mention = (said.found.entity, said.found.speaker) if said.found is not None else (None, None)
        by = None if entity is None else entity.name.replace(_WORD_JOINER, "")
        yield Checked(
            draft=draft,
            plain=plain.text,
            spans=said.spans,
            kind=said.kind,
            speaker=None if mention is None else " ".join(_words(span, plain.text) for span in mention.spans),
            verdict=checker.check(words, by, told=said.kind is Kind.INDIRECT, apart_from=draft),
        )


def _words(span: Span, text: str) -> str:
    return span.of(text).replace(_WORD_JOINER, "")


def _plain(draft: Article) -> str:
    path = draft.source.path
    if is_html(draft.text, path=path):
        return blank_html(draft.text)
    return blank_markdown(draft.text) if path is not None and path.lower().endswith(_MARKDOWN) else draft.text


def _quotations(attributions: tuple[Attribution, ...], text: str, *, claims: bool) -> list[_Said]:
    """What is to be checked, in the order of the text."""
    found: list[_Said] = []
    for attribution in attributions:
        parts = () if attribution.kind is Kind.INDIRECT else _between_marks(attribution.content, text)
        if attribution.kind is Kind.DIRECT:
            found.append(_Said(spans=parts or attribution.content, kind=Kind.DIRECT, found=attribution))
            continue
        found += [_Said(spans=(part,), kind=Kind.MIXED, found=attribution) for part in parts]
        if claims and sum(map(len, parts)) <= _TOLD * sum(map(len, attribution.content)):
            found.append(_Said(spans=attribution.content, kind=Kind.INDIRECT, found=attribution))
    taken = [span for attribution in attributions for span in attribution.content]
    for part in _between_marks(tuple(blocks(text)), text):
        if not any(span.overlaps(part) for span in taken) and len(part.of(text).split()) >= _LEAST:
            found.append(_Said(spans=(part,), kind=Kind.DIRECT, found=None))
    return sorted(found, key=lambda said: (said.spans[0].start, said.kind is Kind.INDIRECT))


def _between_marks(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """What some spans have between quotation marks."""
    pieces = [Span(span.start + block.start, span.start + block.end) for span in spans for block in blocks(span.of(text))]
    marked, _ = quotations(text, tuple(pieces))
    return tuple(_trimmed(quotation.inner, text) for quotation in marked if quotation.inner.of(text).strip(_BLANK))


def _trimmed(span: Span, text: str) -> Span:
    """A span without what is blank at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip(_BLANK)), span.end - len(words) + len(words.rstrip(_BLANK)))
