"""What was odd in an article that was read all the same, told on stderr."""

from __future__ import annotations

import click

from quotecheck import citing
from quotecheck.cli.output import printable
from quotecheck.model import Extraction

__all__ = ["tell_oddities", "warn"]

_MOST = 5


def tell_oddities(extraction: Extraction) -> None:
    """Tell what was odd in an article, a line each: ``id:line: message``; of many, the first and how many more."""
    article = extraction.article
    odd = (*article.diagnostics, *extraction.diagnostics)
    for diagnostic in odd[:_MOST]:
        where = article.id if diagnostic.span is None else citing.file_line(article.id, article.line_of(diagnostic.span.start))
        warn(f"{where}: {diagnostic.message}")
    if len(odd) > _MOST:
        warn(f"{article.id}: and {len(odd) - _MOST} more")


def warn(text: str) -> None:
    """One line on stderr."""
    click.echo(printable(" ".join(text.split())), err=True)
