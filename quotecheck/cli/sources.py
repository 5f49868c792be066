"""The options that say what is to be read, for all commands that read articles."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO, TypeVar

import click

from quotecheck.cli.options import stream_name

__all__ = ["article_sources", "command_line"]

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("paths", nargs=-1, metavar="[PATH|URL]..."),
    click.option(
        "--jsonl",
        type=click.File("rb"),
        metavar="FILE",
        help='Articles as JSON lines, {"id", "text"} and optional title, url, outlet, author, published, language; - for stdin.',
    ),
    click.option("--url-list", multiple=True, metavar="FILE", help="Read the pages whose addresses a file lists, one a line."),
    click.option("--feed", multiple=True, metavar="URL", help="Read the pages that a feed (RSS, Atom, JSON) names; also a file."),
    click.option("--sitemap", multiple=True, metavar="URL", help="Read the pages that a sitemap names; also a file."),
    click.option("--glob", metavar="PATTERN", help="Of folders and archives, read the files whose name or path in them is like this."),
    click.option("--raw", is_flag=True, help="Take all words of a page for its article's, navigation and all."),
    click.option("--language", metavar="CODE", help="The language of all articles (en), in place of what they state or is detected."),
)
_NAMES = ("paths", "jsonl", "url_list", "feed", "sitemap", "glob", "raw", "language")
_LISTS = {"url_list": "list", "feed": "feed", "sitemap": "sitemap"}


def article_sources(command: Command) -> Command:
    """Add the options that say what is to be read; the command takes it as ``inputs``, a ``quotecheck.reading.Inputs``."""

    @wraps(command)
    def with_inputs(*args: Any, **given: Any) -> Any:
        from quotecheck.reading import Inputs, Reading

        options = {name: given.pop(name) for name in _NAMES}
        stream: BinaryIO | None = options["jsonl"]
        listed = [(kind, where) for name, kind in _LISTS.items() for where in options[name]]
        if not options["paths"] and stream is None and not listed:
            raise click.UsageError(
                "Nothing to read. Give files, folders, addresses or - for stdin, or --jsonl, --url-list, --feed or --sitemap."
            )
        inputs = Inputs(
            paths=options["paths"],
            jsonl=None if stream is None else (stream, stream_name(stream)),
            listed=listed,
            reading=Reading(pattern=options["glob"], whole=options["raw"], language=options["language"]),
        )
        return command(*args, inputs=inputs, **given)

    for option in reversed(_OPTIONS):
        with_inputs = option(with_inputs)
    return with_inputs  # type: ignore[return-value]


def command_line(context: click.Context, *flags: str) -> str:
    """The command as it may be given again.

    Args:
        context: of the command.
        flags: further options that belong to what it does.
    """
    words = ["quotecheck", str(context.info_name), *context.params.get("paths", ())]
    if context.params.get("jsonl") is not None:
        words += ["--jsonl", stream_name(context.params["jsonl"])]
    for name in _NAMES[2:]:
        value = context.params.get(name)
        for each in value if isinstance(value, tuple) else (value,) if value else ():
            words += [f"--{name.replace('_', '-')}", *([] if each is True else [str(each)])]
    return shlex.join([*words, *flags])
