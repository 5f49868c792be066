"""The written cases beside this file: an article, and the attributions that a careful reader finds in it.

``== name`` opens a case, its text follows; behind ``--`` stands a line for each attribution, as `readable.line` writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parses import read

from quotecheck.model import Parse

__all__ = ["FOLDER", "Case", "cases", "parse_of"]

FOLDER = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the lines that are expected of it."""

    name: str
    text: str
    expected: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    """The cases of one file."""
    found = []
    for part in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        text, _, expected = rest.partition("\n--\n")
        found.append(Case(name=name, text=text, expected=tuple(filter(None, expected.split("\n")))))
    return found


@cache
def _parses(stem: str) -> dict[str, Parse]:
    return read(FOLDER / f"{stem}.conllu")


def parse_of(stem: str, name: str) -> Parse:
    """The kept parse of one case."""
    return _parses(stem)[name]
