"""An article from an HTML page: all words that a reader sees, of which trafilatura tells the article's own.

Nothing is thrown away: what is navigation, caption or the like keeps its line and is marked as such.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotecheck.errors import InputError
from quotecheck.model import Furniture, FurnitureKind
from quotecheck.reading.blocks import Block, blocks_of, parse_page
from quotecheck.reading.canonical import MENDED, Decoded, canonical, decode, mended
from quotecheck.reading.furniture import kind_of_line
from quotecheck.reading.rendering import Rendering
from quotecheck.reading.sorting import kinds_of
from quotecheck.reading.stated import extracted, metadata_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HTML", "RAW_HTML", "decode_declared", "page_version", "read_blocks", "read_page"]

HTML = "html"
RAW_HTML = "raw-html"

_LARGEST = 10_000_000
"""Characters; the largest pages of the web have a tenth of it."""
_FORM = 4
"""Of what this module and ``blocks`` make of a page; another number wherever the same page would give another text."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4_096
# As browsers do, by the Encoding Standard: the superset in which pages of that label are really written.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


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
    blocks = list(blocks_of(tree, styled=not whole))
    found = extracted(tree, address)
    metadata = metadata_of(found, tree, address)
    if whole:
        kinds: list[FurnitureKind | None] = [None] * len(blocks)
    else:
        kinds = kinds_of(blocks, "" if found is None else found.text or "", metadata.get("title") or "")
    if not any(kind is None and (whole or block.linked < 1.0) for block, kind in zip(blocks, kinds, strict=True)):
        advice = "Save the article as text, or the page once it has loaded" if whole else "Pass --raw to keep the whole page"
        raise InputError(f"{name}: no article text found ({'no words that are shown' if whole else 'only navigation?'}). {advice}.")
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
