"""Serving one store from this machine: a Datasette with our pages in front and its own pages of the tables behind, all to be read only."""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from quotecheck.errors import UsageError
from quotecheck.store import Store
from quotecheck.store.connection import may_write
from quotecheck.web import plugin
from quotecheck.web.site import Site

__all__ = ["LOOPBACK", "is_loopback", "listening", "make_datasette", "serve"]

LOOPBACK = "127.0.0.1"
_TABLES = "data"
"""What Datasette calls the store."""
_SETTINGS = {
    "default_allow_sql": False,  # our look-ups are routes of our own; nobody sends SQL
    "allow_download": False,
    "default_cache_ttl": 0,
    "suggest_facets": False,
}


def is_loopback(host: str) -> bool:
    """Whether a host can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def make_datasette(path: Path, *, host: str = LOOPBACK, models: Path | None = None) -> Any:
    """A Datasette that shows a store.

    Args:
        path: the file of the store.
        host: where it will listen; where that is this machine alone, it answers to no other name.
        models: a folder of models for drafts, in place of those that come with the package.

    Raises:
        StoreError: there is no such store.
    """
    Store.open(path, read_only=True).close()  # which says best what is wrong; no other connection is open yet
    if not pm.is_registered(plugin):
        pm.register(plugin, "quotecheck")
    datasette = Datasette([], settings=_SETTINGS)
    # A file in a folder that cannot be written to has no side files, and is opened as one that does not change.
    changes = may_write(path) or Path(f"{path}-wal").exists()
    datasette.add_database(Database(datasette, path=str(path), is_mutable=changes), name=_TABLES)
    hosts = frozenset({"localhost", LOOPBACK, "[::1]", host.lower()}) if is_loopback(host) else None
    plugin.show(datasette, Site(path=path, tables=f"/{_TABLES}", hosts=hosts, models=models))
    return datasette


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that it is known to before anything is told.

    Raises:
        UsageError: the address cannot be had.
    """
    try:
        kind, _, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)[0]
        # Where the protocol is named, asyncio sends what there is at once; else answers wait 40 ms for an acknowledgement.
        listener = socket.socket(kind, socket.SOCK_STREAM, protocol)
        try:
            if sys.platform != "win32":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(128)
        except BaseException:
            listener.close()
            raise
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{host}:{port}: cannot be listened at ({reason}). Give another --port, or 0 for any that is free.") from error
    return listener


def serve(datasette: Any, listener: socket.socket) -> None:
    """Answer until interrupted."""
    # It would print every error with all that was in memory then, articles among it; ours shows them.
    if pm.get_plugin("datasette.handle_exception") is not None:
        pm.unregister(name="datasette.handle_exception")
    with closing(listener), suppress(KeyboardInterrupt):  # which is how it is told to end
        config = uvicorn.Config(datasette.app(), log_level="warning", access_log=False, server_header=False, lifespan="on")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            site = plugin.site_of(datasette)
            if site is not None:
                site.close()
