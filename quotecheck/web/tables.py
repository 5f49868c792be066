"""The store as Datasette reads it for its own pages of the tables: the file that is there now, whatever was put in its place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

from quotecheck.store.browsing import open_reader

__all__ = ["Tables", "mark_of"]


def mark_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that was put in its place; None if there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


class Tables(Database):  # type: ignore[misc]  # Datasette has no types
    """A database of Datasette, which would read its connections, and so the old file, for ever."""

    def __init__(self, datasette: Any, *, path: Path, is_mutable: bool) -> None:
        super().__init__(datasette, path=str(path), is_mutable=is_mutable)
        self._file = path
        self._own = threading.local()

    def connect(self, write: bool = False) -> Any:  # noqa: FBT001, FBT002  (as Datasette has it)
        """One more connection.

        Raises:
            StoreError: the file is missing, or no store any more.
        """
        open_reader(self._file).close()
        return super().connect(write=write)

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        """What a function makes of a connection to the file that is there now."""
        return await super().execute_fn(lambda connection: fn(self._current(connection)))

    def _current(self, connection: Any) -> Any:
        """The connection of this thread: the one that Datasette keeps, until the file is another."""
        mark = mark_of(self._file)
        if not hasattr(self._own, "connection"):
            self._own.connection, self._own.mark = connection, mark
        if self._own.mark != mark or mark is None:
            newer = self.connect()
            self.ds._prepare_connection(newer, self.name)  # noqa: SLF001  (there is no other way)
            self._own.connection.close()
            self._own.connection, self._own.mark = newer, mark
        return self._own.connection
