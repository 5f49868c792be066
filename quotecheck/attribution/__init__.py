"""From a parse to attributions: who said what, in this article."""

from __future__ import annotations

from quotecheck.attribution.assembly import attribute, candidates_of

__all__ = ["attribute", "candidates_of"]
