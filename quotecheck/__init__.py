"""quotecheck: who said what, in which line of which article, and did they really say that?

    import quotecheck

    extractor = quotecheck.load()
    found = extractor("“We will not go,” Ann Lee said.")
    with quotecheck.Store.open("quotes.db", create=True) as store:
        quotecheck.add("seeds", store=store, extractor=extractor)
        quotes = store.quotes(by="Blinken").to_pandas()
        verdict = quotecheck.check("It simply cannot persist", "Blinken", store=store)
        print(quotecheck.cite(next(iter(store.quotes(by="Blinken"))), store=store, form="apa"))

Nothing is imported before it is asked for: ``import quotecheck`` takes milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PLACES = {
    "FORMS": "quotecheck.citing.forms",
    "Article": "quotecheck.model",
    "Attribution": "quotecheck.model",
    "Extraction": "quotecheck.model",
    "Extractor": "quotecheck.extraction",
    "Kind": "quotecheck.model",
    "Quote": "quotecheck.model",
    "QuoteFilter": "quotecheck.store",
    "QuotecheckError": "quotecheck.errors",
    "Span": "quotecheck.model",
    "Speaker": "quotecheck.model",
    "Store": "quotecheck.store",
    "Verdict": "quotecheck.model",
    "VerdictKind": "quotecheck.model",
    "add": "quotecheck.api",
    "check": "quotecheck.api",
    "cite": "quotecheck.api",
    "load": "quotecheck.api",
    "read": "quotecheck.reading",
}

__all__ = ["__version__", *_PLACES]  # noqa: PLE0604 -- they are strings; __init__.pyi tells tools what they are


def __getattr__(name: str) -> Any:
    """A name of the library, or the version, found when somebody asks for it."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 -- it takes longer than all else here

        return version("quotecheck-news")
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'quotecheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    """All that the library offers."""
    return sorted(__all__)
