"""``quotecheck import``."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from quotecheck.cli.options import database_option, stream_name
from quotecheck.cli.output import counted
from quotecheck.errors import InputError, QuotecheckError

__all__ = ["import_"]


@click.command("import")
@click.argument("archive", type=click.File("rb"), metavar="FILE")
@database_option
def import_(*, archive: BinaryIO, db: Path) -> None:
    """Take over what quotecheck export --as archive has written: the same articles, quotes and speakers again. No model is asked.

    FILE is an archive, - for stdin. The database is made if it is missing; what it has already is left as it is. Matches between quotes
    are not in an archive: quotecheck match finds them again. Exit code 1 if the archive was cut off; what is left of it is taken over.

    \b
    quotecheck import quotes.jsonl --db other.db
    """
    from quotecheck.reading import json_objects
    from quotecheck.store import Store
    from quotecheck.store.importing import import_archive

    lines = json_objects(archive, name=stream_name(archive), shape="Each line is one that quotecheck export --as archive wrote.")
    new = not db.exists()
    try:
        with Store.open(db, create=True) as store:
            done = import_archive(store, lines)
    except InputError:
        # What gave nothing leaves nothing.
        if new and _is_empty(db):
            db.unlink()
        raise
    known = f"; {counted(done.known, 'article')} there already" if done.known else ""
    decided = f", {counted(done.decisions, 'decision')} on speakers" if done.decisions else ""
    click.echo(f"{db}: imported {counted(done.articles, 'article')} with {counted(done.quotes, 'quote')}{decided}{known}", err=True)
    if not done.whole:
        raise QuotecheckError(f"{stream_name(archive)}: cut off, for its last line does not count what came before. Export it again.")


def _is_empty(db: Path) -> bool:
    from quotecheck.store import Store
    from quotecheck.store.decisions import decisions

    with Store.open(db) as store:
        return not store.count_articles() and not decisions(store)
