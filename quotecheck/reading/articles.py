"""One article from its bytes, and the proof that they still give its text."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Unpack

from quotecheck.errors import InputError
from quotecheck.model import Article, FurnitureKind, Source
from quotecheck.reading.canonical import MENDED, canonical, decode, mended, seen
from quotecheck.reading.furniture import find_furniture
from quotecheck.reading.language import detect_language, is_partly
from quotecheck.reading.rendering import Metadata, Rendering

__all__ = ["TEXT", "article_from", "iso_date", "read_bytes", "read_text"]

TEXT = "text"


def read_bytes(raw: bytes, *, id: str, path: str | None = None, name: str | None = None, **metadata: Unpack[Metadata]) -> Article:  # noqa: A002
    r"""An article from the bytes of a text file, every character as it stands there.

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
    source = Source(
        raw=raw, digest=sha256(raw).hexdigest(), path=path, encoding=decoded.encoding, reader=TEXT, reader_version="1", **metadata
    )
    return Article(id=id, text=canonical(decoded.text, name=name), source=source, diagnostics=decoded.diagnostics)


def read_text(raw: bytes, *, name: str) -> Rendering:
    """The article of a text file: decoded, mended where a wrong decoding has garbled it, with its furniture still to be found.

    Raises:
        InputError: the bytes are empty, blank or no text.
    """
    decoded = decode(raw, name=name)
    if not decoded.text.strip():
        raise InputError(f"{name}: is empty. There is no article to read.")
    text = mended(decoded.text)
    odd = decoded.diagnostics if text == decoded.text else (*decoded.diagnostics, MENDED)
    return Rendering(text=canonical(seen(text), name=name), encoding=decoded.encoding, reader=TEXT, version="2", diagnostics=odd)


def article_from(raw: bytes, rendering: Rendering, *, id: str, path: str | None, given: Metadata | None = None) -> Article:  # noqa: A002
    """The article of bytes and of what a reader has made of them.

    Args:
        raw: the bytes.
        rendering: what was made of them.
        id: the name that the article is cited by.
        path: what to open to see it again.
        given: what is known of it from elsewhere, which goes before what it says itself.
    """
    furniture = tuple(find_furniture(rendering.text)) if rendering.furniture is None else rendering.furniture
    metadata: Metadata = {**rendering.metadata}
    stated = metadata.get("language")
    lines = rendering.text.split("\n")
    passed = {found.line for found in furniture if found.kind is not FurnitureKind.CAPTION}
    told = "\n".join(line for number, line in enumerate(lines, start=1) if number not in passed)
    # Pages state the language of their template; some say everything twice.
    metadata["language"] = detect_language(told) or stated
    if stated == "en" != metadata["language"] and is_partly(told, stated):
        metadata["language"] = stated
    for key, value in (given or {}).items():
        if value is not None:
            metadata[key] = value  # type: ignore[literal-required]
    source = Source(
        raw=raw,
        digest=sha256(raw).hexdigest(),
        path=path,
        encoding=rendering.encoding,
        reader=rendering.reader,
        reader_version=rendering.version,
        **metadata,
    )
    return Article(id=id, text=rendering.text, source=source, diagnostics=rendering.diagnostics, furniture=furniture)


def iso_date(stated: str, *, name: str, key: str = "published") -> str:
    """A date, or date and time, of ISO 8601 in its extended form.

    Args:
        stated: the date as stated, extended or basic.
        name: what to call its article in a message.
        key: what the date is of.

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
    raise InputError(f"{name}: {key} is {stated!r}, which is no date of ISO 8601. Write it as 2024-02-27 or 2024-02-27T10:30:00+00:00.")
