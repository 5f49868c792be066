"""An article from an e-mail, such as a newsletter or a press release."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, cast

from quotecheck.errors import InputError
from quotecheck.model import Diagnostic
from quotecheck.reading.articles import read_text
from quotecheck.reading.flowed import unflowed
from quotecheck.reading.page import decode_declared, page_version, read_page
from quotecheck.reading.rendering import Metadata, Rendering
from quotecheck.reading.stated import one_line, own_address

__all__ = ["MAIL", "mail_version", "messages_of", "read_mail"]

MAIL = "mail"
_LONGEST_FIELD = 10_000
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n(?=[A-Za-z][\w-]*:)")
# What the standard library's parser raises at fields and bodies that are none.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)


class _Policy(EmailPolicy):
    """Takes fields apart, but of those that go on for ever only the beginning: what takes them apart compares all with all."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Give a field."""
        return super().header_fetch_parse(name, value[:_LONGEST_FIELD])


def mail_version() -> str:
    """The versions of what decides how an e-mail is read."""
    return f"2 {page_version()}"


def read_mail(raw: bytes, *, name: str) -> Rendering:
    """The body of an e-mail as an article: its plain text if there is one, else its HTML; what is attached is left out.

    Raises:
        InputError: it is no e-mail, or there is no text in it.
    """
    try:
        message = cast("EmailMessage", message_from_bytes(raw, policy=_Policy()))
        body = message.get_body(preferencelist=("plain", "html"))
        content = None if body is None else body.get_payload(decode=True)
        charset = None if body is None else body.get_content_charset()
        is_page = body is not None and body.get_content_type() == "text/html"
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except _BROKEN as error:
        raise InputError(f"{name}: an e-mail that is damaged ({type(error).__name__}). Save its text as a file.") from error
    if not isinstance(content, bytes) or not content.strip():
        raise InputError(f"{name}: an e-mail without text. Save what is attached to it, and add that.")
    if is_page:
        found = read_page(content, name=name, charset=charset, address=_saved_from(message))
    else:
        text, encoding = decode_declared(content, name=name, charset=charset)
        if str(body.get_param("format", "")).lower() == "flowed":  # type: ignore[union-attr]  # there is one, or it would hold no bytes
            text = unflowed(text, delsp=str(body.get_param("delsp", "")).lower() == "yes")  # type: ignore[union-attr]
        found = replace(read_text(text.encode(), name=name), encoding=encoding)
    stated = {key: value for key, value in _metadata(message).items() if value}
    if _saved_from(message) is not None:
        # A browser has written it, at the time when the page was saved; who wrote the article, and when, the page says.
        stated = {"url": own_address(found.metadata.get("url"), _saved_from(message)), "fetched": stated.get("published")}
        stated["title"] = found.metadata.get("title") or (_field(message, "Subject") or None)
    odd = tuple(Diagnostic(message=f"attached, and not read: {one_line(str(one))}") for one in attached)
    metadata: Metadata = {**found.metadata, **stated}  # type: ignore[typeddict-item]
    return replace(found, reader=MAIL, version=mail_version(), metadata=metadata, diagnostics=(*found.diagnostics, *odd))


def messages_of(raw: bytes) -> list[bytes]:
    r"""The e-mails of a mailbox, each without the line *From …* before it; what is no mailbox is one e-mail.

    >>> messages_of(b"From a@b\nSubject: 1\n\nNo.\n\nFrom c@d\nSubject: 2\n\nYes.\n")
    [b'Subject: 1\n\nNo.\n\n', b'Subject: 2\n\nYes.\n']
    """
    if not raw.startswith(b"From "):
        return [raw]
    starts = [*_ENVELOPE.finditer(raw)]
    ends = [*(found.start() for found in starts[1:]), len(raw)]
    return [raw[found.end() : end] for found, end in zip(starts, ends, strict=True)] or [raw]


def _saved_from(message: EmailMessage) -> str | None:
    """The address of a page that a browser has saved as an e-mail (MHTML); None if it is no such page."""
    return (_field(message, "Snapshot-Content-Location") or None) if message.get_content_type() == "multipart/related" else None


def _metadata(message: EmailMessage) -> Metadata:
    """What the header says; a field that is broken says nothing."""
    sender = parseaddr(_field(message, "From"))
    try:
        published = parsedate_to_datetime(_field(message, "Date")).isoformat()
    except _BROKEN:
        published = None
    return {"title": _field(message, "Subject") or None, "author": sender[0] or sender[1] or None, "published": published}


def _field(message: EmailMessage, name: str) -> str:
    try:
        return one_line(str(message.get(name, ""))) or ""
    except _BROKEN:
        return ""
