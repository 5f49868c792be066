"""Lines that stand in an article and are none of what it tells, known by their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.model import Furniture, FurnitureKind

__all__ = ["find_furniture", "kind_of_line"]

_LONGEST = 400
"""Characters; nothing that is longer is furniture, whatever it begins or ends with."""

_NAME = r"(?:[A-Z][\w’'.-]*|d[aeiu]|del|della|van|von|der|den|bin|ibn|al|la|le)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"

_PATTERNS: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    (
        FurnitureKind.COPYRIGHT,
        re.compile(
            r"(?i:^(?:copyright\b|©|\(c\)\s*(?:19|20)\d\d)|\ball rights reserved\b|©\s*(?:19|20)\d\d"
            r"|\bmay not be (?:published|reproduced|copied)\b)"
        ),
    ),
    (
        FurnitureKind.CAPTION,
        re.compile(
            r"^FILE\s*[-–—:]\s|^(?i:(?:open|view) (?:this )?(?:photo|image|picture) in\b)"
            r"|^(?i:photos?|images?|pictures?|captions?|photograph|photo credit|image credit)\s*(?:[:/|]|\b(?i:by|courtesy)\b)"
            r"|[(\[](?:AP Photo|Photo\b|Photograph\b|Picture\b|Image\b|Reuters/|REUTERS/|Getty\b|AFP/|EPA/)[^()\[\]]*[)\]]\W*$"
            r"|(?:/|\bvia )(?:Getty Images|AP|Reuters|REUTERS|AFP|Shutterstock)[)\]]?\W*$"
        ),
    ),
    (
        FurnitureKind.BYLINE,
        re.compile(
            rf"^(?:(?i:(?:written |reported |edited |story |posted |published )?by):?|BY)\s+{_NAMES}"
            rf"(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_NAMES})*(?:\s*[,|/•·–—-]\s*[^“”\"]{{1,80}})?$"
            rf"|^(?:Published|Updated|Posted|Last (?:updated|modified))\b:?[^“”\"]{{0,40}}(?:\d|{_MONTH})[^“”\"]{{0,60}}$"
        ),
    ),
    (
        FurnitureKind.RELATED,
        re.compile(
            r"^(?i:(?:read|see|watch|listen|more|related|recommended|also (?:read|see|on)|read (?:more|also|next)|see also|don['’]t miss"
            r"|related (?:stories|articles|content|coverage)|more (?:on this|stories|from|news)|most (?:read|popular)|trending|up next"
            r"|continue reading|editor['’]s picks?)\s*(?:[:|»>]|$))"
            r"|^(?i:advertisement|sponsored(?: content)?|story continues below(?: advertisement)?|skip to (?:main )?content|comments?"
            r"|share)\W*$"
            r"|^(?i:click here|(?:sign up|subscribe|follow us|like us|join us|share this|download (?:our|the) app"
            r"|get (?:our|the) newsletter)\b)[^“”\"]*$"
        ),
    ),
)


def find_furniture(text: str) -> Iterator[Furniture]:
    r"""The furniture among the lines of a text, in order.

    >>> [(found.line, str(found.kind)) for found in find_furniture("Rome\nBy Ann Lee\n\nHe said no.\n© 2024 The Post")]
    [(2, 'byline'), (5, 'copyright')]
    """
    for number, line in enumerate(text.split("\n"), start=1):
        kind = kind_of_line(line)
        if kind is not None:
            yield Furniture(line=number, kind=kind)


def kind_of_line(line: str) -> FurnitureKind | None:
    """What a line is if its words tell that it is furniture; None if they do not.

    >>> str(kind_of_line("Read more: What the mayor said")), kind_of_line("Read more, he said.")
    ('related', None)
    """
    words = line.strip()
    if not words or len(words) > _LONGEST:
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)
