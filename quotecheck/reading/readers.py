"""The readers of single documents, each by its name, and the proof that bytes still give the text that one made of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.articles import TEXT, read_text
from quotecheck.reading.canonical import canonical, mended, seen
from quotecheck.reading.docx import DOCX, docx_version, read_docx
from quotecheck.reading.kinds import SourceKind
from quotecheck.reading.mail import MAIL, mail_version, read_mail
from quotecheck.reading.newsml import XML, newsml_version, read_newsml
from quotecheck.reading.page import HTML, RAW_HTML, page_version, read_page
from quotecheck.reading.pdf import PDF, pdf_version, read_pdf
from quotecheck.reading.records import RECORD
from quotecheck.reading.rendering import Rendering

__all__ = ["read_document", "restores"]

_READERS: dict[SourceKind, Callable[..., Rendering]] = {
    SourceKind.TEXT: read_text,
    SourceKind.HTML: read_page,
    SourceKind.XML: read_newsml,
    SourceKind.MAIL: read_mail,
    SourceKind.PDF: read_pdf,
    SourceKind.DOCX: read_docx,
}
_AGAIN: dict[str, tuple[Callable[[], str], Callable[..., Rendering]]] = {
    HTML: (page_version, read_page),
    RAW_HTML: (page_version, partial(read_page, whole=True)),
    MAIL: (mail_version, read_mail),
    XML: (newsml_version, read_newsml),
    PDF: (pdf_version, read_pdf),
    DOCX: (docx_version, read_docx),
}
_PAGES = frozenset({HTML, RAW_HTML})


def read_document(raw: bytes, kind: SourceKind, *, name: str, whole: bool = False) -> Rendering:
    """The article in the bytes of one document.

    Args:
        raw: the bytes.
        kind: of document.
        name: what to call it in a message.
        whole: whether all words of a page are its article's, navigation and all.

    Raises:
        InputError: it cannot be read, or there is no article in it.
    """
    if whole and kind is SourceKind.HTML:
        return read_page(raw, name=name, whole=True)
    return _READERS[kind](raw, name=name)


def restores(article: Article) -> bool | None:
    """Whether the bytes kept for an article still give its text.

    The bytes of a record of JSON lines may be those of its text, which stays as given, since its giver counts in it.

    Returns:
        None if that cannot be told: it was read by a reader of another version, or one that is not installed here.
    """
    source = article.source
    if source.reader in {TEXT, RECORD}:
        return _is_text(article)
    if source.reader not in _AGAIN:
        return None
    version, read = _AGAIN[source.reader]
    try:
        if version() != source.reader_version:
            return None
        again = read(source.raw, name=article.id, **({"charset": source.encoding} if source.reader in _PAGES else {}))
    except PackageNotFoundError:
        return None
    except InputError:
        return False
    return again.text == article.text


def _is_text(article: Article) -> bool:
    text = article.source.raw.decode(article.source.encoding)
    if article.source.path is None and article.text == text:
        return True
    try:
        return article.text in (canonical(text), canonical(mended(text)), canonical(seen(mended(text))))
    except InputError:
        return False
