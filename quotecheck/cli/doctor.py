"""``quotecheck doctor``."""

from __future__ import annotations

from dataclasses import asdict
from operator import attrgetter
from pathlib import Path

import click

from quotecheck.cli.options import database_option
from quotecheck.cli.output import Output, output_options

__all__ = ["doctor"]

_PROBLEMS = 1


@click.command()
@database_option
@output_options
@click.pass_context
def doctor(context: click.Context, *, db: Path, output: Output) -> None:
    """Prove that the database holds what it promises, or list what does not hold.

    Every article must be what its bytes give, every quote the words that stand at its place, every speaker what the articles make
    of it, every match and cluster what the words of its quotes give. Exit code 0 if all holds, 1 if something does not.
    """
    from quotecheck.matching.soundness import examine_matches
    from quotecheck.store import Store, examine

    columns = {field: attrgetter(field) for field in ("message", "article", "quote")}
    with Store.open(db, read_only=True) as store:
        problems = [*examine(store), *examine_matches(store)]
        articles = store.count_articles()
    if problems or output.is_json:
        output.emit(problems, record=asdict, columns=columns)
    if problems:
        context.exit(_PROBLEMS)
    click.echo(f"{db}: {articles} {'article' if articles == 1 else 'articles'}, nothing wrong", err=True)
