"""Progress on stderr, if it is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from quotecheck.cli.output import counted, on_terminal, printable

if TYPE_CHECKING:
    from rich.progress import Task

    from quotecheck.adding import Added

__all__ = ["Measured", "adding_progress", "progress"]


class Measured(Protocol):
    """What is read, and how far that has come."""

    @property
    def total(self) -> int | None:
        """Bytes in all; None if nobody knows."""

    @property
    def done(self) -> int:
        """Bytes read so far."""


@contextmanager
def progress(start: str) -> Iterator[Callable[[str], None]]:
    """Show a line that the function it gives can change; without a terminal on stderr, show nothing.

    Args:
        start: what the line says at first.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(start) as status:
        yield status.update


@contextmanager
def adding_progress(inputs: Measured, *, as_lines: bool) -> Iterator[Callable[[Added], None]]:
    """Show how far adding has come, how quick it is and how long it will take; the function it gives takes every outcome.

    Without a terminal on stderr nothing is shown, nor if the lines for the articles go to a terminal, since they show as much.

    Args:
        inputs: what is added.
        as_lines: whether a line is written to stdout for every article.
    """
    if not sys.stderr.isatty() or (as_lines and on_terminal()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.table import Column
    from rich.text import Text

    class Line(TextColumn):
        """Text that is cut short before anything else is."""

        def render(self, task: Task) -> Text:
            text = super().render(task)
            text.no_wrap, text.overflow = True, "ellipsis"
            return text

    bar = BarColumn(bar_width=20, table_column=Column(no_wrap=True))
    left = TimeRemainingColumn(table_column=Column(no_wrap=True))
    columns = (SpinnerColumn(), bar, left, Line("{task.description}", markup=False, table_column=Column()))
    # Stdout is left alone: it may be a file that the lines go to.
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False, transient=True) as shown:
        task = shown.add_task("loading the models", total=inputs.total)
        pace = Pace()

        def show(added: Added) -> None:
            pace.count(added)
            shown.update(task, total=inputs.total, completed=inputs.done, description=pace.told(added.article))

        yield show


class Pace:
    """How much is done, and how much of it in a second since the first article was done: what went before was loading the models.

    >>> Pace().told("a.txt")
    '0 articles, 0 quotes · a.txt'
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._articles = self._words = self._quotes = self._first_words = 0
        self._started: float | None = None

    def count(self, added: Added) -> None:
        """Count one outcome."""
        if added.article is not None:
            self._articles += 1
        if added.extraction is not None:
            self._words += len(added.extraction.article.text.split())
            self._quotes += len(added.extraction.attributions)
        if self._started is None and self._articles:
            self._started, self._first_words = self._clock(), self._words

    def told(self, article: str | None) -> str:
        """The pace in one line, which ends with the article that was done last."""
        parts = [f"{counted(self._articles, 'article')}, {counted(self._quotes, 'quote')}"]
        seconds = 0 if self._started is None else self._clock() - self._started
        if seconds > 0 and self._articles > 1:
            parts.append(f"{(self._articles - 1) / seconds:.1f} articles/s, {(self._words - self._first_words) / seconds:,.0f} words/s")
        return " · ".join([*parts, *([printable(article)] if article else [])])
