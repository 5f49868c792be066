"""``quotecheck doctor``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli.options import database_option
from quotecheck.cli.output import Output, counted, output_options
from quotecheck.errors import StoreError

if TYPE_CHECKING:
    from quotecheck.store import Problem

__all__ = ["doctor"]

_PROBLEMS = 1
_COLUMNS = {field: attrgetter(field) for field in ("message", "article", "quote")}
_REPAIRS = {"outcome": lambda found: "mended" if found.mended else "not mended"} | _COLUMNS


@click.command()
@click.option("--repair", "mending", is_flag=True, help="Mend what can be mended. Run quotecheck backup before: no copy is made.")
@database_option
@output_options
@click.pass_context
def doctor(context: click.Context, *, mending: bool, db: Path, output: Output) -> None:
    """Prove that the database holds what it promises, or list what does not hold.

    Every article must be what its bytes give, every quote the words that stand at its place, under the id that is made from it, every
    speaker what the articles make of it, every match and cluster what the words of its quotes give; and no trigger or view of others
    may touch any of it. Exit code 0 if all holds, 1 if something does not.

    --repair makes anew what follows from articles, quotes and the speakers of each: indexes, the words to search by, which lines are
    furniture, who is who across articles. It takes away triggers and views of others, telling their SQL, and what is left of quotes
    that are gone; it forgets what is wrong about matches, for quotecheck match to find again. It says what it did, and what cannot be
    mended: bytes, texts, dates, ids and quotes that are lost. All of it is done, or nothing, but for indexes that cannot be read,
    which are made anew first. Exit code 0 if nothing is wrong afterwards.

    \b
    quotecheck backup before.db && quotecheck doctor --repair
    """
    from quotecheck.matching.soundness import examine_matches
    from quotecheck.store import Store, examine
    from quotecheck.store.doctor import examine_further
    from quotecheck.store.repair import repair

    unproven: list[str] = []
    with Store.open(db, read_only=not mending) as store:
        if mending:
            repairs = repair(store, further=examine_matches, unproven=unproven)
            if repairs or output.is_json:
                output.emit(repairs, record=asdict, columns=_REPAIRS)
            _tell_of(unproven)
            if not all(found.mended for found in repairs):
                context.exit(_PROBLEMS)
        else:
            problems: list[Problem] = []
            try:
                _collect(problems, examine(store, unproven=unproven))
                _collect(problems, examine_further(store, examine_matches))
            except StoreError:
                output.emit(problems, record=asdict, columns=_COLUMNS)
                raise
            if problems or output.is_json:
                output.emit(problems, record=asdict, columns=_COLUMNS)
            _tell_of(unproven)
            if problems:
                context.exit(_PROBLEMS)
        articles = store.count_articles()
    click.echo(f"{db}: {counted(articles, 'article')}, nothing wrong", err=True)


def _collect(problems: list[Problem], found: Iterable[Problem]) -> None:
    """Keep what is found up to where the examination fails."""
    for problem in found:
        problems.append(problem)  # noqa: PERF402


def _tell_of(unproven: Sequence[str]) -> None:
    if len(unproven) == 1:
        click.echo("1 article was read by another version of its reader; its text was not proven against its bytes", err=True)
    elif unproven:
        many = len(unproven)
        click.echo(
            f"{many} articles were read by other versions of their readers; their texts were not proven against their bytes", err=True
        )
