"""Quotes of a store that meet some criteria, read when they are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from quotecheck.errors import QuotecheckError
from quotecheck.model import Quote
from quotecheck.model.pages import quotes_html

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Quotes"]

_SHOWN = 20


class Quotes:
    """Quotes in the order of time, article and place. They are read as they are gone through, anew every time.

    Args:
        read: gives them.
    """

    def __init__(self, read: Callable[[], Iterator[Quote]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Quote]:
        return self._read()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, read when they are gone through>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give all of them in the shape of the JSON lines of ``quotecheck quotes``."""
        return [quote.to_dict() for quote in self]

    def to_pandas(self) -> pd.DataFrame:
        """Give all of them as a table of pandas, a row a quote, with the columns of ``quotecheck quotes --csv``; ``published`` as dates.

        Raises:
            QuotecheckError: the extra ``[pandas]`` is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 -- slow to import, and not needed elsewhere
        except ImportError as error:
            raise QuotecheckError("to_pandas needs the extra [pandas]: pip install 'quotecheck-news[pandas]'.") from error
        from quotecheck.model.records import QUOTE_KEYS  # noqa: PLC0415 -- needed only here

        frame = pd.DataFrame(self.to_dicts(), columns=list(QUOTE_KEYS))
        frame["published"] = pd.to_datetime(frame["published"], utc=True, format="ISO8601")
        return frame

    def _repr_html_(self) -> str:
        first = list(islice(self, _SHOWN + 1))
        return quotes_html(first[:_SHOWN], more=len(first) > _SHOWN)
