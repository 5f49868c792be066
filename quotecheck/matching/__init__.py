"""Matching: which quotations have the same words, what differs between them, and how much."""

from __future__ import annotations

from quotecheck.matching.words import PlacedWord, place_words

__all__ = ["PlacedWord", "place_words"]
