"""``quotecheck export-article``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli import output
from quotecheck.cli.options import database_option
from quotecheck.errors import InputError, UsageError

if TYPE_CHECKING:
    from quotecheck.model import Source

__all__ = ["export_article"]


@click.command("export-article")
@click.argument("id_", metavar="ID")
@click.option("--raw", "form", flag_value="raw", help="The very bytes as they came in; their SHA-256 is verified.")
@click.option(
    "--text", "form", flag_value="text", default=True, help="The text that offsets count in, as UTF-8 (what you get without asking)."
)
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="Version N of the article; the latest by default.")
@click.option("--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE, not to stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@database_option
def export_article(*, id_: str, form: str, revision: int | None, target: Path | None, force: bool, db: Path) -> None:
    """Give an article back, as it came in or as it is read.

    ID is the article's path, its address on the web, its id in JSON lines, or as many of the first digits of the SHA-256 of its bytes
    as no other shares. quotecheck revisions ID lists the versions. Exit code 1 if there is no such article.

    \b
    quotecheck export-article news/rome.html --raw --output rome.html
    quotecheck export-article https://example.org/rome --revision 1
    """
    from quotecheck.store import Store
    from quotecheck.store.revisions import article_at, choose, proven

    if target is not None:
        _require_free(target, db, force=force)
    with Store.open(db, read_only=True) as store:
        chosen = choose(store, id_, number=revision)
        article = proven(store, chosen) if form == "raw" else article_at(store, chosen)
    content = article.source.raw if form == "raw" else article.text.encode()
    if target is not None:
        _write_file(target, content)
    elif not output.on_terminal():
        _write(content)
    else:
        shown = article.text if form == "text" else _as_text(article.source)
        if shown is None:
            raise UsageError(f"{article.id}: its bytes are no text for a terminal. Pass --output FILE, or redirect stdout.")
        output.print_text(shown.removesuffix("\n"))


def _require_free(target: Path, db: Path, *, force: bool) -> None:
    """Refuse a file that must not be written."""
    if target.is_dir():
        raise UsageError(f"{target}: that is a folder. Name a file.")
    if target.exists() and db.exists() and target.samefile(db):
        raise UsageError(f"{target}: that is the database itself. Name another file.")
    # What is there and no file holds nothing that could be lost: /dev/null, a pipe.
    if target.is_file() and not force:
        raise UsageError(f"{target}: there is such a file already. Name another, or pass --force to replace it.")


def _write_file(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(
            f"{target}: cannot be written ({reason}). Check that its folder exists and has room, or name another file."
        ) from error


def _as_text(source: Source) -> str | None:
    """The bytes as text, if they are any."""
    try:
        text = source.raw.decode(source.encoding) if source.encoding else None
    except (UnicodeDecodeError, LookupError):
        return None
    return None if text is None or "\0" in text else text


def _write(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output.CannotWrite(error.strerror or str(error)) from error
