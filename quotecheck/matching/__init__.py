"""Matching: where the words of one quotation stand in others, and what is nearest where they stand nowhere."""

from __future__ import annotations

from quotecheck.matching.find import find_words
from quotecheck.matching.nearest import Nearest, nearest
from quotecheck.matching.words import PlacedWord, place_words

__all__ = ["Nearest", "PlacedWord", "find_words", "nearest", "place_words"]
