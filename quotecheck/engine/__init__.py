"""The engine: a function and many items; the same results in the same order, in this process or in several.

It knows nothing of articles and quotes.
"""

from __future__ import annotations

from quotecheck.engine.ordering import Done, ordered
from quotecheck.engine.pool import WorkerLost

__all__ = ["Done", "WorkerLost", "ordered"]
