"""``quotecheck cite``."""

from __future__ import annotations

from pathlib import Path

import click

from quotecheck.citing.forms import FORMS
from quotecheck.cli import output
from quotecheck.cli.options import database_option

__all__ = ["cite"]


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="In which form; docs/citing.md shows them all. url and line-url are links: with a text fragment to a page of the web, else with "
    "one of RFC 5147.",
)
@database_option
def cite(*, ids: tuple[str, ...], form: str, db: Path) -> None:
    """Cite quotes so that others can follow and verify it: who, the words, the article, and file, line and column.

    ID is that of a quote, or as many of its first digits as no other shares; one given twice is cited once. quotecheck verify follows
    every form but a bare list of the article's data: to the words where they stand now, or to what became of them.

    \b
    quotecheck cite 3f0c2b1d9a77
    quotecheck cite 3f0c2b1d9a77 --as web-annotation
    """
    from quotecheck.citing.forms import render
    from quotecheck.citing.tracing import cited_from
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        # All are looked up before the first is printed, so that a wrong id leaves no half list.
        chosen = list({quote.id: quote for quote in map(store.quote, ids)}.values())
        for piece in render(form, cited_from(store, chosen)):
            output.print_text(piece.removesuffix("\n"))
