"""quotecheck: who said what, in which line of which article, and did they really say that?"""

from __future__ import annotations

__all__ = ["__version__"]

__version__: str


def __getattr__(name: str) -> str:
    """The version, looked up when somebody asks for it: that takes longer than all else here."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("quotecheck-news")
    raise AttributeError(name)
