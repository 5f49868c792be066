"""The blocks of an HTML page as a reader sees them: headings, paragraphs, items, cells, captions, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from quotecheck.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "blocks_of", "parse_page"]

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li"}
    | {"main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"ul"}
)
_SILENT = frozenset(
    {"head", "script", "style", "template", "noscript", "del", "s", "strike", "svg", "math", "iframe", "object", "embed"}
    | {"audio", "video", "canvas", "select", "button", "textarea", "input", "datalist", "map", "dialog"}
)
_REGIONS = frozenset({"nav", "aside", "footer", "form", "figcaption", "header", "article", "main"})
_ROLES = {"navigation": "nav", "complementary": "aside", "contentinfo": "footer", "banner": "header", "search": "form", "main": "main"}
_CAPTION = re.compile(r"(?:^|[-_\s])(?:wp-)?(?:caption|cutline|photo-?credit|image-?credit)(?:$|[-_\s])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Where a word may be broken at the end of a line; nobody sees it elsewhere.
_BREAKS = str.maketrans("", "", "\u00ad\u200b")
_DEEPEST = "Excessive depth"
_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
_MOST_ATTRIBUTES = 2_000
_MOST_ELEMENTS = 100_000
"""The largest pages of the web have half as many."""
_MARKS_BEFORE = {"br": "\n", "q": "“"}
_MARKS_BEHIND = {"q": "”"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words that stand together.

    Attributes:
        text: the words; a line feed where the page breaks a line.
        tag: the element whose words they are.
        parent: the number of the element that this one stands in, so that neighbours can be told.
        regions: the parts of a page that it lies in: ``nav``, ``aside``, ``footer``, ``header``, ``form``, ``figcaption`` and so on.
        linked: the share of its words that are links.
        cells: the rows of tables that it lies in, outermost first, and its cell in each, by their numbers.
    """

    text: str
    tag: str
    parent: int
    regions: frozenset[str]
    linked: float
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    tag: str
    number: int
    region: str | None
    shown: bool


@dataclass(slots=True)
class _Walk:
    """Goes through a page, and gathers words until a block ends."""

    opened: list[_Open] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    preformatted: int = 0
    number: int = 0

    def begin(self, element: HtmlElement) -> Iterator[Block]:
        """Enter an element; gives the block that it ends."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            yield from self.ended()
        self.number += 1
        shown = bool(tag) and tag not in _SILENT and not _is_hidden(element)
        self.opened.append(_Open(tag, self.number, _region(element, tag), shown))
        if shown:
            self.links += tag == "a"
            self.preformatted += tag == "pre"
            self.pieces.append(_MARKS_BEFORE.get(tag, ""))
            self.write(element.text)

    def end(self, element: HtmlElement) -> Iterator[Block]:
        """Leave an element; gives the block that ends with it."""
        last = self.opened[-1]
        if last.tag in _BLOCKS:
            yield from self.ended()
        if last.shown:
            self.links -= last.tag == "a"
            self.preformatted -= last.tag == "pre"
            self.pieces.append(_MARKS_BEHIND.get(last.tag, ""))
        self.opened.pop()
        self.write(element.tail)

    def write(self, text: str | None) -> None:
        """Take words over."""
        if text:
            words = text.replace("\r\n", "\n").replace("\r", "\n") if self.preformatted else _SPACE.sub(" ", text)
            words = words.translate(_BREAKS)
            self.pieces.append(words)
            self.linked += len(words) if self.links else 0

    def ended(self) -> Iterator[Block]:
        """Give the words since the last time as a block; as several where more than one line was broken between them."""
        whole = "".join(self.pieces)
        share = self.linked / len(whole) if whole else 0.0
        self.pieces.clear()
        self.linked = 0
        if not whole.strip():
            return
        holders = [element for element in self.opened if element.tag in _BLOCKS]
        regions = frozenset(element.region for element in self.opened if element.region)
        parent = holders[-2].number if len(holders) > 1 else 0
        cells = tuple((row.number, cell.number) for row, cell in pairwise(holders) if row.tag == "tr")
        lines = [" ".join(part for part in line.split(" ") if part) for line in whole.split("\n")]
        for part in re.split(r"\n{2,}", "\n".join(lines)):
            text = part.strip("\n")
            if text.strip():
                yield Block(
                    text=text, tag=holders[-1].tag if holders else "body", parent=parent, regions=regions, linked=share, cells=cells
                )


def parse_page(text: str, *, name: str) -> HtmlElement:
    """The tree of an HTML page, whole or broken.

    Raises:
        InputError: it is nested deeper than any page, or has no element at all, or more of them or of attributes than any.
    """
    from lxml import etree, html  # noqa: PLC0415 -- slow to import, and most articles are no pages

    # The parser compares each with all others.
    if any(len(_VALUE.sub("", tag.group()).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise InputError(f"{name}: HTML with more than {_MOST_ATTRIBUTES:,} attributes in one tag. Save the article as text.")

    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: no HTML page ({error}). Check the file.") from error
    if any(_DEEPEST in entry.message for entry in parser.error_log):
        raise InputError(f"{name}: HTML that is nested too deep to be a page. Save the article as text.")
    if next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise InputError(f"{name}: HTML of more than {_MOST_ELEMENTS:,} elements, which no article has. Save the article as text.")
    return tree


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """The blocks of a page, in order; what a browser does not show, or shows as struck out, is left out."""
    from lxml import etree  # noqa: PLC0415 -- likewise

    page = _Walk()
    steps = etree.iterwalk(tree, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            yield from page.end(element)
            continue
        yield from page.begin(element)
        if not page.opened[-1].shown:
            steps.skip_subtree()
    yield from page.ended()


def _region(element: HtmlElement, tag: str) -> str | None:
    if not tag or tag in _REGIONS:
        return tag or None
    if tag != "body" and _CAPTION.search(element.get("class", "")):
        return "figcaption"
    return _ROLES.get(element.get("role", "").lower())


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
