"""quotecheck: who said what, in which line of which article, and did they really say that?"""

from __future__ import annotations

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("quotecheck-news")
