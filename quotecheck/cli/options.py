"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from quotecheck.errors import InputError
from quotecheck.model import Article

__all__ = ["article_inputs", "confidence_option", "database_option", "models_option", "read_inputs", "stream_name"]

Command = TypeVar("Command", bound=Callable[..., Any])


def database_option(command: Command) -> Command:
    """Add ``--db``, which the command takes as ``db``."""
    return click.option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        default="quotes.db",
        envvar="QUOTECHECK_DB",
        show_envvar=True,
        show_default=True,
        metavar="FILE",
        help="The database.",
    )(command)


def models_option(command: Command) -> Command:
    """Add ``--models``, which the command takes as ``models``."""
    return click.option(
        "--models",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="QUOTECHECK_MODELS",
        show_envvar=True,
        metavar="DIR",
        help="A folder of Stanza models, in place of those that come with quotecheck.",
    )(command)


def article_inputs(command: Command) -> Command:
    """Add ``PATH…`` and ``--jsonl``, which the command takes as ``paths`` and ``jsonl``."""
    paths = click.argument("paths", nargs=-1, metavar="[PATH]...")
    jsonl = click.option(
        "--jsonl",
        type=click.File("rb"),
        metavar="FILE",
        help='Articles as JSON lines, {"id", "text"} and optional title, url, outlet, author, published, language; - for stdin.',
    )
    return paths(jsonl(command))


def confidence_option(command: Command) -> Command:
    """Add ``--min-confidence``, which the command takes as ``min_confidence``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Only quotes of at least this confidence, 0 to 1, that they are attributions; docs/attribution.md tells what it is worth.",
    )(command)


def read_inputs(paths: tuple[str, ...], jsonl: BinaryIO | None) -> Iterator[Article | InputError]:
    """The articles of all paths and of the JSON lines; in place of what cannot be read, the error that says why.

    Raises:
        click.UsageError: there is nothing to read.
    """
    if not paths and jsonl is None:
        raise click.UsageError("Nothing to read. Give files, folders or - for stdin, or --jsonl FILE.")
    return _read_each(paths, jsonl)


def _read_each(paths: tuple[str, ...], jsonl: BinaryIO | None) -> Iterator[Article | InputError]:
    from quotecheck.reading import read, read_jsonl

    for path in paths:
        try:
            yield from read(path)
        except InputError as error:
            yield error
    if jsonl is not None:
        yield from read_jsonl(jsonl, name=stream_name(jsonl))


def stream_name(stream: BinaryIO) -> str:
    """What to call a stream in a message; stdin may be one without a name."""
    return str(getattr(stream, "name", "<stdin>"))
