"""A page from the web, fetched so that no address, name or redirect leads into the reader's own network, and at a bounded cost.

The host is looked up here, once for each request; every address that it has must be public, and the connection goes to one of
those very addresses, so that a second answer from the name server changes nothing. The name of the host still goes into the
request and is what the certificate must be for.
"""

from __future__ import annotations

import gzip
import io
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException, IncompleteRead
from ipaddress import IPv4Address, IPv6Address
from time import monotonic
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Url

import quotecheck
from quotecheck.errors import InputError
from quotecheck.reading.addresses import SAVE_IT, is_public, parsed, shown
from quotecheck.reading.connecting import Guard, Limits, Pool, SecurePool, Watch, too_large

__all__ = ["Limits", "Page", "fetch", "unzipped"]

PIECE = 65_536
MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|$)", re.ASCII)
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]+)", re.ASCII | re.IGNORECASE)

TRY_AGAIN = "Try again, or save the page in a browser and add the file"
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "no secure connection can be made (TLS). Check the address, and whether a browser can open it"),
    (socket.gaierror, "the host is not known. Check the address and your connection"),
    (UnicodeError, "the host is not known. Check the address"),
    (ConnectionRefusedError, "the host refuses the connection. Check the address and its port"),
    (ConnectionResetError, f"the reply broke off. {TRY_AGAIN}"),
    (IncompleteRead, f"the reply broke off. {TRY_AGAIN}"),
    (HTTPException, f"the reply is not proper HTTP. {TRY_AGAIN}"),
    (HTTPError, f"the reply is not proper HTTP. {TRY_AGAIN}"),
)
"""What to say of an error, by the first kind that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave.

    Attributes:
        address: the address asked for, without fragment.
        final: the address that answered, after redirects.
        body: the bytes of the page, unzipped.
        media_type: such as ``text/html``, in lower case; None if not said.
        charset: as said by the server, in lower case; None if not said.
        fetched: when, in ISO 8601, UTC, to the second.
    """

    address: str
    final: str
    body: bytes
    media_type: str | None
    charset: str | None
    fetched: str


LIMITS = Limits()


def fetch(address: str, *, limits: Limits = LIMITS, public: Callable[[IPv4Address | IPv6Address], bool] = is_public) -> Page:
    """The page at an address, after redirects.

    Args:
        address: begins with ``http://`` or ``https://``; a fragment is dropped.
        limits: what the page may cost.
        public: tells whether an IP address may be connected to.

    Returns:
        The page; its body may be empty.

    Raises:
        InputError: the address is none, leads where it must not, or gives no page within the limits.
    """
    end = monotonic() + limits.seconds
    url = parsed(address)
    asked = address.partition("#")[0]
    where = shown(asked)
    for _ in range(limits.redirects + 1):
        with Watch(end) as watch:
            guard = Guard(where=where, limits=limits, public=public, watch=watch)
            with _told(guard), _opened(url, guard) as response:
                location = response.get_redirect_location()
                if not location:
                    return Page(
                        address=asked,
                        final=url.url,
                        body=_body(response, guard),
                        media_type=_found(MEDIA_TYPE, response),
                        charset=_found(CHARSET, response),
                        fetched=datetime.now(UTC).isoformat(timespec="seconds"),
                    )
        target = _joined(url.url, location)
        where = f"{shown(asked)} (redirected to {shown(target)})"
        url = parsed(target, where=where)
    raise InputError(f"{shown(asked)}: redirects more than {limits.redirects} times. Give the address that a browser ends at.")


def unzipped(raw: bytes, *, size: int) -> bytes:
    """The first ``size`` bytes of what was zipped with gzip.

    Raises:
        EOFError: it is cut short.
        OSError, zlib.error: it is broken.
    """
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
        return stream.read(size)


@contextmanager
def _opened(url: Url, guard: Guard) -> Iterator[urllib3.BaseHTTPResponse]:
    """The reply to a request, its body not yet read."""
    kind = SecurePool if url.scheme == "https" else Pool
    headers = {
        "User-Agent": f"quotecheck/{quotecheck.__version__}",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    # Without a port, the standard library takes the end of an IPv6 address for one.
    port = url.port or (443 if url.scheme == "https" else 80)
    with kind(url.host or "", port, timeout=guard.watch.left(), guard=guard) as pool:
        response = pool.urlopen("GET", url.request_uri, headers=headers, redirect=False, retries=False, preload_content=False)
        try:
            yield response
        finally:
            response.close()


def _body(response: urllib3.BaseHTTPResponse, guard: Guard) -> bytes:
    """The bytes of the page that was asked for, unzipped, and of no other."""
    where, size = guard.where, guard.limits.size
    if response.status not in {HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION}:
        raise _refused(response.status, where=where)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise InputError(f"{where}: comes packed as {shown(encoding)}, which was not asked for. {SAVE_IT}.")
    if (response.length_remaining or 0) > size:
        raise too_large(guard)
    received = bytearray()
    while piece := response.read(PIECE, decode_content=False):
        received += piece
        if len(received) > size:
            raise too_large(guard)
    if guard.watch.cut:
        raise TimeoutError
    if "gzip" not in encoding:
        return bytes(received)
    try:
        body = unzipped(bytes(received), size=size + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(f"{where}: came cut short or broken (gzip). {TRY_AGAIN}.") from error
    if len(body) > size:
        raise too_large(guard)
    return body


def _refused(status: int, *, where: str) -> InputError:
    """The error for a reply that is no page."""
    phrase = HTTPStatus(status).phrase if status in {known.value for known in HTTPStatus} else "unknown"
    if status in {401, 402, 403, 407, 451}:
        advice = f"The site does not give it to everyone. {SAVE_IT}"
    elif status in {408, 425, 429} or status >= 500:
        advice = "Try again later"
    elif status in {202, 204, 205}:
        advice = f"That is no page. {SAVE_IT}"
    else:
        advice = "Check the address in a browser"
    return InputError(f"{where}: the site answered {status} ({phrase}). {advice}.")


@contextmanager
def _told(guard: Guard) -> Iterator[None]:
    """Turns what goes wrong on the way into one line."""
    try:
        yield
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise InputError(f"{guard.where}: {_reason(error, guard)}.") from error


def _reason(error: Exception, guard: Guard) -> str:
    """What went wrong, and what to do."""
    cause = error
    while wrapped := next((argument for argument in cause.args if isinstance(argument, Exception)), None):
        cause = wrapped
    if guard.watch.cut or guard.watch.end <= monotonic() or isinstance(cause, TimeoutError | ReadTimeoutError):
        return f"takes too long (the limit is {guard.limits.seconds:g} seconds). {TRY_AGAIN}"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate does not hold ({shown(cause.verify_message.rstrip('.'))}). Check the address; nothing was read"
    reason = next((reason for kind, reason in REASONS if isinstance(cause, kind)), None)
    return reason or f"the host cannot be reached ({getattr(cause, 'strerror', None) or type(cause).__name__}). Check the address"


def _found(pattern: re.Pattern[str], response: urllib3.BaseHTTPResponse) -> str | None:
    """What the content type of a reply says, in lower case."""
    found = pattern.search(response.headers.get("content-type", ""))
    return None if found is None else found[1].lower()


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; what is no address is left for the check of it."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, location.strip(" "))
    except ValueError:
        return location
