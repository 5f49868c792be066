"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
from click.core import ParameterSource

__all__ = ["DATABASE", "confidence_option", "database_option", "given_database", "models_option", "stream_name"]

# Whether it can be opened is for the store to tell, in one line and with the exit code of databases.
DATABASE = click.Path(readable=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])


def database_option(command: Command) -> Command:
    """Add ``--db``, which the command takes as ``db``."""
    return click.option(
        "--db",
        type=DATABASE,
        default="quotes.db",
        envvar="QUOTECHECK_DB",
        show_envvar=True,
        show_default=True,
        metavar="FILE",
        callback=given_database,
        help="The database.",
    )(command)


def given_database(context: click.Context, option: click.Parameter, value: Any) -> Any:
    """The database that an option names; unless it was left to the default or the environment, and ``--db`` stands before the command."""
    source = context.get_parameter_source(option.name or "")
    before = context.find_root().params.get("db") if context.parent is not None else None
    if before is None or source is ParameterSource.COMMANDLINE:
        return value
    return (before,) if option.multiple else before


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


def confidence_option(command: Command) -> Command:
    """Add ``--min-confidence``, which the command takes as ``min_confidence``."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Only quotes of at least this confidence, 0 to 1, that they are attributions; docs/attribution.md tells what it is worth.",
    )(command)


def stream_name(stream: BinaryIO) -> str:
    """What to call a stream in a message; stdin may be one without a name."""
    return str(getattr(stream, "name", "<stdin>"))
