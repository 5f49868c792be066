"""Where sentences end, without a parse. In doubt they go on: a reader of context must not miss what came before."""

from __future__ import annotations

import re

from quotecheck.model import Span

__all__ = ["sentence_around"]

_END = re.compile(r"(?P<word>[^\W_]*)(?P<stop>[.!?]+)[\"'”’»)\]“]*\s+(?=[\"'“‘«(\[]*(?P<next>[^\W\d_]))|\n\s*\n")
_ABBREVIATION = re.compile(
    r"adm|apr|art|aug|brig|capt|cf|cmdr|co|col|corp|dec|dept|dr|ed|etc|feb|fig|fr|gen|gov|hon|inc|jan|jr|jul|jun|lt|ltd|maj|mar|messrs|mr|"
    r"mrs|ms|mt|nov|no|oct|pres|prof|pvt|reps?|rev|sens?|sept?|sgt|spc|sr|st|supt|vol|vs",
    re.IGNORECASE,
)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the run of sentences, of ``text`` within which ``span`` lies.

    >>> text = "We met Gen. Dunford. We will not leave. They know."
    >>> sentence_around(text, Span(29, 34)).of(text)
    'We will not leave. '
    """
    borders = [0, *(found.end() for found in _END.finditer(text) if _ends(found)), len(text)]
    start = max(border for border in borders if border <= span.start)
    end = min(border for border in borders if border >= span.end)
    return Span(start, end)


def _ends(found: re.Match[str]) -> bool:
    """Whether a sentence ends here, rather than an abbreviation."""
    if found["stop"] is None:
        return True
    if not found["next"].isupper():
        return False
    return found["stop"] != "." or (len(found["word"]) > 1 and not _ABBREVIATION.fullmatch(found["word"]))
