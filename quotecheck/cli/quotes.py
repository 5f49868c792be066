"""``quotecheck quotes``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck import citing
from quotecheck.cli.naming import ids_meant
from quotecheck.cli.options import confidence_option, database_option
from quotecheck.cli.output import Output, output_options
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Kind
from quotecheck.model.records import quote_record

if TYPE_CHECKING:
    from quotecheck.store import Store

__all__ = ["quotes"]

_QUOTE_COLUMNS = {
    "id": lambda quote: quote.id,
    "speaker": citing.speaker_label,
    "kind": citing.kind_label,
    "text": lambda quote: quote.text,
    "place": lambda quote: citing.file_line(quote.path or quote.article, quote.line),
    "published": lambda quote: quote.published,
}
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("name", required=False)
@click.option("--any", "everybody", is_flag=True, help="If NAME may mean several speakers, take them all.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="NAME is an office: only who held it on this day, as far as is known.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only quotes of this kind.")
@click.option("--article", metavar="ID", help="Only quotes of this article: its path, however it is written, or its id in JSON lines.")
@click.option("--since", type=_DAY, metavar="DATE", help="Only articles published on this day (2024-02-27) or later.")
@click.option("--until", type=_DAY, metavar="DATE", help="Only articles published on this day or earlier.")
@click.option("--contains", metavar="WORDS", help="Only quotes with these words, whatever their case and marks.")
@confidence_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N quotes.")
@database_option
@output_options
def quotes(  # noqa: PLR0913 -- one argument an option
    *,
    name: str | None,
    everybody: bool,
    as_of: datetime | None,
    kind: str | None,
    article: str | None,
    since: datetime | None,
    until: datetime | None,
    contains: str | None,
    min_confidence: float | None,
    limit: int | None,
    db: Path,
    output: Output,
) -> None:
    """List quotes, all or those of NAME: a full name, a surname, initials, a nickname, a handle, an office, a country or body.

    Oldest first; articles without a date come last, and are left out by --since and --until. Exit code 1 if there is none.

    \b
    quotecheck quotes Blinken --kind direct
    quotecheck quotes "foreign minister" --any --since 2024-01-01 --csv
    quotecheck quotes "secretary of state" --as-of 2021-06-28
    """
    from quotecheck.store import QuoteFilter, Store

    if as_of is not None and name is None:
        raise UsageError("--as-of asks who held an office on a day. Give the office as NAME.")
    with Store.open(db, read_only=True) as store:
        criteria = QuoteFilter(
            speaker_ids=None if name is None else ids_meant(store, name, everybody=everybody, as_of=_day(as_of)),
            kind=None if kind is None else Kind(kind),
            article=None if article is None else _article_meant(store, article),
            since=_day(since),
            until=_day(until),
            contains=contains,
            min_confidence=min_confidence,
            limit=limit,
        )
        if not output.emit(store.quotes(criteria), record=quote_record, columns=_QUOTE_COLUMNS, under={"place": "text"}):
            raise NothingFound(f"{db}: no quote like that. Leave out a filter, or run quotecheck speakers to see who is quoted.")


def _article_meant(store: Store, given: str) -> str:
    """The id of an article that is given by it, or by another spelling of its path."""
    from quotecheck.reading import path_id

    if store.has_article(given):
        return given
    spelt = path_id(Path(given))
    return spelt if store.has_article(spelt) else given


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
