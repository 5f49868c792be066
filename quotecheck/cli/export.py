"""``quotecheck export``."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotecheck.citing.forms import FORMS
from quotecheck.cli.naming import ids_meant
from quotecheck.cli.options import database_option
from quotecheck.cli.output import counted, print_text
from quotecheck.cli.quotes import quotes as quotes_command
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Kind, Quote
from quotecheck.model.records import quote_record

if TYPE_CHECKING:
    from quotecheck.store import QuoteFilter, Store

__all__ = ["export"]

_TABLES = ("csv", "jsonl", "parquet")
_CORPORA = ("citron", "brat", "conll")
_FILTERS = ("name", "everybody", "as_of", "kind", "article", "since", "until", "contains", "min_confidence", "limit")
# What quotes are looked up by is the same here as there.
_PARAMETERS = [parameter for parameter in quotes_command.params if parameter.name in _FILTERS]


@click.command("export", params=list(_PARAMETERS))
@click.option(
    "--as",
    "form",
    type=click.Choice((*_TABLES, "archive", *_CORPORA, *FORMS)),
    required=True,
    help="csv, jsonl, parquet: a row a quote, for notebooks. archive: JSON lines of whole articles, which quotecheck import takes. "
    "citron, brat, conll: for those who train. All others as quotecheck cite.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to this file; for citron and brat, into this folder."
)
@database_option
def export(*, form: str, output: Path | None, db: Path, **given: Any) -> None:
    """Write quotes out, all or those of NAME and the filters, as they are read: as citations, tables, an archive or training data.

    An archive holds whole articles, with their bytes, their parse and where they come from; without a filter also what was decided of
    speakers. Exit code 1 if there is no such quote.

    \b
    quotecheck export --as archive --output quotes.jsonl
    quotecheck export Blinken --kind direct --as csl-json
    quotecheck export --since 2024-01-01 --as brat --output corpus/
    """
    from quotecheck.store import Store

    _require(form, output, db)
    with Store.open(db, read_only=True) as store:
        criteria = _criteria(store, given)
        count, what = _write(store, criteria, form, output)
    if output is not None:
        click.echo(f"{output}: {counted(count, what)}", err=True)


def _require(form: str, output: Path | None, db: Path) -> None:
    """See to it that there is a place to write to.

    Raises:
        UsageError: there is none, or it is the database.
    """
    if output is None and form in {"parquet", "brat"}:
        raise UsageError(f"{form} is no text for a pipe. Name {'a file' if form == 'parquet' else 'a folder'} with --output.")
    if output is None:
        return
    if output.exists() and db.exists() and output.samefile(db):
        raise UsageError(f"{output}: that is the database itself. Name another file.")
    if form in {"brat", "citron"} and output.is_file():
        raise UsageError(f"{output}: a file, where a folder is wanted. Name another.")
    if form not in {"brat", "citron"} and output.is_dir():
        raise UsageError(f"{output}: a folder, where a file is wanted. Name a file in it.")


def _criteria(store: Store, given: dict[str, Any]) -> QuoteFilter | None:
    """What to look for; None if nothing narrows it."""
    from quotecheck.reading import path_id
    from quotecheck.store import QuoteFilter

    name, article = given["name"], given["article"]
    if given["as_of"] is not None and name is None:
        raise UsageError("--as-of asks who held an office on a day. Give the office as NAME.")
    if not any(value is not None and value is not False for value in given.values()):
        return None
    if article is not None and not store.has_article(article) and store.has_article(spelt := path_id(Path(article))):
        article = spelt
    return QuoteFilter(
        speaker_ids=None if name is None else ids_meant(store, name, everybody=given["everybody"], as_of=_day(given["as_of"])),
        kind=None if given["kind"] is None else Kind(given["kind"]),
        article=article,
        since=_day(given["since"]),
        until=_day(given["until"]),
        contains=given["contains"],
        min_confidence=given["min_confidence"],
        limit=given["limit"],
    )


def _write(store: Store, criteria: QuoteFilter | None, form: str, output: Path | None) -> tuple[int, str]:
    """Write the quotes; give how many there were of what.

    Raises:
        NothingFound: none; then a file that stood there before is left as it is.
    """
    what = "article" if form in {"archive", *_CORPORA} else "quote"
    if form in {"brat", "citron"}:
        return _require_some(_write_corpus(store, criteria, form, output), store, what), what
    with _replacing(output) as path:
        if form == "parquet":
            from quotecheck.citing.tables import write_parquet

            assert path is not None
            return _require_some(write_parquet(map(_row, store.quotes(criteria)), path, columns=_COLUMNS), store, what), what
        with _sink(path) as write:
            if form == "archive":
                from quotecheck.store.exporting import archive

                count = sum(_written(write, line) for line in archive(store, criteria))
            elif form == "conll":
                count = _write_conll(store, criteria, write)
            elif form in _TABLES:
                count = _write_rows(map(_row, store.quotes(criteria)), form, write)
            else:
                count = _write_citations(store, criteria, form, write)
        return _require_some(count, store, what), what


def _require_some(count: int, store: Store, what: str) -> int:
    if not count:
        raise NothingFound(f"{store.path}: no {what} like that. Leave out a filter, or run quotecheck speakers to see who is quoted.")
    return count


@contextmanager
def _replacing(output: Path | None) -> Iterator[Path | None]:
    """A file to write to, which takes the place of the output only when all is written; devices and pipes are written to at once."""
    if output is None or (output.exists() and not output.is_file()):
        yield output
        return
    target = output.resolve()
    path = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        yield path
        if target.exists():
            path.chmod(target.stat().st_mode)
        path.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _sink(output: Path | None) -> Iterator[Callable[[str], object]]:
    """What takes text that ends in a line feed."""
    if output is None:
        yield lambda text: print_text(text.removesuffix("\n"))
        return
    with output.open("w", encoding="utf-8", newline="\n") as file:
        yield file.write


def _written(write: Callable[[str], object], line: dict[str, Any]) -> bool:
    """Write a line of an archive; give whether it is an article."""
    write(json.dumps(line, ensure_ascii=False) + "\n")
    return "article" in line


def _write_citations(store: Store, criteria: QuoteFilter | None, form: str, write: Callable[[str], object]) -> int:
    from quotecheck.citing.forms import render

    count = 0

    def counting() -> Iterator[Quote]:
        nonlocal count
        for quote in store.quotes(criteria):
            count += 1
            yield quote

    from quotecheck.citing.tracing import cited_from

    cited = cited_from(store, counting())
    first = next(cited, None)
    # Of nothing no form is written, not even an empty one.
    if first is not None:
        for piece in render(form, chain([first], cited)):
            write(piece)
    return count


def _write_rows(rows: Iterable[dict[str, Any]], form: str, write: Callable[[str], object]) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):
        if form == "jsonl":
            write(json.dumps(row, ensure_ascii=False) + "\n")
            continue
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="\n")
        if count == 1:
            writer.writerow(row)
        writer.writerow("" if value is None else value if isinstance(value, str) else json.dumps(value) for value in row.values())
        write(line.getvalue())
    return count


def _write_conll(store: Store, criteria: QuoteFilter | None, write: Callable[[str], object]) -> int:
    from quotecheck.citing.corpora import conll
    from quotecheck.store.exporting import articles_of

    count = 0
    for article, found, parse in articles_of(store, criteria):
        count += 1
        for sentence in conll(article, found, parse):
            write(sentence)
    return count


def _write_corpus(store: Store, criteria: QuoteFilter | None, form: str, folder: Path | None) -> int:
    """Write a file an article, or, of Citron's, lines to stdout."""
    from quotecheck.citing.corpora import BRAT_CONFIGURATION, brat, citron
    from quotecheck.store.exporting import articles_of

    count = 0
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    for count, (article, found, _) in enumerate(articles_of(store, criteria), start=1):
        if folder is None:
            print_text(json.dumps(citron(article, found), ensure_ascii=False))
            continue
        stem = f"{count:06d}-{article.source.digest[:12]}"
        if form == "citron":
            (folder / f"{stem}.json").write_text(json.dumps(citron(article, found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        else:
            (folder / f"{stem}.txt").write_text(article.text, encoding="utf-8", newline="\n")
            (folder / f"{stem}.ann").write_text(brat(article, found), encoding="utf-8", newline="\n")
    if form == "brat" and folder is not None:
        (folder / "annotation.conf").write_text(BRAT_CONFIGURATION, encoding="utf-8")
    return count


_COLUMNS = (
    *("id", "article", "path", "line", "column", "start", "end", "content", "text", "kind", "cue", "cue_text", "speaker", "speaker_id"),
    *("speaker_mention", "mention", "confidence", "rule", "polarity", "hedge", "when", "where", "published", "outlet", "title", "url"),
)


def _row(quote: Quote) -> dict[str, Any]:
    """A quote as a row of a table: what quotecheck quotes shows, and the rest."""
    known = quote_record(quote) | {
        "path": quote.path,
        "column": quote.column,
        "content": [[span.start, span.end] for span in quote.content],
        "cue_text": quote.cue_text,
        "speaker_id": quote.speaker_id,
        "mention": [[span.start, span.end] for span in quote.mention] or None,
        "rule": quote.rule,
        "title": quote.title,
        "url": quote.url,
    }
    return {column: known[column] for column in _COLUMNS}


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
