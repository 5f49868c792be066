"""``quotecheck show`` and ``quotecheck cite``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli import output
from quotecheck.cli.options import database_option

if TYPE_CHECKING:
    from quotecheck.citing import Piece

__all__ = ["cite", "show"]

_STYLES = {"content": "bold", "cue": "underline", "speaker": "underline"}


@click.command()
@click.argument("id_", metavar="ID")
@database_option
def show(*, id_: str, db: Path) -> None:
    r"""Show a quote in its paragraph, below file, line and column.

    ID is that of the quote, or as many of its first digits as no other shares. On a terminal the quote is bold, its cue and
    speaker are underlined; in a pipe »it stands between such marks«.

    \b
    quotecheck show 3f0c2b1d9a77
    """
    from quotecheck.citing import passage, place
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        quote = store.quote(id_)
        article = store.article_of(quote)
    cue = f", “{quote.cue_text}”" if quote.cue_text else ""
    speaker = quote.speaker or quote.speaker_mention or "Speaker unknown"
    click.echo(output.printable(f"{place(quote)}  {speaker} ({quote.kind.value}{cue})").replace("\n", " "))
    _print_marked(passage(quote, article).pieces)


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@database_option
def cite(*, ids: tuple[str, ...], db: Path) -> None:
    r"""Cite quotes in plain text, a line each: who, the words, the article, and file, line and column.

    ID is that of a quote, or as many of its first digits as no other shares.

    \b
    quotecheck cite 3f0c2b1d9a77
    """
    from quotecheck import citing
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        for id_ in ids:
            _print_plain(citing.cite(store.quote(id_)))


def _print_plain(text: str) -> None:
    """Print the article's words: in a pipe as they are, on a terminal without what would steer it."""
    # In colour, as click calls it when nothing is to be taken out.
    click.echo(output.printable(text) if output.on_terminal() else text, color=True)


def _print_marked(pieces: Sequence[Piece]) -> None:
    if not output.on_terminal():
        _print_plain("".join(f"»{piece.text}«" if piece.role == "content" else piece.text for piece in pieces))
        return
    from rich.text import Text

    output.print_rich(Text.assemble(*((output.printable(piece.text), _STYLES.get(piece.role, "")) for piece in pieces)))
