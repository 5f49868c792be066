"""``quotecheck quotes`` and ``quotecheck speakers``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck import citing
from quotecheck.cli.options import confidence_option, database_option
from quotecheck.cli.output import Output, output_options
from quotecheck.cli.records import quote_record, speaker_record
from quotecheck.errors import NothingFound
from quotecheck.model import Kind

if TYPE_CHECKING:
    from quotecheck.store import Store

__all__ = ["quotes", "speakers"]

_QUOTE_COLUMNS = {
    "id": lambda quote: quote.id,
    "speaker": citing.speaker_label,
    "kind": citing.kind_label,
    "text": lambda quote: quote.text,
    "place": lambda quote: citing.file_line(quote.path or quote.article, quote.line),
    "published": lambda quote: quote.published,
}
_SPEAKER_COLUMNS = {
    "name": lambda speaker: speaker.name,
    "quotes": lambda speaker: speaker.quotes,
    "articles": lambda speaker: speaker.articles,
    "type": lambda speaker: speaker.type.value,
    "also": lambda speaker: ", ".join(name for name in (*speaker.offices, *speaker.aliases) if name != speaker.name),
}
_DAY = click.DateTime(["%Y-%m-%d"])
_MOST_CANDIDATES = 10


@click.command()
@click.argument("name", required=False)
@click.option("--any", "everybody", is_flag=True, help="If NAME may mean several speakers, take them all.")
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
    """List quotes, all or those of NAME: a surname, a full name, an office, a country or body.

    Oldest first; articles without a date come last, and are left out by --since and --until. Exit code 1 if there is none.

    \b
    quotecheck quotes Blinken --kind direct
    quotecheck quotes "foreign minister" --any --since 2024-01-01 --csv
    """
    from quotecheck.store import QuoteFilter, Store

    with Store.open(db, read_only=True) as store:
        criteria = QuoteFilter(
            speaker_ids=None if name is None else _speakers_meant(store, name, everybody=everybody),
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


@click.command()
@click.argument("name", required=False)
@database_option
@output_options
def speakers(*, name: str | None, db: Path, output: Output) -> None:
    """List who is quoted, most quoted first, or whom NAME may mean.

    \b
    quotecheck speakers
    quotecheck speakers "secretary of state"
    """
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        found = store.speakers() if name is None else store.find_speakers(name)
        if not output.emit(found, record=speaker_record, columns=_SPEAKER_COLUMNS):
            raise NothingFound(f"{db}: nobody is quoted there yet. Run quotecheck add with some articles.")


def _speakers_meant(store: Store, name: str, *, everybody: bool) -> tuple[int, ...]:
    """The ids of whoever a name means.

    Raises:
        NothingFound: it means nobody, or several and not everybody is asked for.
    """
    found = store.find_speakers(name)
    if len(found) > 1 and not everybody:
        candidates = ", ".join(f"{speaker.name} ({speaker.quotes})" for speaker in found[:_MOST_CANDIDATES])
        more = f" and {len(found) - _MOST_CANDIDATES} more" if len(found) > _MOST_CANDIDATES else ""
        raise NothingFound(f"{name!r} may mean {candidates}{more}; quotes in brackets. Give the full name, or --any for all of them.")
    return tuple(speaker.id for speaker in found)


def _article_meant(store: Store, given: str) -> str:
    """The id of an article that is given by it, or by another spelling of its path."""
    from quotecheck.reading import path_id

    if store.has_article(given):
        return given
    spelt = path_id(Path(given))
    return spelt if store.has_article(spelt) else given


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
