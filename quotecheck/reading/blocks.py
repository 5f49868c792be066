"""The blocks of an HTML page as a reader sees them: headings, paragraphs, items, cells, captions, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from quotecheck.errors import InputError
from quotecheck.reading.canonical import seen

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
_CAPTION = re.compile(r"(?:^|[-\s])(?:wp-)?(?:fig-?caption|caption|cutline|photo-?credit|image-?credit)(?:$|[-\s])")
_BOX = re.compile(
    r"(?:^|[-\s])(?:bio|promos?|newsletters?|cookies?|consent|gdpr|trending|most-(?:read|popular|viewed)|recirc(?:ulation)?)(?:$|[-\s])"
)
_WALL = re.compile(r"(?:^|[-\s])paywall(?:$|[-\s])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_LONGEST_CAPTION = 1_000
# Elements of a paragraph, of which a part is none by itself.
_WITHIN_LINES = frozenset({"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
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
        holders: the numbers of all elements that it stands in, outermost first; ``parent`` is the last.
        boxes: the numbers of those elements that are a box beside the story by their class: for a newsletter, say.
        walls: likewise, of those that stop a reader who has not paid.
    """

    text: str
    tag: str
    parent: int
    regions: frozenset[str]
    linked: float
    cells: tuple[tuple[int, int], ...] = ()
    holders: tuple[int, ...] = ()
    boxes: tuple[int, ...] = ()
    walls: tuple[int, ...] = ()


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    tag: str
    number: int
    region: str | None
    shown: bool
    parts: bool
    box: bool
    wall: bool


@dataclass(slots=True)
class _Walk:
    """Goes through a page, and gathers words until a block ends."""

    opened: list[_Open] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    preformatted: int = 0
    number: int = 0
    styled: bool = True

    def begin(self, element: HtmlElement) -> Iterator[Block]:
        """Enter an element; gives the block that it ends."""
        tag = element.tag if isinstance(element.tag, str) else ""
        names = _HUMP.sub("-", f"{element.get('class', '')} {element.get('id', '')}").lower() if tag else ""
        region = _region(element, tag, names)
        parts = tag in _BLOCKS or (region == "figcaption" and not any(holder.tag in _WITHIN_LINES for holder in self.opened))
        if parts:
            yield from self.ended()
        self.number += 1
        shown = bool(tag) and tag not in _SILENT and not _is_hidden(element, styled=self.styled)
        # Of the page as a whole, and of what it is mainly, a class tells what else is in it.
        boxed = tag not in {"html", "body", "main", "article"}
        box, wall = (boxed and pattern.search(names) is not None for pattern in (_BOX, _WALL))
        self.opened.append(_Open(tag, self.number, region, shown, parts, box, wall))
        if shown:
            self.links += tag == "a"
            self.preformatted += tag == "pre"
            self.pieces.append(_MARKS_BEFORE.get(tag, ""))
            self.write(element.text)

    def end(self, element: HtmlElement) -> Iterator[Block]:
        """Leave an element; gives the block that ends with it."""
        last = self.opened[-1]
        if last.parts:
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
            words = seen(words)
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
        holders = [element for element in self.opened if element.parts]
        regions = frozenset(element.region for element in self.opened if element.region)
        parent = holders[-2].number if len(holders) > 1 else 0
        cells = tuple((row.number, cell.number) for row, cell in pairwise(holders) if row.tag == "tr")
        lines = [" ".join(part for part in line.split(" ") if part) for line in whole.split("\n")]
        for part in re.split(r"\n{2,}", "\n".join(lines)):
            text = part.strip("\n")
            if text.strip():
                yield Block(
                    text=text,
                    tag=holders[-1].tag if holders else "body",
                    parent=parent,
                    regions=regions,
                    linked=share,
                    cells=cells,
                    holders=tuple(holder.number for holder in holders[:-1]),
                    boxes=tuple(element.number for element in self.opened if element.box),
                    walls=tuple(element.number for element in self.opened if element.wall),
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


def blocks_of(tree: HtmlElement, *, styled: bool = True) -> Iterator[Block]:
    """The blocks of a page, in order; what a browser does not show, or shows as struck out, is left out.

    Args:
        tree: of the page.
        styled: whether what its style hides is left out; a script may show it, as it does the whole page where tests of advertisements run.
    """
    from lxml import etree  # noqa: PLC0415 -- likewise

    page = _Walk(styled=styled)
    steps = etree.iterwalk(tree, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            yield from page.end(element)
            continue
        yield from page.begin(element)
        if not page.opened[-1].shown:
            steps.skip_subtree()
    yield from page.ended()


def _region(element: HtmlElement, tag: str, names: str) -> str | None:
    """The part of a page that an element is, by its tag, its class and id, or its role."""
    if tag == "figure":
        return "quotation" if _is_quotation(element) else None
    if tag == "figcaption":
        figure = next(element.iterancestors("figure"), None)
        # Whoever is named below a quotation has said it.
        return None if figure is not None and _is_quotation(figure) else tag
    if not tag or tag in _REGIONS:
        return tag or None
    if tag != "body" and _CAPTION.search(names) and _is_short(element):
        return "figcaption"
    return _ROLES.get(element.get("role", "").lower())


def _is_quotation(figure: HtmlElement) -> bool:
    """Whether a figure holds words in place of a picture."""
    return figure.find(".//blockquote") is not None and all(figure.find(f".//{tag}") is None for tag in ("img", "picture", "video"))


def _is_short(element: HtmlElement) -> bool:
    """Whether an element holds no more than a caption does: the class of a whole article may tell where its captions stand."""
    left = _LONGEST_CAPTION
    for words in element.itertext():
        left -= len(words)
        if left < 0:
            return False
    return True


def _is_hidden(element: HtmlElement, *, styled: bool) -> bool:
    if element.tag in {"html", "body"}:
        return False
    return element.get("hidden") is not None or (styled and _HIDDEN.search(element.get("style", "")) is not None)
