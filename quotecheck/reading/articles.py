"""One article from its bytes, and the proof that they still give its text."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import TypedDict, Unpack

from quotecheck.errors import InputError
from quotecheck.model import Article, Source
from quotecheck.reading.canonical import canonical, decode

__all__ = ["Metadata", "iso_date", "read_bytes", "restores"]


class Metadata(TypedDict, total=False):
    """What may be known of an article besides its text; ``published`` in ISO 8601."""

    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None


def read_bytes(raw: bytes, *, id: str, path: str | None = None, name: str | None = None, **metadata: Unpack[Metadata]) -> Article:  # noqa: A002
    r"""An article from the bytes of a text file.

    Args:
        raw: the bytes as they came in; they are kept.
        id: the name that the article is cited by.
        path: what to open to see it again.
        name: what to call it in a message; ``id`` if not given.
        **metadata: title, url, outlet, author, published and language, where known.

    Returns:
        The article with its canonical text. A guessed encoding is among its diagnostics.

    Raises:
        InputError: the bytes are empty, blank or no text, or ``published`` is no date.

    >>> article = read_bytes(b"\xef\xbb\xbfHe said no.\r\n", id="a.txt", path="a.txt")
    >>> article.text, article.source.encoding
    ('He said no.\n', 'utf-8-sig')
    """
    name = id if name is None else name
    decoded = decode(raw, name=name)
    if not decoded.text.strip():
        raise InputError(f"{name}: is empty. There is no article to read.")
    if metadata.get("published") is not None:
        metadata["published"] = iso_date(str(metadata["published"]), name=name)
    source = Source(raw=raw, digest=sha256(raw).hexdigest(), path=path, encoding=decoded.encoding, **metadata)
    return Article(id=id, text=canonical(decoded.text), source=source, diagnostics=decoded.diagnostics)


def restores(article: Article) -> bool:
    """Whether the bytes kept for an article still give its text.

    Without a path the bytes may be those of a record of JSON lines, whose text stays as given, since its giver counts in it.
    """
    text = article.source.raw.decode(article.source.encoding)
    return article.text == canonical(text) or (article.source.path is None and article.text == text)


def iso_date(stated: str, *, name: str) -> str:
    """A date, or date and time, of ISO 8601 in its extended form.

    Args:
        stated: the date as stated, extended or basic.
        name: what to call its article in a message.

    Raises:
        InputError: it is no complete date.

    >>> iso_date("20240227", name="a.txt"), iso_date("2024-02-27T10:30:00Z", name="a.txt")
    ('2024-02-27', '2024-02-27T10:30:00+00:00')
    """
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(stated).isoformat()
        except ValueError:
            continue
    raise InputError(f"{name}: published is {stated!r}, which is no date of ISO 8601. Write it as 2024-02-27 or 2024-02-27T10:30:00+00:00.")
