"""Serving one store from this machine: a Datasette with our pages in front and its own pages of the tables behind, all to be read only."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NoReturn

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from quotecheck.errors import UsageError
from quotecheck.store import Store
from quotecheck.store.connection import may_write
from quotecheck.web import plugin
from quotecheck.web.site import Site
from quotecheck.web.tables import Tables

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
# Else an article is called by its title, and one that has none is None.
_METADATA = {"databases": {_TABLES: {"tables": {"articles": {"label_column": "id"}}}}}


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
    datasette = Datasette([], settings=_SETTINGS, metadata=_METADATA)
    # A file in a folder that cannot be written to has no side files, and is opened as one that does not change.
    changes = may_write(path) or Path(f"{path}-wal").exists()
    datasette.add_database(Tables(datasette, path=path, is_mutable=changes), name=_TABLES)
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
    except (OSError, ValueError) as error:  # a name that can be none, such as one with a label of 64 letters, is a UnicodeError
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{host}:{port}: cannot be listened at ({reason}). Give another --port, or 0 for any that is free.") from error
    return listener


def serve(datasette: Any, listener: socket.socket) -> None:
    """Answer until interrupted."""
    # It would print every error with all that was in memory then, articles among it; ours shows them.
    if pm.get_plugin("datasette.handle_exception") is not None:
        pm.unregister(name="datasette.handle_exception")
    if threading.current_thread() is threading.main_thread():
        # uvicorn sends itself the signal again when it has ended; by default that would be the end before anything is closed.
        signal.signal(signal.SIGTERM, _end)
    with closing(listener), suppress(KeyboardInterrupt):  # which is how it is told to end
        config = uvicorn.Config(datasette.app(), log_level="warning", access_log=False, server_header=False, lifespan="on")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            _close(datasette)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


def _close(datasette: Any) -> None:
    """Close the store: first as Datasette has it, then ours, which may clear the side files of SQLite away."""
    if datasette.executor is not None:
        datasette.executor.shutdown(cancel_futures=True)
    for database in datasette.databases.values():
        if database.path:
            database.close()
    site = plugin.site_of(datasette)
    if site is not None:
        site.close()
