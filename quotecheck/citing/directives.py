"""Text fragments, by which a browser finds words on a page: ``#:~:text=prefix-,start,end,-suffix``.

After the directives that browsers know stands one of our own, which they pass over (URL Fragment Text Directives, "unknown
directives"): the quote's id, its places in the article's text, and a check sum of its words, so that a change is noticed even where the
fragment gives only their beginning and end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote as percent
from urllib.parse import unquote

from quotecheck.citing.cited import Cited
from quotecheck.errors import InputError
from quotecheck.model import Article, Span

__all__ = ["DELIMITER", "Directive", "Own", "check_sum", "directives_from", "fragment_directive", "own_directive"]

DELIMITER = ":~:"
# Longer words are given by their beginning and end, as browsers do it.
_LONGEST_EXACT = 300
# Words of context, and of a beginning or an end: at first, then more until nothing else in the article reads so.
_FEW = (3, 5, 8, 12, 20)
_ENDS = (5, 8, 12, 20)
# So many words are hardly met elsewhere on the page.
_TELLING = 4
_OWN = re.compile(r"quote=([0-9a-f]{12,64})((?:_\d{1,15}-\d{1,15})+)_([0-9a-f]{16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One stretch of words to find.

    Attributes:
        start: the words, or, if there is an ``end``, their beginning.
    """

    start: str
    end: str | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What our own directive says: the quote's id, the places of its pieces, and the check sum of their words."""

    quote: str
    spans: tuple[Span, ...]
    check: str


def fragment_directive(cited: Cited) -> str:
    """The directives of a quote, one for each of its pieces, as they stand behind ``#``."""
    article = cited.article
    found = [directive for span in cited.quote.content if (directive := _directive(article, span)) is not None]
    return DELIMITER + "&".join([*map(_written, found), own_directive(cited)])


def own_directive(cited: Cited) -> str:
    """What a browser need not know."""
    places = "".join(f"_{span.start}-{span.end}" for span in cited.quote.content)
    return f"quote={cited.quote.id}{places}_{check_sum(span.of(cited.article.text) for span in cited.quote.content)}"


def check_sum(pieces: Iterable[str]) -> str:
    """64 bits of the SHA-256 of the words of a quote, white space aside.

    >>> check_sum(["We  are", "ready."]) == check_sum(["We are", "ready."])
    True
    """
    words = "\0".join(" ".join(piece.split()) for piece in pieces)
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def directives_from(written: str) -> tuple[tuple[Directive, ...], Own | None]:
    """What stands behind ``:~:``.

    Raises:
        InputError: no text to find, or it is malformed.
    """
    directives, own = [], None
    for part in written.split("&"):
        if part.startswith("text="):
            directives.append(_read(part.removeprefix("text=")))
        elif (found := _OWN.fullmatch(part)) is not None:
            places = [tuple(map(int, place.split("-"))) for place in found[2].split("_")[1:]]
            if any(end < start for start, end in places):
                raise InputError(f"{part[:80]}: a place ends before it begins.")
            own = Own(quote=found[1], spans=tuple(Span(start, end) for start, end in places), check=found[3])
        elif part.startswith("quote="):
            raise InputError(f"{part[:80]}: not what quotecheck writes behind a text fragment.")
    if not directives:
        raise InputError(f"#{DELIMITER}{written[:80]}: no text fragment. It is written as #:~:text=prefix-,start,end,-suffix.")
    return tuple(directives), own


def _read(value: str) -> Directive:
    parts = value.split(",")
    prefix = _plain(parts.pop(0)[:-1]) if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = _plain(parts.pop()[1:]) if len(parts) > 1 and parts[-1].startswith("-") else ""
    words = [_plain(part) for part in parts]
    if not 1 <= len(words) <= 2 or not all(word.strip() for word in words):
        raise InputError(f"text={value[:80]}: no text fragment. It is written as text=prefix-,start,end,-suffix.")
    return Directive(start=words[0], end=words[1] if len(words) == 2 else None, prefix=prefix, suffix=suffix)


def _plain(part: str) -> str:
    try:
        return unquote(part, errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise InputError(f"text={part[:80]}: cut off within a character, or not UTF-8.") from error


def _written(directive: Directive) -> str:
    parts = [_percent(directive.start), *([_percent(directive.end)] if directive.end else [])]
    if directive.prefix:
        parts.insert(0, f"{_percent(directive.prefix)}-")
    if directive.suffix:
        parts.append(f"-{_percent(directive.suffix)}")
    return f"text={','.join(parts)}"


def _percent(words: str) -> str:
    """Escaped, with the dash, which means something here."""
    return percent(words, safe="", errors="surrogatepass").replace("-", "%2D")


def _directive(article: Article, span: Span) -> Directive | None:
    """How to find one piece: by all of it, or by its beginning and end; with what stands around it where that is needed."""
    words = span.of(article.text)
    lines = [" ".join(line.split()) for line in words.split("\n") if line.strip()]
    if not lines:
        return None
    text = _folded_text(article.text)
    start, end = (lines[0], None) if len(lines) == 1 and len(lines[0]) <= _LONGEST_EXACT else _ends(lines)
    if len(start.split()) >= _TELLING and text.count(_folded(start)) == 1:
        return Directive(start=start, end=end)
    around = _around(article.text, span)
    prefix = suffix = ""
    for few in _FEW:
        prefix, suffix = " ".join(around.before[-few:]), " ".join(around.after[:few])
        if text.count(_folded(f"{prefix} {start} {suffix}" if end is None else f"{prefix} {start}")) <= 1:
            return Directive(start=start, end=end, prefix=prefix, suffix=suffix)
    # What stands in other blocks may be parted from it by what quotecheck does not read, so it comes last.
    for few in _FEW:
        prefix = prefix if around.before else " ".join(around.above[-few:])
        suffix = suffix if around.after else " ".join(around.below[:few])
        if text.count(_folded(f"{prefix} {start} {suffix}" if end is None else f"{prefix} {start}")) <= 1:
            break
    return Directive(start=start, end=end, prefix=prefix, suffix=suffix)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a piece: on its lines, which are blocks of the page, and on those above and below."""

    before: list[str]
    after: list[str]
    above: list[str]
    below: list[str]


def _around(text: str, span: Span) -> _Around:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    above, below = text[:start].rstrip(), text[end:].lstrip()
    return _Around(
        before=text[start : span.start].split(),
        after=text[span.end : end].split(),
        above=above[above.rfind("\n") + 1 :].split(),
        below=below.partition("\n")[0].split(),
    )


def _ends(lines: list[str]) -> tuple[str, str]:
    """Enough words of the first line and of the last, so that the end stands nowhere between."""
    first, last = lines[0].split(), lines[-1].split()
    between = _folded(" ".join(lines))
    start, end = " ".join(first[: _ENDS[0]]), last[-1]
    for few in _ENDS:
        # Beginning and end of one line must not overlap.
        start = " ".join(first[: min(few, max(1, len(first) // 2))] if len(lines) == 1 else first[:few])
        end = " ".join(last[-min(few, max(1, len(last) // 2)) :] if len(lines) == 1 else last[-few:])
        if between.count(_folded(end)) == 1:
            break
    return start, end


@lru_cache(maxsize=4)
def _folded_text(text: str) -> str:
    """A whole article, folded once for all its quotes."""
    return _folded(text)


def _folded(text: str) -> str:
    """As browsers compare: whatever the case, with single spaces."""
    return " ".join(text.split()).casefold()
