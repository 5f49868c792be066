"""Connections that lead to the public internet and nowhere else, and end when their time is up or their measure full."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from time import monotonic
from types import TracebackType
from typing import Any, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from quotecheck.errors import InputError
from quotecheck.reading.addresses import SAVE_IT

__all__ = ["Guard", "Limits", "Pool", "SecurePool", "Watch", "too_large"]

FRAMING = 1_000_000
"""How many bytes a reply may have beyond those of its page: headers, and the lines between chunks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a page may cost: bytes when unzipped, seconds with all redirects, redirects."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


class Watch:
    """Ends an exchange when its time is up, whatever the other side is doing.

    The time-out of a socket begins again with every byte. This cuts the connection itself, through a second handle on it, for
    TLS takes the first one over.
    """

    def __init__(self, end: float) -> None:
        self.end = end
        self.cut = False
        self.closing = ExitStack()
        self._handle: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(self.left(), self._stop)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        self._timer.join()
        self.closing.close()

    def left(self) -> float:
        """Seconds until the end; never zero, which to a socket would mean not to wait at all."""
        return max(self.end - monotonic(), 0.001)

    def keep(self, connection: socket.socket) -> None:
        """Cut this connection when time is up."""
        with self._lock:
            self._handle = self.closing.enter_context(connection.dup())
        if self.cut:
            raise TimeoutError

    def _stop(self) -> None:
        with self._lock:
            self.cut = True
            if self._handle is not None:
                with suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a connection must know: what to call the page, what it may cost, where it may lead, when to end."""

    where: str
    limits: Limits
    public: Callable[[IPv4Address | IPv6Address], bool]
    watch: Watch

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to an address of the host that has been checked, as have been all its others."""
        answers = addresses_of(host, port, seconds=self.watch.left())
        for *_, place in answers:
            address = ip_address(place[0])
            if not self.public(address):
                at = "" if host.strip("[]") == str(address) else f" is at {address}, which"
                raise InputError(f"{self.where}: {host}{at} is not on the public internet. {SAVE_IT}.")
        failure = OSError("no address")
        for tried, (family, kind, protocol, _, place) in enumerate(answers):
            connection = socket.socket(family, kind, protocol)
            try:
                # An address that swallows everything leaves time for the others.
                connection.settimeout(self.watch.left() / (len(answers) - tried))
                connection.connect(place)
                connection.settimeout(self.watch.left())
                self.watch.keep(connection)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure


def addresses_of(host: str, port: int, *, seconds: float) -> list[tuple[Any, Any, int, str, Any]]:
    """What the system answers for a host, in a thread of its own because nothing else can stop it from asking."""
    answers: SimpleQueue[list[tuple[Any, Any, int, str, Any]] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put([*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, ValueError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer


class Metered(io.RawIOBase):
    """A stream that gives no more than so many bytes: lines between chunks, say, are read to their end however long they are."""

    def __init__(self, stream: io.BufferedIOBase, *, size: int, guard: Guard) -> None:
        super().__init__()
        self._stream = stream
        self._left = size
        self._guard = guard

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._stream.readinto1(buffer)
        self._left -= count
        if self._left < 0:
            raise too_large(self._guard)
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


class Response(HTTPResponse):
    """A reply of which no more is read than its page may have, and some for its headers."""

    def __init__(self, sock: socket.socket, *, guard: Guard, method: str | None = None) -> None:
        super().__init__(sock, method=method)
        # Whoever is handed this may give up on it unseen.
        guard.watch.closing.callback(self.close)
        self.fp = io.BufferedReader(Metered(self.fp, size=guard.limits.size + FRAMING, guard=guard))


class Connection(HTTPConnection):
    """A connection that its guard makes."""

    def __init__(self, host: str, port: int | None = None, *, guard: Guard, **options: Any) -> None:
        super().__init__(host, port, **options)
        self.guard = guard
        self.response_class = partial(Response, guard=guard)  # type: ignore[assignment]  # it is called, and no more

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self._dns_host, self.port)


class SecureConnection(Connection, HTTPSConnection):
    """The same under TLS; the certificate must be for the name of the host."""


class Pool(urllib3.HTTPConnectionPool):
    """Guarded connections to one host."""

    ConnectionCls = Connection


class SecurePool(urllib3.HTTPSConnectionPool):
    """The same under TLS."""

    ConnectionCls = SecureConnection


def too_large(guard: Guard) -> InputError:
    """The error for what goes beyond its measure."""
    return InputError(f"{guard.where}: larger than {guard.limits.size / 1e6:g} MB, which no article is. {SAVE_IT}, if it is one.")
