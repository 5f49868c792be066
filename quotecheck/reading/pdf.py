"""An article from a PDF file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from statistics import median
from typing import Any

from quotecheck.errors import InputError
from quotecheck.reading.canonical import canonical
from quotecheck.reading.extras import extra
from quotecheck.reading.limits import told
from quotecheck.reading.rendering import Metadata, Rendering
from quotecheck.reading.stated import one_line
from quotecheck.reading.typeset import Line, joined

__all__ = ["PDF", "pdf_version", "read_pdf"]

PDF = "pdf"
_MOST_PAGES = 2_000
# PDFium's sign for a hyphen that only the end of a line has put there.
_HYPHENS = "\ufffe\x02"
_HYPHEN = re.compile(f"[{_HYPHENS}](?:\\r?\\n| )?")
_STREAM = re.compile(rb"\bstream\r?\n")
_PIECE = 100_000
_UNPACKED = 200_000_000
"""Bytes that one of its streams may unpack to, the pictures of a page included; PDFium ends the process where memory ends."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def pdf_version() -> str:
    """The versions of what decides how a PDF file is read."""
    from importlib.metadata import version  # noqa: PLC0415 -- takes longer than most reading

    return f"2 pypdfium2 {version('pypdfium2')}"


def read_pdf(raw: bytes, *, name: str) -> Rendering:
    """The text of all pages, a blank line between them.

    Raises:
        InputError: it is damaged, locked or longer than 2,000 pages, has no text in it, or the extra ``[pdf]`` is missing.
    """
    pdfium = extra("pypdfium2", name=name, what="a PDF file", bundle="pdf")
    if any(_unpacks_to_too_much(raw, found.end()) for found in _STREAM.finditer(raw)):
        raise InputError(f"{name}: a PDF file that unpacks to more than {told(_UNPACKED)}, which no article does. Save its text as a file.")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        reason = "it is locked by a password" if "password" in str(error).lower() else "it is damaged"
        raise InputError(f"{name}: a PDF file that cannot be read: {reason}. Save its text as a file.") from error
    try:
        if len(document) > _MOST_PAGES:
            raise InputError(f"{name}: a PDF file of {len(document):,} pages, which no article has. Save the pages that matter.")
        pages = [_text(document, number) for number in range(len(document))]
        title = document.get_metadata_dict(skip_empty=True).get("Title")
    except pdfium.PdfiumError as error:
        raise InputError(f"{name}: a PDF file that cannot be read: it is damaged. Save its text as a file.") from error
    finally:
        document.close()
    text = "\n\n".join(page.strip("\n") for page in pages if page.strip()) + "\n"
    if not text.strip():
        raise InputError(f"{name}: no text in this PDF file (pictures of pages?). Have the text recognised (OCR) and save it as a file.")
    metadata: Metadata = {"title": one_line(title)}
    return Rendering(text=text, encoding="", reader=PDF, version=pdf_version(), metadata=metadata)


def _unpacks_to_too_much(raw: bytes, start: int) -> bool:
    """Whether the compressed stream that starts there, if it is one, is larger than any."""
    unpacking, left, at = zlib.decompressobj(), _UNPACKED, start
    try:
        while left >= 0 and not unpacking.eof and at < len(raw):
            left -= len(unpacking.decompress(unpacking.unconsumed_tail or raw[at : at + _PIECE], 10 * _PIECE))
            at += 0 if unpacking.unconsumed_tail else _PIECE
    except zlib.error:
        pass
    return left < 0


def _text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    words = page.get_textpage()
    try:
        found = _HYPHEN.sub("", "\n".join(_paragraphs(words)))
        return _CONTROLS.sub(" ", canonical(found).encode("utf-8", "replace").decode())
    finally:
        words.close()
        page.close()


def _paragraphs(words: Any) -> Iterator[str]:
    """The text of a page, its paragraphs on a line each."""
    whole = canonical(words.get_text_bounded())
    lines: list[Line] = []
    at = 0
    everything = words.get_text_range()
    for stated in whole.split("\n"):
        start = everything.find(stated, at) if stated.strip() else -1
        if start < 0 or any(ord(letter) > 0xFFFF for letter in everything):
            yield from ([joined(lines)] if lines else [])
            lines.clear()
            yield stated
            continue
        at = start + len(stated)
        lines.append(_placed(words, stated, start))
    yield from ([joined(lines)] if lines else [])


def _placed(words: Any, text: str, start: int) -> Line:
    """A line, whose characters begin at a place among those of its page."""
    boxes = [words.get_charbox(start + at) for at, letter in enumerate(text) if not letter.isspace() and letter not in _HYPHENS]
    first = len(text.split(maxsplit=1)[0].strip(_HYPHENS)) or 1
    boxes = boxes or [(0.0, 0.0, 0.0, 0.0)]
    width = boxes[min(first, len(boxes)) - 1][2] - boxes[0][0]
    return Line(text=text, left=boxes[0][0], right=boxes[-1][2], top=median(box[1] for box in boxes), first=width)
