"""From bytes to canonical text: decoded, NFC, line feeds alone between lines, otherwise as it came."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

from quotecheck.errors import InputError
from quotecheck.model import Diagnostic

__all__ = ["MENDED", "Decoded", "canonical", "decode", "mended", "seen"]

MENDED = Diagnostic(message="letters that a wrong decoding had garbled were mended; places count in the mended text")

# UTF-32 before UTF-16: the mark of the one starts with the mark of the other.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What keyboards and old editors leave in honest text: tab, line feed, vertical tab, form feed, carriage return, end of file, escape.
HARMLESS_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b")
MOST_CONTROLS = 0.02

_BREAKS = str.maketrans("", "", "\u00ad\u200b\ufeff")

# Marks that stand on the letter before; text that is safe for streams has 30 at the most (Unicode Standard Annex 15).
STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{500}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Bytes as text, the codec that made it, and a remark if that codec is a guess."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def canonical(text: str, *, name: str = "text") -> str:
    r"""The text in Unicode's form NFC with LF between lines; nothing else is touched.

    Args:
        text: any text.
        name: what to call it in a message.

    Raises:
        InputError: hundreds of accents stand on one letter, which is no text, and takes for ever to put in order.

    >>> canonical("cafe\u0301\r\n said\rhe ")
    'café\n said\nhe '
    """
    if STACKED.search(text):
        raise InputError(f"{name}: hundreds of accents on one letter. Take them out, and save the article again.")
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def mended(text: str) -> str:
    r"""The text without what a wrong decoding has made of it somewhere on its way, line by line; marks and all else stay as they are.

    >>> mended("He said â€œnoâ€\x9d.\n“Yes,” she said.")
    'He said “no”.\n“Yes,” she said.'
    """
    if not is_bad(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))


def seen(text: str) -> str:
    r"""The text without what only tells where a word may be broken at the end of a line, which nobody sees elsewhere.

    >>> seen("the minis\u00adter\u200b")
    'the minister'
    """
    return text.translate(_BREAKS)


def decode(raw: bytes, *, name: str) -> Decoded:
    """The text of ``raw``: Unicode by its byte order mark, else UTF-8, else the likeliest older encoding.

    Args:
        raw: the bytes of an article.
        name: what to call them in a message.

    Returns:
        The text as the codec gives it, not yet canonical, without a byte order mark.

    Raises:
        InputError: the bytes are no text, or none that is known.
    """
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    if encoding is not None:
        try:
            return Decoded(text=text_only(raw.decode(encoding), name=name), encoding=encoding)
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}: starts with the mark of {encoding.upper()} but breaks it at byte {error.start}. Save it again as UTF-8."
            ) from error
    if b"\0" in raw:
        raise binary(name)
    try:
        return Decoded(text=text_only(raw.decode("utf-8"), name=name), encoding="utf-8")
    except UnicodeDecodeError:
        return guess(raw, name=name)


def guess(raw: bytes, *, name: str) -> Decoded:
    """The text of ``raw``, which is not Unicode, in the likeliest encoding.

    Windows-1252 is tried alone first. It is what English text is in if it is not Unicode, and a short text with a few
    curly marks is too little for a choice among all encodings: they come out as letters of another alphabet.
    """
    best = charset_normalizer.from_bytes(raw, cp_isolation=["cp1252"]).best() or charset_normalizer.from_bytes(raw).best()
    if best is None:
        raise binary(name)
    try:
        text = raw.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise binary(name) from error
    remark = Diagnostic(message=f"not UTF-8; read as {best.encoding}, a guess. If words look wrong, save it again as UTF-8.")
    return Decoded(text=text_only(text, name=name), encoding=best.encoding, diagnostics=(remark,))


def text_only(text: str, *, name: str) -> str:
    """The same text, if it is text and not data that happens to decode."""
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in HARMLESS_CONTROLS)
    if "\0" in text or controls > MOST_CONTROLS * len(text):
        raise binary(name)
    return text


def binary(name: str) -> InputError:
    """The error for bytes that are no text."""
    return InputError(f"{name}: not a text file (binary data, or an unknown encoding). Save the article as plain text in UTF-8.")
