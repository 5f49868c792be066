"""An article from a document of Word."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from quotecheck.errors import InputError
from quotecheck.reading.extras import extra
from quotecheck.reading.limits import DOCUMENT
from quotecheck.reading.page import page_version, read_page
from quotecheck.reading.rendering import Metadata, Rendering
from quotecheck.reading.stated import one_line

__all__ = ["DOCX", "docx_version", "read_docx"]

DOCX = "docx"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MOST_TAGS = 300_000
"""In the XML of the text; mammoth takes five seconds for as many."""
_OF_TITLE = "{http://purl.org/dc/elements/1.1/}"
# What mammoth raises at parts that are missing, and the libraries below it at broken ones.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ExpatError, SAXException, LookupError, ValueError, AttributeError, TypeError),
    *(EOFError, OSError, NotImplementedError, RuntimeError),
)


def docx_version() -> str:
    """The versions of what decides how a document is read."""
    from importlib.metadata import version  # noqa: PLC0415 -- takes longer than most reading

    return f"1 mammoth {version('mammoth')} {page_version()}"


def read_docx(raw: bytes, *, name: str) -> Rendering:
    """The text of a document, with what was inserted and without what was deleted where changes are tracked.

    Raises:
        InputError: it is damaged or unpacks to too much, has no text, or the extra ``[docx]`` is missing.
    """
    mammoth = extra("mammoth", name=name, what="a document of Word", bundle="docx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if _BODY not in archive.namelist():
                raise InputError(f"{name}: an Office file, but no document of Word. Save its text as a file.")
            if sum(member.file_size for member in archive.infolist() if not member.filename.startswith("word/media/")) > DOCUMENT:
                raise InputError(
                    f"{name}: unpacks to more than {DOCUMENT // 1_000_000} MB, which no article does. Save its text as a file."
                )
            if archive.read(_BODY).count(b"<") > _MOST_TAGS:
                raise InputError(f"{name}: a document of more than a thousand pages, which no article has. Save its text as a file.")
            metadata = _metadata(archive)
        page = mammoth.convert_to_html(io.BytesIO(raw), convert_image=mammoth.images.img_element(lambda _: {})).value
    except _BROKEN as error:
        raise InputError(f"{name}: a document of Word that is damaged ({type(error).__name__}). Save its text as a file.") from error
    if not page.strip():
        raise InputError(f"{name}: is empty. There is no article to read.")
    found = read_page(page.encode("utf-8", "replace"), name=name, charset="utf-8", whole=True)
    return replace(found, encoding="", reader=DOCX, version=docx_version(), metadata=metadata, furniture=None)


def _metadata(archive: zipfile.ZipFile) -> Metadata:
    """Title and author, as the document has them."""
    from lxml import etree  # noqa: PLC0415 -- slow to import

    try:
        tree = etree.fromstring(archive.read(_PROPERTIES), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (KeyError, etree.XMLSyntaxError):
        return {}
    title, author = (tree.findtext(f"{_OF_TITLE}{tag}") for tag in ("title", "creator"))
    return {"title": one_line(title), "author": one_line(author)}
