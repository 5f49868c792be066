"""The command line: it parses arguments, calls one function of the library, and shows what comes back."""

from __future__ import annotations

from pathlib import Path

import click

from quotecheck.cli.add import add
from quotecheck.cli.backup import backup
from quotecheck.cli.check import check
from quotecheck.cli.cite import cite
from quotecheck.cli.doctor import doctor
from quotecheck.cli.export import export
from quotecheck.cli.export_article import export_article
from quotecheck.cli.extract import extract
from quotecheck.cli.group import Commands
from quotecheck.cli.import_ import import_
from quotecheck.cli.match import cluster, match, matches
from quotecheck.cli.options import DATABASE
from quotecheck.cli.quotes import quotes
from quotecheck.cli.revisions import revisions
from quotecheck.cli.serve import serve
from quotecheck.cli.show import show
from quotecheck.cli.speakers import speakers
from quotecheck.cli.verify import verify

__all__ = ["main"]


@click.group(cls=Commands)
@click.version_option(package_name="quotecheck-news", prog_name="quotecheck")
@click.option("--db", type=DATABASE, metavar="FILE", help="The database, for whichever command follows.")
def main(*, db: Path | None) -> None:
    """Who said what, in which line of which article, and did they really say that?

    \b
    quotecheck add articles/ page.html  read articles into quotes.db
    quotecheck quotes Blinken           all that Blinken is quoted with
    quotecheck show 3f0c2b1d9a77        one quote in its paragraph
    quotecheck match                    find the same words in other articles
    quotecheck check --by Blinken --quote "We strongly support Italy's initiative"

    A table on a terminal, JSON lines in a pipe. Exit codes: 0 all is fine, 1 something is not (nothing found, not verbatim),
    2 usage or unreadable input, 3 the database, 4 the models, 130 interrupted.
    """


_COMMANDS: tuple[click.Command, ...] = (
    *(add, extract, quotes, speakers, show, cite, verify, match, matches, cluster, check),
    *(export, import_, revisions, export_article, backup, doctor, serve),
)
for command in _COMMANDS:
    main.add_command(command)
