"""Where a paragraph's text begins behind its dateline: *LONDON (AP) — Two people died*, *NAIROBI, March 3 - At least nine*."""

from __future__ import annotations

import re

from quotecheck.model import Span

__all__ = ["behind_dateline"]

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
_REST = r"(?:, [A-Z][\w.]+){0,2}(?:, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
_DATELINE = re.compile(rf"{_PLACE}{_REST}(?: \([A-Z][\w .&-]{{1,30}}\))?\s?(?P<dash>—|–|--|-)\s+(?=\S)(?![^.\n]{{0,60}}\s(?P=dash)\s)")


def behind_dateline(text: str, block: Span) -> int:
    """The offset of a paragraph's first character behind its dateline; where there is none, of its first.

    Two dashes set a remark off: *NATO — the alliance — said*.
    """
    found = _DATELINE.match(text, block.start, block.end)
    return found.end() if found else block.start
