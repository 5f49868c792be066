"""What every request goes through: who may ask, by which method, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from quotecheck.web.answering import error_answer
from quotecheck.web.site import Site

__all__ = ["guarded", "within"]

Application = Callable[[Any, Any, Any], Awaitable[None]]

_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_CACHED = "private, no-cache"


def within(site: Site, path: str) -> bool:
    """Whether an address is one of a site's."""
    return not site.prefix or path == site.prefix or path.startswith(f"{site.prefix}/")


def guarded(app: Application, *, site: Site) -> Application:
    """An application of ASGI whose answers below a site's addresses are safe to look at, and that refuses what is none of its business.

    Refused are all methods but GET and HEAD, and POST for a check; a Host that is none of the site's, behind which another page may
    hide (DNS rebinding); and a check that another page sends.
    """

    async def guard(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not within(site, scope["path"]):
            await app(scope, receive, send)
            return

        async def send_safely(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_ours(message.get("headers", []))}
            await send(message)

        refusal = _refusal(scope, site)
        if refusal is None:
            await app(scope, receive, send_safely)
        else:
            await _refuse(*refusal, scope=scope, send=send_safely, site=site)

    return guard


def _refusal(scope: Mapping[str, Any], site: Site) -> tuple[int, str] | None:
    """The status and the reason, if a request is refused."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    method, path = scope["method"], scope["path"].removeprefix(site.prefix)
    if site.hosts is not None and _name_of(headers.get("host", "")) not in site.hosts:
        return 421, "Not the name of this server. Open the address that quotecheck serve told."
    if method not in _methods(path):
        return 405, "Nothing can be changed here. Ask by GET; only /check takes POST."
    if method == "POST" and (headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} or not _is_own(headers)):
        return 403, "A check that another page has sent. Open /check here."
    return None


def _methods(path: str) -> tuple[str, ...]:
    """The methods that an address takes."""
    return ("GET", "HEAD", "POST") if path in {"/check", "/check.json", "/check.csv"} else ("GET", "HEAD")


def _is_own(headers: Mapping[str, str]) -> bool:
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:  # no address at all, such as http://[
        return False


def _name_of(host: str) -> str:
    """The name of a host, without its port."""
    return host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdecimal() and not host.endswith("]") else host.lower()


def _with_ours(headers: Any) -> list[tuple[bytes, bytes]]:
    given = [(name, value) for name, value in headers if name.decode("latin-1").lower() not in _HEADERS]
    names = {name.lower() for name, _ in given}
    ours = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
    return [*given, *ours, *([] if b"cache-control" in names else [(b"cache-control", _CACHED.encode())])]


async def _refuse(status: int, reason: str, *, scope: Mapping[str, Any], send: Any, site: Site) -> None:
    form = "json" if scope["path"].endswith((".json", ".csv")) or scope["method"] not in {"GET", "HEAD"} else "html"
    refused = error_answer(status, reason, form=form, environment=site.environment)
    headers = [(b"content-type", refused.kind.encode()), (b"content-length", str(len(refused.body)).encode())]
    headers += [(b"allow", ", ".join(_methods(scope["path"].removeprefix(site.prefix))).encode())] if status == 405 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": refused.body})
