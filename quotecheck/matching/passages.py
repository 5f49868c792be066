"""A quotation as it is compared: its words in order, and of each what the parser says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quotecheck.matching.information import distinctiveness
from quotecheck.matching.shingles import folded
from quotecheck.matching.words import PlacedWord, place_words, quote_words
from quotecheck.model import EntityType, Kind, Parse, Quote, Span, Word

_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|''.*?''|«[^»]*»", re.DOTALL)

__all__ = ["Passage", "passage_of_quote", "passage_of_text"]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The words of a quotation.

    Attributes:
        words: as they are compared, in order.
        syntax: for each of them, the syntactic words that it is made of ("can't" of two); none where nothing was parsed.
        names: for each of them, the type of the name that it is part of, if it is part of one.
        reported: whether they are somebody's in indirect speech, where person, tense and deixis are the teller's.
        quoted: of words that are partly quoted and partly told, the quoted runs.
    """

    words: tuple[PlacedWord, ...]
    syntax: tuple[tuple[Word, ...], ...]
    names: tuple[EntityType | None, ...]
    reported: bool = False
    quoted: tuple[slice, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What is compared of each word."""
        return tuple(word.key for word in self.words)

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """Each word without inflection and what changes where it is told by another."""
        return tuple(map(folded, self.keys))

    @cached_property
    def telling(self) -> tuple[tuple[str, float], ...]:
        """The words that tell more than everyday words do, folded, each with its distinctiveness."""
        return tuple((fold, told) for fold, key in zip(self.folds, self.keys, strict=True) if (told := distinctiveness((key,))) > 0)

    @cached_property
    def place_of(self) -> dict[int, int]:
        """For the ``index`` of each syntactic word, which of ``words`` it belongs to."""
        return {word.index: place for place, made_of in enumerate(self.syntax) for word in made_of}

    @property
    def is_parsed(self) -> bool:
        """Whether the syntax is known."""
        return any(self.syntax)


def passage_of_text(text: str, parse: Parse | None = None, span: Span | None = None) -> Passage:
    """The words of a text.

    Args:
        text: all of it.
        parse: its parse, if there is one.
        span: the part to take; all of it by default.
    """
    words = place_words(text)
    if span is not None:
        words = [word for word in words if span.contains(word.span)]
    return _parsed(words, parse)


def passage_of_quote(quote: Quote, parse: Parse | None = None) -> Passage:
    """The words of a quote, all its pieces together.

    Args:
        quote: as it lies in a store.
        parse: of its article, if there is one.
    """
    words = quote_words(quote)
    quoted = _quoted(quote, words) if quote.kind is Kind.MIXED else ()
    return replace(_parsed(words, parse), reported=quote.kind is not Kind.DIRECT, quoted=quoted)


def _quoted(quote: Quote, words: Sequence[PlacedWord]) -> tuple[slice, ...]:
    """The runs of words between quotation marks."""
    found: list[slice] = []
    at = 0
    for span in quote.content:
        text = quote.text[at : at + len(span)]
        at += len(span) + len(" … ")
        for marked in _MARKED.finditer(text):
            first, last = span.start + marked.start(), span.start + marked.end()
            within = [place for place, word in enumerate(words) if first <= word.span.start < last]
            if within:
                found.append(slice(within[0], within[-1] + 1))
    return tuple(found)


def _parsed(words: Sequence[PlacedWord], parse: Parse | None) -> Passage:
    if parse is None:
        return Passage(words=tuple(words), syntax=((),) * len(words), names=(None,) * len(words))
    starts = [word.span.start for word in parse.words]
    syntax = []
    for placed in words:
        at = max(0, bisect_right(starts, placed.span.start) - 1)
        while at and starts[at - 1] == starts[at]:  # the syntactic words of "cannot" may share a place
            at -= 1
        found = []
        while at < len(starts) and starts[at] < placed.span.end:
            if parse.words[at].span.overlaps(placed.span):
                found.append(parse.words[at])
            at += 1
        syntax.append(tuple(found))
    types = {index: name.type for name in parse.names for index in range(name.first, name.last)}
    names = tuple(next((types[word.index] for word in made_of if word.index in types), None) for made_of in syntax)
    return Passage(words=tuple(words), syntax=tuple(syntax), names=names)
