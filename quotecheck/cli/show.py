"""``quotecheck show``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli import output
from quotecheck.cli.options import database_option

if TYPE_CHECKING:
    from quotecheck.citing import Piece

__all__ = ["show"]

_STYLES = {"content": "bold", "cue": "underline", "speaker": "underline"}


@click.command()
@click.argument("id_", metavar="ID")
@database_option
def show(*, id_: str, db: Path) -> None:
    """Show a quote in its paragraph, below file, line and column, speaker, cue, what hedges it, and when and where it was said.

    ID is that of the quote, or as many of its first digits as no other shares. On a terminal the quote is bold, its cue and
    speaker are underlined; in a pipe »it stands between such marks«.

    \b
    quotecheck show 3f0c2b1d9a77
    """
    from quotecheck.citing import kind_label, passage, place, speaker_label
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        quote = store.quote(id_)
        article = store.article_of(quote)
    cue = f"“{quote.cue_text}”" if quote.cue_text else None
    known = ", ".join(part for part in (kind_label(quote), cue, quote.hedge, quote.when, quote.where) if part)
    output.print_text(f"{place(quote)}  {speaker_label(quote)} ({known})".replace("\n", " "))
    _print_marked(passage(quote, article).pieces)


def _print_marked(pieces: Sequence[Piece]) -> None:
    if not output.on_terminal():
        output.print_text("".join(f"»{piece.text}«" if piece.role == "content" else piece.text for piece in pieces))
        return
    from rich.text import Text

    output.print_rich(Text.assemble(*((output.printable(piece.text), _STYLES.get(piece.role, "")) for piece in pieces)))
