"""Opening a database file, and refusing what is not ours without touching it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from errno import EACCES, EISDIR
from pathlib import Path

from sqlite_utils import Database

from quotecheck.errors import StoreError
from quotecheck.store import schema
from quotecheck.store.folding import fold
from quotecheck.store.speakers import rebuild
from quotecheck.store.transactions import EXPLANATIONS, explained

__all__ = ["connect"]

# STRICT tables came with it.
OLDEST_SQLITE = (3, 37, 0)
WAIT_SECONDS = 5.0


def connect(path: Path, *, create: bool, read_only: bool) -> Database:
    """A connection to the store at ``path``, of the newest schema, checked and set up.

    Args:
        path: the database file.
        create: make the file if it is missing.
        read_only: refuse every write, and work where nothing can be written.

    Raises:
        StoreError: the file is missing, foreign, of a newer schema, locked, or not writable though it must be.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; quotecheck needs 3.37 or newer. Install a newer Python.")
    if is_vacant(path) and (read_only or not create):
        raise StoreError(f"{path}: no such database. Run quotecheck add first, or name another with --db.")
    with explained(path):
        connection = sqlite3.connect(address(path, create=create, read_only=read_only), uri=True, timeout=WAIT_SECONDS)
        database = Database(connection, execute_plugins=False)
        try:
            prepare(database, path, read_only=read_only)
        except BaseException:
            database.close()
            raise
    return database


def is_vacant(path: Path) -> bool:
    """Whether a new store may be made here: there is no file, or an empty one.

    SQLite reads the header of what is promised not to change: it writes nothing to a foreign file's folder and rolls back no journal of
    it. Nobody else may open the file, for closing it again would drop every lock that other connections of this process hold on it.

    Raises:
        StoreError: a file that is no store stands here, or cannot be read.
    """
    try:
        found = path.stat()
        if found.st_size == 0 and path.is_file():
            return True
        if not os.access(path, os.R_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"{path}: cannot be opened as a database ({reason}). Name another file with --db.") from error
    with explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise StoreError(f"{path}: a database of another program, not of quotecheck. It was left as it is; name another with --db.")
    return False


def address(path: Path, *, create: bool, read_only: bool) -> str:
    """The URI under which SQLite opens the file."""
    if read_only:
        mode = reading_mode(path)
    else:
        mode = "mode=rwc" if create else "mode=rw"
        if path.exists() and not may_write(path):
            raise StoreError(f"{path}: the database is read-only. Make the file and its folder writable, or name another with --db.")
    return f"{path.absolute().as_uri()}?{mode}"


def reading_mode(path: Path) -> str:
    """How to open for reading alone.

    Where the folder is writable it is opened as if to write, since only then does SQLite clear its side files away. Where it
    is not, SQLite cannot make them, and reads only a file that is promised not to change; unless they are there already.
    """
    if may_write(path):
        return "mode=rw"
    return "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"


def may_write(path: Path) -> bool:
    """Whether both the file and its folder (for SQLite's side files) are writable."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def prepare(database: Database, path: Path, *, read_only: bool) -> None:
    """Set the connection up and bring the schema to the newest version."""
    if schema.version(database) > schema.newest():
        raise StoreError(
            f"{path}: written by a newer quotecheck (schema {schema.version(database)}; this one knows {schema.newest()}). "
            "Upgrade quotecheck, or name another with --db."
        )
    if schema.is_misnumbered(database):
        raise StoreError(f"{path}: {EXPLANATIONS[sqlite3.SQLITE_CORRUPT]} (It has tables of a later schema than it says.)")
    database.execute("PRAGMA synchronous = FULL")
    database.register_function(fold, deterministic=True)
    if read_only:
        if schema.version(database) < schema.newest():
            raise StoreError(f"{path}: written by an older quotecheck. Run quotecheck add once to bring it up to date.")
        database.execute("PRAGMA query_only = ON")
    else:
        # After the first migration, so that the mark of a store is in the file itself and not only in its log.
        schema.migrate(database, afterwards=rebuild)
        if database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA foreign_keys = ON")
