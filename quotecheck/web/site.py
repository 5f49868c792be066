"""One store, shown on the web: where its pages are, and the threads that read it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from quotecheck.errors import NothingFound, StoreError, UsageError
from quotecheck.extraction import Extractor
from quotecheck.store import Store
from quotecheck.store.browsing import open_reader, snapshot
from quotecheck.web.links import Links
from quotecheck.web.tables import mark_of
from quotecheck.web.templating import environment_for

__all__ = ["Site"]

Result = TypeVar("Result")

_READERS = 4
"""Threads that read the store."""
_MOST_DRAFTS = 4
"""Drafts that may wait, the one that is read among them."""


@dataclass(kw_only=True, eq=False)
class Site:
    """A store and its pages.

    Attributes:
        path: the file of the store.
        prefix: what the addresses of the pages begin with.
        tables: the address of Datasette's own pages of the tables, if they are to be shown.
        hosts: the names under which the server may be asked; None for any.
        models: a folder of models, in place of those that come with the package.
    """

    path: Path
    prefix: str = ""
    tables: str | None = None
    hosts: frozenset[str] | None = None
    models: Path | None = None
    _own: threading.local = field(default_factory=threading.local)
    _opened: list[Store] = field(default_factory=list)
    _waiting: int = 0

    @cached_property
    def links(self) -> Links:
        """The addresses of the pages."""
        return Links(prefix=self.prefix)

    @cached_property
    def environment(self) -> Environment:
        """The templates."""
        return environment_for(self.links, tables=self.tables)

    @cached_property
    def extractor(self) -> Extractor:
        """What reads drafts; asked for by one thread alone."""
        return Extractor(self.models)

    @cached_property
    def _readers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_READERS, "quotecheck-reader")

    @cached_property
    def _drafts(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, "quotecheck-draft")

    async def read(self, work: Callable[[Store], Result], *, slow: bool = False) -> Result:
        """What some work makes of the store as it is now.

        Args:
            work: is done in a thread.
            slow: whether it reads drafts; that is done one at a time, and keeps nobody else waiting.

        Raises:
            StoreError: the store cannot be read, or too many drafts wait already.
        """
        loop = asyncio.get_running_loop()
        if not slow:
            return await loop.run_in_executor(self._readers, self._done, work)
        if self._waiting >= _MOST_DRAFTS:
            raise StoreError(f"{_MOST_DRAFTS} drafts are being checked already. Try again in a minute.")
        self._waiting += 1
        try:
            return await loop.run_in_executor(self._drafts, self._done, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the threads and close the store, so that SQLite clears its side files away."""
        for threads in (self._readers, self._drafts):
            threads.shutdown(cancel_futures=True)
        for store in self._opened:
            store.close()
        self._opened.clear()

    def _done(self, work: Callable[[Store], Result]) -> Result:
        store = self._store()
        try:
            with snapshot(store):
                return work(store)
        except (NothingFound, UsageError):
            raise
        except BaseException:
            # Whatever it was: the next reader of this thread gets a new connection.
            self._forget()
            raise

    def _store(self) -> Store:
        """The store, opened once for each thread, and anew when another file was put in its place."""
        mark = mark_of(self.path)
        if getattr(self._own, "mark", None) != mark or mark is None:
            self._forget()
            self._own.store, self._own.mark = open_reader(self.path), mark
            self._opened.append(self._own.store)
        store: Store = self._own.store
        return store

    def _forget(self) -> None:
        store: Store | None = getattr(self._own, "store", None)
        self._own.store, self._own.mark = None, None
        if store is not None:
            self._opened.remove(store)
            store.close()
