"""Which blocks of a page are its article's, and what the others are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotecheck.model import FurnitureKind
from quotecheck.reading.blocks import Block
from quotecheck.reading.furniture import is_heading, kind_of_line

__all__ = ["kinds_of"]

_SHORT = 30
"""Letters; fewer than that may stand in an article's text by chance, and must be a line of it."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_APART = frozenset({"nav", "aside", "footer", "form", "figcaption"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_NO_LEVEL = 7
_PAYING = re.compile(r"\b(?:subscri\w+|log ?in|sign ?in|regist(?:er|ration)|unlimited|free trial)\b", re.IGNORECASE)


def kinds_of(blocks: Sequence[Block], article: str, title: str) -> list[FurnitureKind | None]:
    """What each block is; None for what the article tells.

    Args:
        blocks: of a page.
        article: what is taken for its article; blocks that stand among those in it are the article's, too.
        title: of the article; empty if not known.
    """
    whole = _letters(article)
    lines = {_letters(line) for line in article.split("\n")}
    title = _letters(title)

    def is_found(block: Block) -> bool:
        letters = _letters(block.text)
        stands = letters in lines or (len(letters) >= _SHORT and letters in whole)
        return bool(letters) and stands and "nav" not in block.regions

    found = [is_found(block) for block in blocks]
    containers = {
        block.parent
        for block, is_text in zip(blocks, found, strict=True)
        if is_text and block.linked < 0.5 and len(_letters(block.text)) >= _SHORT
    }
    column = _column(blocks, found)
    first, last = _outermost(found)
    titles = [block.tag in _HEADINGS and bool(title) and _is_title(block, title, lines) for block in blocks]
    own = []
    for at, (block, is_text) in enumerate(zip(blocks, found, strict=True)):
        # What stands among the paragraphs of the article is one of them, even if it was passed over.
        stands = block.parent in containers or ("quotation" in block.regions and not containers.isdisjoint(block.holders))
        among = first < at < last and stands and block.linked < 0.5 and not block.regions & _APART
        # A link by itself leads to another article, unless it stands where this one's paragraphs do.
        is_told = is_text and (block.linked < 0.9 or block.parent in containers)
        own.append(titles[at] or ((is_told or among) and not _is_beside(block, column)))
    beside = {*_above(blocks, own, title), *_boxed(blocks, own), *_below_headings(blocks, own)}
    return [
        None
        if titles[at] and (at not in beside or _letters(block.text) == title)
        else _kind(block) or (FurnitureKind.RELATED if at in beside else None if own[at] else FurnitureKind.NAVIGATION)
        for at, block in enumerate(blocks)
    ]


def _is_title(block: Block, title: str, lines: set[str]) -> bool:
    letters = _letters(block.text)
    return letters == title or (letters in lines and not is_heading(block.text, comments=True))


def _column(blocks: Sequence[Block], found: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """The innermost cell of a table that holds more than half of the article, with those around it: a column of an old page."""
    letters: Counter[tuple[tuple[int, int], ...]] = Counter()
    for block, is_text in zip(blocks, found, strict=True):
        for depth in range(len(block.cells) + 1):
            # Links are seldom what an article tells, and often all that stands beside it.
            letters[block.cells[:depth]] += is_text * round(len(block.text) * (1 - block.linked))
    return max((cells for cells, count in letters.items() if 2 * count > letters[()]), key=len, default=())


def _is_beside(block: Block, column: Sequence[tuple[int, int]]) -> bool:
    """Whether a block lies in another column of the page than the article."""
    rows = dict(column)
    return any(rows.get(row, cell) != cell for row, cell in block.cells)


def _outermost(found: Sequence[bool]) -> tuple[int, int]:
    """The places of the first and the last True; an empty stretch if there is none."""
    places = [at for at, is_text in enumerate(found) if is_text]
    return (places[0], places[-1]) if places else (0, 0)


def _above(blocks: Sequence[Block], own: Sequence[bool], title: str) -> Iterator[int]:
    """The places of what stands above the headline of the page, where no article begins; a few words may, such as its section."""
    heads = [at for at, block in enumerate(blocks) if block.tag == "h1" and title and _letters(block.text) == title]
    if len(heads) == 1 and 2 * _told(blocks, own, range(heads[0])) < _told(blocks, own, range(len(blocks))):
        yield from (at for at in range(heads[0]) if len(_letters(blocks[at].text)) >= _SHORT)


def _boxed(blocks: Sequence[Block], own: Sequence[bool]) -> Iterator[int]:
    """The places of what lies in boxes; a box that holds most of the article is none, whatever its class says."""
    inside: dict[int, list[int]] = {}
    walls: set[int] = set()
    for at, block in enumerate(blocks):
        walls.update(block.walls)
        for box in (*block.boxes, *block.walls):
            inside.setdefault(box, []).append(at)
    whole = _told(blocks, own, range(len(blocks)))
    for box, places in inside.items():
        is_wall = box not in walls or any(_PAYING.search(blocks[at].text) for at in places)
        if is_wall and 2 * _told(blocks, own, places) < whole:
            yield from places


def _below_headings(blocks: Sequence[Block], own: Sequence[bool]) -> Iterator[int]:
    """The places of what stands below *Related stories*, *Comments* and the like, in the element of that heading."""
    begins: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if own[at] and block.tag not in _LEVELS and len(_letters(block.text)) >= _SHORT:
            for holder in block.holders:
                begins.setdefault(holder, at)
    whole = _told(blocks, own, range(len(blocks)))
    first = min(begins.values(), default=len(blocks))
    for at, block in enumerate(blocks[:-1]):
        is_related = is_heading(block.text)
        if not is_related and not is_heading(block.text, comments=True):
            continue
        # A heading may have an element of its own.
        shared = [number for number in block.holders if number in blocks[at + 1].holders]
        if not shared:
            continue
        holder = shared[-1]
        is_counted = not is_related and any(map(str.isdigit, block.text))
        mixed = begins.get(holder, at) < at
        below = list(_section(blocks, at, holder, paragraphs=is_counted or not mixed))
        is_behind = not is_related and first < at
        if is_behind or 3 * _told(blocks, own, below) < whole:
            yield from below


def _section(blocks: Sequence[Block], at: int, holder: int, *, paragraphs: bool) -> Iterator[int]:
    """The places of what stands below a heading; with the paragraphs that stand where the heading does, or up to the first of them."""
    level = _LEVELS.get(blocks[at].tag, _NO_LEVEL)
    for further in range(at + 1, len(blocks)):
        block = blocks[further]
        if holder not in block.holders:
            return
        if _LEVELS.get(block.tag, _NO_LEVEL + 1) <= level or (is_heading(block.text, comments=True)):
            return
        if not paragraphs and block.parent == holder and block.linked < 0.5:
            return
        yield further


def _told(blocks: Sequence[Block], own: Sequence[bool], places: Sequence[int]) -> int:
    """How many letters of the article stand at some places."""
    return sum(len(blocks[at].text) for at in places if own[at])


def _kind(block: Block) -> FurnitureKind | None:
    """What a block is by where it stands or by its words; None if neither tells."""
    if "figcaption" in block.regions:
        return FurnitureKind.CAPTION
    return kind_of_line(block.text) if "\n" not in block.text else None


def _letters(text: str) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(filter(str.isalnum, text))
