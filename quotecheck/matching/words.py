"""Words as they are compared: without case, marks and spaces, each with its place in the text.

What is folded never turns a meaning. What could, stays: the sign and the decimals of a number, a currency, a percent sign,
the apostrophe of "we're", the hyphen that makes "non-military" one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.model import Quote, Span

__all__ = ["PlacedWord", "place_words", "quote_words"]

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"""
    (?:(?<![^\W_])[-−](?=\d))?                          # the sign of a number
    (?:
        [^\W\d_](?:\.[^\W\d_])+(?![^\W_])               # U.S.
      | [^\W_](?:
            [^\W_]
          | [\u0300-\u036f{_INVISIBLE}]
          | (?<=\d)[.,:/](?=\d)                         # 1,000.5  10:30  1/2
          | ['’ʼ＇](?=[^\W_])                           # we're
        )*
    )
  | [^\w\s]                                             # a symbol, of which only some count
    """,
    re.VERBOSE,
)
_FOLDED_AWAY = re.compile(rf"[{_INVISIBLE}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_APOSTROPHES = str.maketrans("’ʼ＇−", "'''-")
_SUPPLIED = re.compile(r"\[[^\[\]]*\]")
_COUNTING_SIGNS = frozenset("%‰&")
# What joins two words into one, so that neither may be cut off: anti-Daesh, and/or, Iraq–Iran, $5, U.S.-led.
_JOINS = re.compile(r"\.?[-‐‑‒–/]|")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word and where it stands.

    Attributes:
        key: what is compared; equal for two spellings of the same word.
        span: its place in the text that it was read from.
        text: the word as it stands there.
        joined: whether it is one with the word before it, as in "non-military".
        supplied: whether it stands in square brackets: the words of an editor.
    """

    key: str
    span: Span
    text: str
    joined: bool = False
    supplied: bool = False


def place_words(text: str) -> list[PlacedWord]:
    """The words of a text in order.

    >>> [word.key for word in place_words("“We’re NOT leaving”—5% of U.S. troops")]
    ["we're", 'not', 'leaving', '5', '%', 'of', 'us', 'troops']
    """
    return list(_placed(text, 0))


def quote_words(quote: Quote) -> list[PlacedWord]:
    """The words of a quote in order, all its pieces together, each placed in the article."""
    words: list[PlacedWord] = []
    at = 0
    for span in quote.content:
        words += _placed(quote.text[at : at + len(span)], span.start)
        at += len(span) + len(" … ")
    return words


def _placed(text: str, start: int) -> Iterator[PlacedWord]:
    before: int | None = None
    supplied = [found.span() for found in _SUPPLIED.finditer(text)] if "[" in text else []
    for found in _WORD.finditer(text):
        key = _key(found.group())
        if key:
            first, last = found.span()
            joined = before is not None and text[before:first] != " " and _JOINS.fullmatch(text, before, first) is not None
            yield PlacedWord(
                key=key,
                span=Span(start + first, start + last),
                text=found.group(),
                joined=joined,
                supplied=any(opened <= first < closed for opened, closed in supplied),
            )
            before = last


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """What is compared of a word; empty for punctuation."""
    if len(word) == 1 and not word.isalnum():
        counts = word in _COUNTING_SIGNS or (unicodedata.category(word) in {"Sc", "Sm", "So"} and word != "−")
        return word if counts else ""
    word = _THOUSANDS.sub("", _FOLDED_AWAY.sub("", word).translate(_APOSTROPHES))
    if "." in word and not any(letter.isdigit() for letter in word):
        word = word.replace(".", "")
    # NFKC would turn 10² into 102.
    plain = "".join(letter if unicodedata.category(letter) == "No" else unicodedata.normalize("NFKC", letter) for letter in word)
    return unicodedata.normalize("NFC", plain.casefold())
