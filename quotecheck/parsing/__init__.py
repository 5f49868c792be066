"""From an article to its syntax. Nothing slow is imported before the first article is parsed."""

from __future__ import annotations

from quotecheck.parsing.blocks import blocks
from quotecheck.parsing.folding import fold
from quotecheck.parsing.parser import Parser

__all__ = ["Parser", "blocks", "fold"]
