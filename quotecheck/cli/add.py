"""``quotecheck add``."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from quotecheck.cli.group import complain
from quotecheck.cli.oddities import tell_oddities, warn
from quotecheck.cli.options import article_inputs, database_option, models_option, read_inputs, stream_name
from quotecheck.cli.progress import progress
from quotecheck.errors import InputError
from quotecheck.model import Article

if TYPE_CHECKING:
    from quotecheck.adding import Added

__all__ = ["add"]


@dataclass(slots=True)
class Tally:
    """What has been added so far."""

    articles: int = 0
    quotes: int = 0
    already: int = 0
    unreadable: int = 0

    def count(self, added: Added) -> None:
        """Count one outcome."""
        self.unreadable += added.error is not None
        self.already += added.already is not None
        if added.extraction is not None:
            self.articles += 1
            self.quotes += len(added.extraction.attributions)

    def told(self, db: Path) -> str:
        """The tally in one line."""
        line = f"{db}: added {_count(self.articles, 'article')} with {_count(self.quotes, 'quote')}"
        line += f", {self.already} already there" if self.already else ""
        return line + (f", {self.unreadable} could not be read" if self.unreadable else "")


@click.command()
@article_inputs
@database_option
@models_option
@click.pass_context
def add(context: click.Context, *, paths: tuple[str, ...], jsonl: BinaryIO | None, db: Path, models: Path | None) -> None:
    """Add articles, and the quotes found in them, to the database.

    PATH is a text file, a file of JSON lines (.jsonl), a folder of text files, or - for stdin. What is in the database already
    is passed over, so that adding a folder again adds what is new in it; of an article that has changed since, both versions
    are kept. Every article is safe on the disk before the next is read: after an interruption, run the same command again.

    \b
    quotecheck add articles/ more/interview.txt
    zcat news.jsonl.gz | quotecheck add --jsonl -
    """
    articles = read_inputs(paths, jsonl)
    from quotecheck import adding
    from quotecheck.extraction import Extractor
    from quotecheck.store import Store

    command = shlex.join(["quotecheck", "add", *paths, *(["--jsonl", stream_name(jsonl)] if jsonl else [])])
    tally = Tally()
    unreadable, readable = _parted(articles)
    for error in unreadable:
        tally.count(adding.Added(error=error))
        complain(error)
    if readable is None:  # then a new database would only be in the way
        context.exit(InputError.exit_code)
    extractor = Extractor(models)  # without models, likewise
    with Store.open(db, create=True) as store:
        try:
            with progress("reading") as tell:
                for added in adding.add(readable, store, extractor, command=command):
                    tally.count(added)
                    if added.error is not None:
                        complain(added.error)
                    if added.extraction is not None:
                        tell_oddities(added.extraction)
                    if added.changed:
                        warn(f"{added.article}: its text is not what was added before under this name; both versions are kept")
                    tell(f"{tally.told(db)} · {added.article or ''}")
        finally:
            if tally != Tally():
                click.echo(tally.told(db), err=True)
    if tally.unreadable:
        context.exit(InputError.exit_code)


def _parted(articles: Iterator[Article | InputError]) -> tuple[list[InputError], Iterator[Article | InputError] | None]:
    """The errors up to the first article, and all from that article on; None if there is no article at all."""
    errors: list[InputError] = []
    for article in articles:
        if not isinstance(article, InputError):
            return errors, chain([article], articles)
        errors.append(article)
    return errors, None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
