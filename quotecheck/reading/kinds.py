"""What kind of thing some bytes are: by what they hold, and by their name only where that does not tell."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from quotecheck.reading.markup import is_html

__all__ = ["HEAD", "SUFFIXES", "SourceKind", "kind_of"]

HEAD = 65_536
"""How many of the first bytes are looked at."""


class SourceKind(StrEnum):
    """The kinds of things that articles come in."""

    TEXT = "text"
    HTML = "HTML"
    XML = "XML"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    TABLE = "a table"
    MAIL = "an e-mail"
    PDF = "PDF"
    DOCX = "DOCX"
    WARC = "WARC"
    ZIP = "ZIP"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"


_BY_SUFFIX = {
    ".txt": SourceKind.TEXT,
    ".text": SourceKind.TEXT,
    ".md": SourceKind.TEXT,
    ".markdown": SourceKind.TEXT,
    ".html": SourceKind.HTML,
    ".htm": SourceKind.HTML,
    ".xhtml": SourceKind.HTML,
    ".xml": SourceKind.XML,
    ".nitf": SourceKind.XML,
    ".json": SourceKind.JSON,
    ".jsonl": SourceKind.JSON_LINES,
    ".ndjson": SourceKind.JSON_LINES,
    ".csv": SourceKind.TABLE,
    ".tsv": SourceKind.TABLE,
    ".eml": SourceKind.MAIL,
    ".mbox": SourceKind.MAIL,
    ".mht": SourceKind.MAIL,
    ".mhtml": SourceKind.MAIL,
    ".pdf": SourceKind.PDF,
    ".docx": SourceKind.DOCX,
    ".warc": SourceKind.WARC,
    ".zip": SourceKind.ZIP,
    ".tar": SourceKind.TAR,
    ".gz": SourceKind.GZIP,
    ".tgz": SourceKind.GZIP,
    ".bz2": SourceKind.BZIP2,
    ".xz": SourceKind.XZ,
}
SUFFIXES = frozenset(_BY_SUFFIX)
"""The endings of names of files that may hold articles."""

_MAGIC = (
    (b"%PDF-", SourceKind.PDF),
    (b"PK\x03\x04", SourceKind.ZIP),
    (b"PK\x05\x06", SourceKind.ZIP),
    (b"\x1f\x8b", SourceKind.GZIP),
    (b"BZh", SourceKind.BZIP2),
    (b"\xfd7zXZ\x00", SourceKind.XZ),
    (b"WARC/", SourceKind.WARC),
)
_OF_WORD = (b"word/", b"[Content_Types].xml")
_OBJECT = re.compile(r'\{\s*["}]')
_ARRAY = re.compile(r"\[\s*[{\]]")
_PAGE = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<\?xml\b|<(?:nitf|newsItem|newsMessage|rss|feed)\b")
_FIELD = re.compile(r"(?:From |[A-Za-z][A-Za-z-]{1,40}:)")
_MAIL_ALONE = re.compile(r"^(?:Message-ID|MIME-Version|Received|Return-Path|DKIM-Signature):", re.IGNORECASE | re.MULTILINE)
_MARKDOWN = frozenset({".md", ".markdown"})
_BY_NAME_ALONE = frozenset({SourceKind.JSON, SourceKind.XML, SourceKind.PDF, SourceKind.DOCX, SourceKind.TABLE})
_NAMED = frozenset({"id", "url"})


def kind_of(head: bytes, name: str) -> SourceKind:
    r"""What kind of thing bytes are.

    Args:
        head: the first bytes, 64 KB at the most.
        name: of the file, whose ending helps where the bytes do not tell; it may have none.

    >>> str(kind_of(b"<!doctype html><p>No", "story.txt")), str(kind_of(b"He said no.", "story.txt")), str(kind_of(b"id,text\n", ""))
    ('HTML', 'text', 'a table')
    """
    suffix = PurePath(name).suffix.lower()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return SourceKind.DOCX if kind is SourceKind.ZIP and any(sign in head for sign in _OF_WORD) else kind
    if head[257:262] == b"ustar":
        return SourceKind.TAR
    text = head.decode("utf-8-sig", "ignore").lstrip()
    return _kind_of_text(text, suffix)


def _kind_of_text(text: str, suffix: str) -> SourceKind:
    by_name = _BY_SUFFIX.get(suffix, SourceKind.TEXT)
    if _OBJECT.match(text) or by_name is SourceKind.JSON_LINES:
        return _lines_or_json(text, by_name)
    signs = (
        (SourceKind.JSON, _ARRAY.match(text)),
        (SourceKind.HTML, _PAGE.match(text) or (suffix not in _MARKDOWN and is_html(text, path=f"x{suffix}"))),
        (SourceKind.XML, _MARKUP.match(text)),
        (SourceKind.MAIL, _is_mail(text) or (by_name is SourceKind.MAIL and _FIELD.match(text))),
        (SourceKind.TABLE, _is_table(text)),
    )
    told = next((kind for kind, sign in signs if sign), None)
    # A name is believed where the bytes could be that; of an archive they would have told.
    return told or (by_name if by_name in _BY_NAME_ALONE else SourceKind.TEXT)


def _lines_or_json(text: str, by_name: SourceKind) -> SourceKind:
    """Whether a text that begins as an object of JSON does is one document or lines of them."""
    first, _, rest = text.partition("\n")
    several = _is_object(first) and (by_name is not SourceKind.JSON or _OBJECT.match(rest.lstrip()) is not None)
    return SourceKind.JSON_LINES if several or by_name is SourceKind.JSON_LINES else SourceKind.JSON


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return len(line) >= HEAD - 8 and _OBJECT.match(line) is not None  # a line that is longer than what is looked at


def _is_mail(text: str) -> bool:
    """Whether a text begins with the header of an e-mail, which it does not by a line or two that look like it."""
    header = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    lines = [line for line in header.splitlines() if not line[:1].isspace()]
    return len(lines) > 2 and all(map(_FIELD.match, lines)) and _MAIL_ALONE.search(header) is not None


def _is_table(text: str) -> bool:
    """Whether the first line names the columns that a table of articles has."""
    header = re.sub(r"\Asep=.\r?\n", "", text).split("\n", 1)[0]
    names = {name.strip().strip('"').casefold() for name in re.split(r"[,;\t]", header)}
    return "text" in names and bool(names & _NAMED)
