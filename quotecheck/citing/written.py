"""Citations in plain text, in a link and in whatever else holds these, read again."""

from __future__ import annotations

import re
from itertools import combinations, islice, pairwise
from urllib.parse import unquote

from quotecheck.citing.directives import DELIMITER, directives_from
from quotecheck.citing.fragments import fragment_from
from quotecheck.citing.plain import DASH, PIECES
from quotecheck.citing.pointers import Pointed, Pointer
from quotecheck.errors import InputError

__all__ = ["from_address", "from_line", "from_source", "is_line", "names_in", "shortened"]

_PLACE = re.compile(
    r"(?P<known>.*?):(?P<line>\d{1,9}):(?P<column>\d{1,9})(?P<more>(?:, \d{1,9}:\d{1,9})*) \[quote (?P<id>[0-9a-f]{12,64})\]$"
)
_MOST_CUTS = 100
# So many pieces and names are tried; a title has fewer commas, and whatever is before it is no part of a name.
_MOST_PARTS = 2000
_MOST_COMMAS = 60
_SHOWN = 60


def is_line(line: str) -> bool:
    """Whether a line ends as a citation in plain text does."""
    return _PLACE.search(line.strip()) is not None


def from_line(line: str) -> Pointer:
    """Where a citation in plain text points.

    Raises:
        InputError: it is none.
    """
    said, dash, source = line.strip().rpartition(DASH)
    _, colon, words = said.partition(": ")
    if not dash or not colon or not words.strip():
        raise InputError(f"{shortened(line)}: no citation. It is written as Ann Lee (said): “…” — file.txt:5:1 [quote 3f0c2b1d9a77].")
    return from_source(words, source, shown=line)


def from_source(words: str, source: str, *, shown: str) -> Pointer:
    """Where words stood by what a citation says of their source: "…, file.txt:5:1 [quote 3f0c2b1d9a77]".

    Raises:
        InputError: it says no such thing.
    """
    place = _PLACE.search(source.strip())
    if place is None:
        raise InputError(f"{shortened(shown)}: no citation: it does not end in file:line:column [quote ID].")
    places = [f"{place['line']}:{place['column']}", *place["more"].split(", ")[1:]]
    first, *others = cut(words, len(places))
    pieces, *alternatives = [
        tuple(
            Pointed(words=part, line=int(at.partition(":")[0]), column=int(at.partition(":")[2]))
            for part, at in zip(parts, places, strict=True)
        )
        for parts in (first, *others)
    ]
    return Pointer(shown=shortened(shown), names=names_of(place["known"]), quote=place["id"], pieces=pieces, others=tuple(alternatives))


def cut(words: str, count: int) -> list[list[str]]:
    """The ways in which words may be cut into so many pieces: an ellipsis may also be the article's own.

    Raises:
        InputError: there is none.

    >>> cut("a … b … c", 2)
    [['a', 'b … c'], ['a … b', 'c']]
    """
    places = [found.start() for found in re.finditer(f"(?={PIECES})", words)]
    bounds = [
        (-len(PIECES), *seams, len(words))
        for seams in islice(combinations(places, count - 1), min(_MOST_CUTS, max(1, _MOST_PARTS // count)))
        if all(one + len(PIECES) < other for one, other in pairwise((-len(PIECES), *seams, len(words))))
    ]
    if not bounds:
        raise InputError(f"{shortened(words)}: names {count} places for fewer pieces of a quotation.")
    return [[words[start + len(PIECES) : end] for start, end in pairwise(bound)] for bound in bounds]


def names_of(known: str) -> tuple[str, ...]:
    """What an article may be called if this is the end of what is known of it, commas and all: the longest first."""
    parts = known.split(", ")
    return tuple(", ".join(parts[count:]) for count in range(max(0, len(parts) - _MOST_COMMAS), len(parts)))


def from_address(written: str) -> Pointer:
    """Where a link points that has a text fragment or one of RFC 5147.

    Raises:
        InputError: its fragment is malformed, or there is none.
    """
    base, hash_, fragment = written.strip().partition("#")
    if not hash_ or not base:
        raise InputError(f"{shortened(written)}: no fragment leads from the article to its words.")
    names = names_in(base)
    if DELIMITER not in fragment:
        return Pointer(shown=shortened(written), names=names, fragment=fragment_from(fragment))
    directives, own = directives_from(fragment.split(DELIMITER, 1)[1])
    spans = own.spans if own is not None and len(own.spans) == len(directives) else (None,) * len(directives)
    if own is None and any(directive.end is not None for directive in directives):
        raise InputError(f"{shortened(written)}: leaves out words between beginning and end, and nothing proves what they were.")
    return Pointer(
        shown=shortened(written),
        names=names,
        quote=None if own is None else own.quote,
        check=None if own is None else own.check,
        pieces=tuple(
            # Words around are no rest of the first or last one.
            Pointed(
                words=directive.start,
                end=directive.end,
                span=span,
                prefix=f"{directive.prefix} " if directive.prefix else None,
                suffix=f" {directive.suffix}" if directive.suffix else None,
            )
            for directive, span in zip(directives, spans, strict=True)
        ),
    )


def names_in(base: str) -> tuple[str, ...]:
    """What an article may be called by a reference to it: an address on the web as it stands, a path with its escapes undone."""
    try:
        plain = unquote(base, errors="surrogatepass")
    except UnicodeDecodeError:
        plain = base
    return tuple(dict.fromkeys((base, plain) if "://" in base else (plain, base)))


def shortened(text: str) -> str:
    """The beginning of a citation, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
