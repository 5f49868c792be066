"""What became of the articles that were added: counted, told line by line if asked for, and summed up at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotecheck.cli.group import complain
from quotecheck.cli.oddities import tell_oddities, warn
from quotecheck.cli.output import Output, counted, finish
from quotecheck.errors import InputError, QuotecheckError

if TYPE_CHECKING:
    from quotecheck.adding import Added

__all__ = ["Tally"]

_MOST_ERRORS = 20
_LINES = Output(form="nl")


@dataclass(slots=True)
class Tally:
    """What has been added so far.

    Attributes:
        db: the database.
        as_lines: whether to write a JSON line for every article.
        errors: why inputs could not be read, as many as are told.
    """

    db: Path
    as_lines: bool = False
    articles: int = 0
    quotes: int = 0
    already: int = 0
    unreadable: int = 0
    errors: list[InputError] = field(default_factory=list)

    def take(self, added: Added) -> None:
        """Count one outcome; tell what is odd about it at once, but errors at the end."""
        if self.as_lines:
            _LINES.emit([added], record=_record, columns={})
            finish()
        if added.error is not None:
            self.unreadable += 1
            self.errors += [added.error] if self.unreadable <= _MOST_ERRORS else []
        self.already += added.already is not None
        if added.extraction is not None:
            self.articles += 1
            self.quotes += len(added.extraction.attributions)
            tell_oddities(added.extraction)
        if added.changed:
            warn(f"{added.article}: its text is not what was added before under this name; both versions are kept")

    @contextmanager
    def told(self) -> Iterator[None]:
        """At the end, however it comes, tell the errors and then the sum, if there is any."""
        try:
            yield
        finally:
            for error in self.errors:
                complain(error)
            if self.unreadable > len(self.errors):
                warn(f"and {self.unreadable - len(self.errors)} more{'' if self.as_lines else '; --nl tells all'}")
            if self.readable:
                click.echo(self.sum(), err=True)

    def sum(self) -> str:
        """The tally in one line."""
        line = f"{self.db}: added {counted(self.articles, 'article')} with {counted(self.quotes, 'quote')}"
        line += f", {self.already} already there" if self.already else ""
        return line + (f", {self.unreadable} could not be read" if self.unreadable else "")

    @property
    def readable(self) -> bool:
        """Whether anything could be read."""
        return bool(self.articles or self.already)

    @property
    def exit_code(self) -> int:
        """0, or that something, or even everything, could not be read."""
        if not self.unreadable:
            return 0
        return QuotecheckError.exit_code if self.readable else InputError.exit_code


def _record(added: Added) -> dict[str, Any]:
    if added.error is not None:
        return {"article": None, "outcome": "error", "message": str(added.error)}
    outcome = "already" if added.already is not None else "revision" if added.changed else "added"
    return {"article": added.article, "outcome": outcome, "quotes": len(added.extraction.attributions) if added.extraction else 0}
