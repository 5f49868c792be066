"""From a parse to attributions: who said what, in this article."""

from __future__ import annotations

from quotecheck.attribution.assembly import attribute, candidates_of
from quotecheck.attribution.parts import in_parts

__all__ = ["attribute", "candidates_of", "in_parts"]
