"""Places in an article's text as places in the file that it was read from."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5

from quotecheck.model import Article

__all__ = ["PlainText", "plain_text"]

_AS_THEY_ARE = frozenset({"text", "record"})
_NAMES = {"utf-8-sig": "UTF-8", "cp1252": "windows-1252", "utf-16": "UTF-16", "utf-32": "UTF-32", "ascii": "US-ASCII"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """An article as a file of plain text.

    Attributes:
        content: the bytes: those that came in if they were plain text, else the article's text in UTF-8.
        charset: in which it is written, by its name in MIME.
        inner: offsets in the article's text at which characters of the file begin, in order; empty if both count alike.
        outer: the offsets of these characters in the file, counted as RFC 5147 does: code points, a line end being one of them.
    """

    content: bytes
    charset: str
    inner: tuple[int, ...] = ()
    outer: tuple[int, ...] = ()

    @property
    def md5(self) -> str:
        """The MD5 of the bytes, which the RFC asks for; nothing rests on its being hard to forge."""
        return md5(self.content, usedforsecurity=False).hexdigest()

    def to_file(self, offset: int) -> int:
        """The offset in the file of one in the article's text."""
        return _shifted(offset, self.inner, self.outer)

    def to_text(self, offset: int) -> int:
        """The offset in the article's text of one in the file."""
        return _shifted(offset, self.outer, self.inner)


@lru_cache(maxsize=8)
def plain_text(article: Article) -> PlainText:
    """The article as a file of plain text."""
    own = PlainText(content=article.text.encode("utf-8", "surrogatepass"), charset="UTF-8")
    source = article.source
    if source.reader not in _AS_THEY_ARE:
        return own
    try:
        decoded = source.raw.decode(source.encoding)
    except (UnicodeDecodeError, LookupError):
        return own
    charset = _NAMES.get(source.encoding, source.encoding.upper())
    folded = decoded if decoded == article.text else decoded.replace("\r\n", "\n").replace("\r", "\n")
    if folded == article.text:
        return PlainText(content=source.raw, charset=charset)
    if unicodedata.normalize("NFC", folded) != article.text:
        return own
    inner, outer = _characters(folded)
    return PlainText(content=source.raw, charset=charset, inner=inner, outer=outer)


def _characters(decoded: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each run of letters that normalizing makes one begins, in the normalized text and in this."""
    inner, outer, run = [0], [0], ""
    for at, letter in enumerate(decoded):
        if run and not _joins(run, letter):
            inner.append(inner[-1] + len(run))
            outer.append(at)
            run = ""
        # Of letters that are normalized already, normalizing more gives the same as of all at once.
        run = unicodedata.normalize("NFC", run + letter)
    return (*inner, inner[-1] + len(run)), (*outer, len(decoded))


def _joins(composed: str, letter: str) -> bool:
    """Whether normalizing may change a letter behind others, or these."""
    if letter < "\u0300":
        return False
    alone = unicodedata.normalize("NFC", letter)
    return unicodedata.combining(letter) > 0 or unicodedata.normalize("NFC", composed + letter) != composed + alone


def _shifted(offset: int, one: tuple[int, ...], other: tuple[int, ...]) -> int:
    if not one:
        return offset
    index = bisect_right(one, offset) - 1
    # Empty runs begin where the next one does: the last of them counts.
    limit = other[index + 1] if index + 1 < len(other) else other[index]
    return min(other[index] + offset - one[index], max(limit, other[index]))
