"""An article from an HTML page: all words that a reader sees, of which trafilatura tells the article's own.

Nothing is thrown away: what is navigation, caption or the like keeps its line and is marked as such.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quotecheck.errors import InputError
from quotecheck.model import Furniture, FurnitureKind
from quotecheck.reading.blocks import Block, blocks_of, parse_page
from quotecheck.reading.canonical import MENDED, Decoded, canonical, decode, mended
from quotecheck.reading.furniture import kind_of_line
from quotecheck.reading.rendering import Metadata, Rendering

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HTML", "RAW_HTML", "decode_declared", "one_line", "page_version", "read_blocks", "read_page"]

HTML = "html"
RAW_HTML = "raw-html"

_LARGEST = 10_000_000
"""Characters; the largest pages of the web have a tenth of it."""
_FORM = 3
"""Of what this module and ``blocks`` make of a page; another number wherever the same page would give another text."""
_SHORT = 30
"""Letters; fewer than that may stand in an article's text by chance, and must be a line of it."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4_096
# As browsers do, by the Encoding Standard: the superset in which pages of that label are really written.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_LATEST_DATE = "2100-01-01"
"""Fixed, lest what a page says today be read otherwise tomorrow."""
_DATE = {"original_date": True, "extensive_search": False, "max_date": _LATEST_DATE}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def page_version() -> str:
    """The versions of what decides how a page is read."""
    from importlib.metadata import version  # noqa: PLC0415 -- takes longer than most reading

    return f"{_FORM} trafilatura {version('trafilatura')} lxml {version('lxml')}"


def read_page(raw: bytes, *, name: str, charset: str | None = None, whole: bool = False, address: str | None = None) -> Rendering:
    """The article of a page.

    Args:
        raw: the bytes of the page.
        name: what to call it in a message.
        charset: what the server said of its encoding.
        whole: whether all of its words are the article's, navigation and all.
        address: where it was found, for links that it gives in part.

    Raises:
        InputError: it is no page, or there is no article in it.
    """
    decoded = _decode(raw, name=name, charset=charset)
    page = mended(decoded.text)
    odd = decoded.diagnostics if page == decoded.text else (*decoded.diagnostics, MENDED)
    if len(page) > _LARGEST:
        raise InputError(
            f"{name}: a page of {len(page):,} characters; the largest that is read has {_LARGEST:,}. Save the article as text."
        )
    tree = parse_page(page, name=name)
    blocks = list(blocks_of(tree))
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = _extracted(tree, address)
    metadata = _metadata(found, language)
    if whole:
        kinds: list[FurnitureKind | None] = [None] * len(blocks)
    else:
        kinds = _kinds(blocks, "" if found is None else found.text or "", metadata)
    if not any(kind is None and (whole or block.linked < 1.0) for block, kind in zip(blocks, kinds, strict=True)):
        raise InputError(f"{name}: no article text found (only navigation?). Pass --raw to keep the whole page.")
    text = canonical("\n\n".join(block.text for block in blocks), name=name) + "\n"
    return Rendering(
        text=text,
        encoding=decoded.encoding,
        reader=RAW_HTML if whole else HTML,
        version=page_version(),
        metadata=metadata,
        furniture=tuple(_furniture(blocks, kinds, whole=whole)),
        diagnostics=odd,
    )


def read_blocks(element: HtmlElement, *, name: str) -> list[str]:
    """The paragraphs of the part of a page that lies in an element."""
    return [canonical(block.text, name=name) for block in blocks_of(element)]


def decode_declared(raw: bytes, *, name: str, charset: str | None) -> tuple[str, str]:
    """Bytes as text, and the codec that made it, which is the declared one if it can be.

    Raises:
        InputError: the bytes are no text.
    """
    decoded = _decode(raw, name=name, charset=charset)
    return decoded.text, decoded.encoding


def _decode(raw: bytes, *, name: str, charset: str | None) -> Decoded:
    """The text of a page: by its byte order mark, as UTF-8 if it is that, as declared, or in the likeliest encoding."""
    declared = [charset, *(found.decode("ascii") for found in _CHARSET.findall(raw[:_HEAD])[:1])]
    if not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for label in declared:
            encoding = _codec(label)
            if encoding is None or _is_utf8(raw):
                continue
            try:
                return Decoded(text=raw.decode(encoding), encoding=encoding)
            except UnicodeDecodeError:
                continue
    return decode(raw, name=name)


def _codec(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name if label else None
    except (LookupError, ValueError):
        return None
    # Codecs such as rot13 and zip are no encodings of text.
    return None if name is None or not getattr(codecs.lookup(name), "_is_text_encoding", True) else _SUPERSETS.get(name, name)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in raw  # ISO-2022 is ASCII all through


def _extracted(tree: HtmlElement, address: str | None) -> Any:
    """What trafilatura takes for the article, and what it knows of it; None if it finds none."""
    import trafilatura  # noqa: PLC0415 -- slow to import

    return trafilatura.bare_extraction(
        tree, url=address, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True, date_extraction_params=_DATE
    )


def _metadata(found: Any, language: str | None) -> Metadata:
    """What a page says of its article."""
    metadata: Metadata = {"language": (language or "").strip().replace("_", "-").split("-")[0].lower() or None}
    if found is not None:
        metadata |= {
            "title": one_line(found.title),
            "url": one_line(found.url),
            "outlet": one_line(found.sitename),
            "author": one_line(found.author),
            "published": one_line(found.date),
            "licence": one_line(found.license),
        }
    return metadata


def one_line(value: object) -> str | None:
    r"""A string on one line, without what cannot be shown; None if nothing is left of it, or it is no string.

    >>> one_line(" He said\nno.\x07 "), one_line([])
    ('He said no.', None)
    """
    if not isinstance(value, str):
        return None
    # Half a surrogate pair is no character at all.
    shown = _UNSHOWN.sub(" ", value).encode("utf-8", "ignore").decode()
    return canonical(" ".join(shown.split())) or None


def _kinds(blocks: Sequence[Block], article: str, metadata: Metadata) -> list[FurnitureKind | None]:
    """What each block is; None for what the article tells."""
    whole = _letters(article)
    lines = {_letters(line) for line in article.split("\n")}
    title = _letters(metadata.get("title") or "")

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
    kinds: list[FurnitureKind | None] = []
    for at, (block, is_text) in enumerate(zip(blocks, found, strict=True)):
        # What stands among the paragraphs of the article is one of them, even if it was passed over.
        among = first < at < last and block.parent in containers and block.linked < 0.5 and not block.regions & _APART
        is_title = block.tag in _HEADINGS and bool(title) and _letters(block.text) in (title, *lines)
        # A link by itself leads to another article, unless it stands where this one's paragraphs do.
        is_told = is_text and (block.linked < 0.9 or block.parent in containers)
        is_own = is_title or ((is_told or among) and not _is_beside(block, column))
        kind = _kind(block)
        kinds.append(kind if kind is not None and not is_title else None if is_own else FurnitureKind.NAVIGATION)
    return kinds


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


_HEADINGS = frozenset({"h1", "h2", "h3"})
_APART = frozenset({"nav", "aside", "footer", "form", "figcaption"})


def _outermost(found: Sequence[bool]) -> tuple[int, int]:
    """The places of the first and the last True; an empty stretch if there is none."""
    places = [at for at, is_text in enumerate(found) if is_text]
    return (places[0], places[-1]) if places else (0, 0)


def _kind(block: Block) -> FurnitureKind | None:
    """What a block is by where it stands or by its words; None if neither tells."""
    if "figcaption" in block.regions:
        return FurnitureKind.CAPTION
    return kind_of_line(block.text) if "\n" not in block.text else None


def _letters(text: str) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(filter(str.isalnum, text))


def _furniture(blocks: Sequence[Block], kinds: Sequence[FurnitureKind | None], *, whole: bool) -> Iterator[Furniture]:
    """The furniture among the lines of the blocks, which have a blank line between them."""
    line = 1
    for block, kind in zip(blocks, kinds, strict=True):
        lines = block.text.split("\n")
        for below, words in enumerate(lines):
            of_line = kind or (kind_of_line(words) if len(lines) > 1 and not whole else None)
            if of_line is not None:
                yield Furniture(line=line + below, kind=of_line)
        line += len(lines) + 1
