"""``quotecheck add``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli.interruption import interruptible
from quotecheck.cli.oddities import warn
from quotecheck.cli.options import database_option, models_option
from quotecheck.cli.output import counted
from quotecheck.cli.progress import adding_progress
from quotecheck.cli.sources import article_sources, command_line
from quotecheck.cli.tally import Tally
from quotecheck.errors import InputError
from quotecheck.model import Article

if TYPE_CHECKING:
    from quotecheck.reading import Inputs

__all__ = ["add"]


@click.command()
@article_sources
@database_option
@models_option
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many processes find quotes.")
@click.option("--captions", is_flag=True, help="Find quotes in the captions of pictures, too.")
@click.option(
    "--nl", "as_lines", is_flag=True, help='Write a JSON line for every article once it is safe: {"article", "outcome", "quotes"}.'
)
@click.pass_context
def add(
    context: click.Context,
    *,
    inputs: Inputs,
    db: Path,
    models: Path | None,
    jobs: int,
    captions: bool,
    as_lines: bool,
) -> None:
    """Add articles, and the quotes found in them, to the database.

    PATH is a file of text, HTML, XML (NITF, NewsML), JSON, JSON lines, CSV, e-mail, WARC, PDF or Word, an archive or a folder of
    such, or - for stdin; URL is a page of the web. docs/reading.md tells what becomes of each. What is in the database already
    is passed over, so that adding a folder again adds what is new in it; of an article that has changed since, both versions
    are kept. Every article is safe on the disk before it is counted or told: after an interruption, run the same command again.
    Ctrl-C finishes the article in hand; a second one stops at once. With several jobs, articles are read some way ahead.

    Exit code 1 if some inputs could not be read, 2 if none could, 130 if interrupted. With --nl, "outcome" is "added", "revision"
    (another text was there under this name), "already", or "error", with a "message".

    \b
    quotecheck add articles/ more/interview.html archive.warc.gz
    quotecheck add https://example.org/news/rome.html --feed https://example.org/news.rss
    quotecheck add --jobs 8 --nl archive/ > added.jsonl
    zcat news.jsonl.gz | quotecheck add --jsonl -
    """
    command = command_line(context, *(["--captions"] if captions else []))
    tally = Tally(db, as_lines=as_lines)
    with interruptible() as interruption, tally.told():
        from quotecheck import adding
        from quotecheck.extraction import Extractor
        from quotecheck.store import Store

        unreadable, readable = _parted(iter(inputs))
        for error in unreadable:
            tally.take(adding.Added(error=error))
        if inputs.left_out:
            warn(f"{counted(inputs.left_out, 'file')} in folders passed over, named as no articles are; --glob '*' reads whatever there is")
        if readable is None:  # then a new database would only be in the way
            context.exit(tally.exit_code)
        extractor = Extractor(models, captions=captions)  # without models, likewise
        with (
            Store.open(db, create=True) as store,
            adding_progress(inputs, as_lines=as_lines) as show,
            closing(adding.add(readable, store, extractor, command=command, jobs=jobs)) as outcomes,
        ):
            for added in outcomes:
                tally.take(added)
                show(added)
                # From the first extraction on, the models are loaded; to wait for those would be no use.
                interruption.in_hand |= added.extraction is not None
                if interruption.signal is not None:
                    break
    if interruption.signal is not None:
        click.echo("quotecheck: interrupted. Run the same command again to add the rest.", err=True)
        context.exit(interruption.exit_code)
    context.exit(tally.exit_code)


def _parted(articles: Iterator[Article | InputError]) -> tuple[list[InputError], Iterator[Article | InputError] | None]:
    """The errors up to the first article, and all from that article on; None if there is no article at all."""
    errors: list[InputError] = []
    for article in articles:
        if not isinstance(article, InputError):
            return errors, chain([article], articles)
        errors.append(article)
    return errors, None
