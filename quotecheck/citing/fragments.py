"""Fragments of plain text, as RFC 5147 writes them: ``#char=388,480;length=4096,UTF-8;md5=…,UTF-8``.

Positions lie between characters, or between lines, and begin with 0. The integrity checks are over the bytes of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotecheck.citing.positions import plain_text
from quotecheck.errors import InputError
from quotecheck.model import Article, Span

__all__ = ["Fragment", "char_fragment", "fragment_from", "holds", "line_fragment", "lines_of", "span_of"]

_CHARSET = r"(?:,(?P<charset>[A-Za-z0-9!#$%&'+^_`{}~-]+))?"
_SCHEME = re.compile(r"(?P<scheme>char|line)=(?P<start>\d*)(?:(?P<comma>,)(?P<end>\d*))?")
_LENGTH = re.compile(rf"length=(?P<length>\d+){_CHARSET}")
_MD5 = re.compile(rf"md5=(?P<md5>[0-9A-Fa-f]{{32}}){_CHARSET}")
# Digits of the longest number that is taken for a place.
_LONGEST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A stretch of plain text.

    Attributes:
        scheme: ``char`` or ``line``, which is what positions count.
        start: the position before the stretch; ``end`` the one behind it, None if it is that of the whole text.
        length: that the whole text has, in bytes.
        md5: of the whole text, in lower case.
    """

    scheme: str
    start: int
    end: int | None
    length: int | None = None
    md5: str | None = None


def char_fragment(article: Article, span: Span) -> str:
    """The fragment of some characters, with integrity checks."""
    plain = plain_text(article)
    return f"char={plain.to_file(span.start)},{plain.to_file(span.end)}{_checks(article)}"


def line_fragment(article: Article, span: Span) -> str:
    """The fragment of the lines on which some characters stand, with integrity checks."""
    lines = lines_of(article, span)
    return f"line={lines.start},{lines.end}{_checks(article)}"


def lines_of(article: Article, span: Span) -> Span:
    """The lines on which some characters stand, as positions between lines."""
    return Span(article.line_of(span.start) - 1, article.line_of(max(span.start, span.end - 1)))


def fragment_from(written: str) -> Fragment:
    """The fragment that is written so, without its ``#``.

    Raises:
        InputError: it is malformed.

    >>> fragment_from("line=10,20;length=9876,UTF-8")
    Fragment(scheme='line', start=10, end=20, length=9876, md5=None)
    """
    scheme, *checks = written.split(";")
    found = _SCHEME.fullmatch(scheme)
    if found is None or not (found["start"] or found["end"]) or max(len(found["start"]), len(found["end"] or "")) > _LONGEST:
        raise InputError(f"#{written[:80]}: no fragment of RFC 5147. It is written as char=120,180 or line=10,11.")
    start = int(found["start"] or 0)
    end = start if found["comma"] is None else int(found["end"]) if found["end"] else None
    if end is not None and end < start:
        raise InputError(f"#{written[:80]}: ends before it begins.")
    length = md5 = None
    for check in checks:
        if (measured := _LENGTH.fullmatch(check)) is not None and len(measured["length"]) <= _LONGEST:
            length = int(measured["length"])
        elif (summed := _MD5.fullmatch(check)) is not None:
            md5 = summed["md5"].lower()
        else:
            raise InputError(f"#{written[:80]}: {check!r} is no integrity check of RFC 5147. It is written as length=9876 or md5=….")
    return Fragment(scheme=found["scheme"], start=start, end=end, length=length, md5=md5)


def holds(fragment: Fragment, article: Article) -> bool | None:
    """Whether the article is the text that the fragment was written for; None if it has no check for that."""
    plain = plain_text(article)
    # Some count characters. A length alone proves only that it is another text.
    if fragment.length not in {None, len(plain.content), len(article.text)}:
        return False
    return None if fragment.md5 is None else fragment.md5 == plain.md5


def span_of(fragment: Fragment, article: Article) -> Span | None:
    """The characters of the article's text that a fragment means; None if they lie beyond its end."""
    if fragment.scheme == "char":
        plain = plain_text(article)
        start = plain.to_text(fragment.start)
        end = len(article.text) if fragment.end is None else plain.to_text(fragment.end)
    else:
        starts = (*article.line_starts, len(article.text) + 1)
        last = len(starts) - 1 if fragment.end is None else fragment.end
        if fragment.start >= len(starts) or last >= len(starts):
            return None
        start, end = starts[fragment.start], max(starts[fragment.start], starts[last] - 1)
    return Span(start, end) if start <= end <= len(article.text) else None


def _checks(article: Article) -> str:
    plain = plain_text(article)
    return f";length={len(plain.content)},{plain.charset};md5={plain.md5},{plain.charset}"
