"""An article from the XML of news agencies: NITF, and NewsML-G2 that holds NITF or XHTML."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from quotecheck.errors import InputError
from quotecheck.reading.articles import iso_date
from quotecheck.reading.limits import told
from quotecheck.reading.page import page_version, read_blocks
from quotecheck.reading.rendering import Metadata, Rendering
from quotecheck.reading.stated import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["XML", "newsml_version", "read_newsml"]

XML = "xml"
_LARGEST = 10_000_000
_BODIES = ("body.content", "body", "inlineXML")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_ANOTHER = "XML of another kind than NITF or NewsML-G2. A feed is read by --feed; of anything else, save the text as a file."


def newsml_version() -> str:
    """The versions of what decides how XML is read."""
    return f"1 {page_version()}"


def read_newsml(raw: bytes, *, name: str) -> Rendering:
    """The story of an XML file of a news agency.

    Raises:
        InputError: it is no XML, XML of another kind or too large, or there is no text in it.
    """
    from lxml import etree  # noqa: PLC0415 -- slow to import

    if len(raw) > _LARGEST:
        raise InputError(f"{name}: XML of more than {told(_LARGEST)}, which no story has. Save its text as a file.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: no sound XML ({(one_line(str(error)) or '')[:200]}). Save its text as a file.") from error
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    if tree.find(".//inlineXML") is None and tree.tag != "nitf" and tree.find(".//nitf") is None:
        raise InputError(f"{name}: {_ANOTHER}")
    body = next((found for tag in _BODIES if (found := tree.find(f".//{tag}")) is not None), None)
    blocks = [] if body is None else read_blocks(body, name=name)
    if body is None or not blocks:
        raise InputError(f"{name}: no text in its XML. Is it the story itself, and not a notice of one?")
    headline = _words(tree, ".//hl1", ".//headline", ".//title")
    text = "\n\n".join(([headline] if headline else []) + blocks) + "\n"
    return Rendering(
        text=text, encoding=_encoding(tree), reader=XML, version=newsml_version(), metadata=_metadata(tree, headline, name=name)
    )


def _encoding(tree: _Element) -> str:
    """The codec of the file, as it declares it."""
    try:
        return codecs.lookup(tree.getroottree().docinfo.encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def _metadata(tree: _Element, headline: str | None, *, name: str) -> Metadata:
    issued = next((found.get("norm") for found in tree.iter("date.issue")), None) or _words(tree, ".//versionCreated", ".//contentCreated")
    try:
        published = iso_date(issued, name=name) if issued else None
    except InputError:
        published = None
    return {
        "title": headline,
        "author": _BY.sub("", _words(tree, ".//byline", ".//by") or "") or None,
        "outlet": _words(tree, ".//distributor"),
        "published": published,
    }


def _words(tree: _Element, *paths: str) -> str | None:
    """The words of the first element that one of the paths leads to."""
    for path in paths:
        found = tree.find(path)
        words = None if found is None else one_line("".join(found.itertext()))
        if words:
            return words
    return None
