"""How rows are shown: one decorator for the options, one class for the forms."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quotecheck.model.controls import CONTROLS, printable

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["CannotWrite", "Output", "counted", "finish", "on_terminal", "output_options", "print_rich", "print_text", "printable"]

Item = TypeVar("Item")
Record = Mapping[str, Any]

_FORMS = {
    "json": "One JSON array.",
    "nl": "JSON lines: one object a line (in a pipe, what you get without asking).",
    "csv": "Comma-separated values with a header.",
    "tsv": "Tab-separated values with a header.",
    "table": "A table (on a terminal, what you get without asking).",
}
# Columns of characters. In fewer, nobody can read a table; below the second, one may leave out words.
_NARROWEST_TABLE = 60
_WIDE_ENOUGH = 80


class CannotWrite(Exception):
    """Stdout takes nothing more, as on a full disk; its text is why."""


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def print_text(text: str) -> None:
    """Print text: in a pipe as it is, on a terminal without what would steer it."""
    _write((printable(text) if on_terminal() else text) + "\n")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things, in words: "1 quote", "2 quotes"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def finish() -> None:
    """Have all that was printed written.

    Raises:
        BrokenPipeError: the reader of a pipe has gone.
        CannotWrite: it cannot be.
    """
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    """Tell errors of the output from all others."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(error.strerror or str(error)) from error


def _write(text: str) -> None:
    with _writing():
        sys.stdout.write(text)


def print_rich(renderable: RenderableType) -> None:
    """Print what rich can lay out, as wide as the terminal is."""
    from rich.console import Console

    console = Console(file=sys.stdout)
    console.width = max(console.width, 1)
    # Written by ourselves: rich ends the program if the pipe is closed, with an exit code of its own.
    with _writing(), console.capture() as captured:
        console.print(renderable)
    _write(captured.get())


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The form that the user asked for.

    Attributes:
        form: json, nl, csv, tsv, table or fmt.
        tabulate_format: with fmt, the name of a format of tabulate.
    """

    form: str
    tabulate_format: str | None = None

    @property
    def is_json(self) -> bool:
        """Whether records are shown whole, with what is nested in them."""
        return self.form in {"json", "nl"}

    def emit(
        self,
        items: Iterable[Item],
        *,
        record: Callable[[Item], Record],
        columns: Mapping[str, Callable[[Item], Any]],
        under: Mapping[str, str] | None = None,
    ) -> int:
        """Write items to stdout.

        Args:
            items: what to show; JSON lines and separated values are written as they come.
            record: an item as it goes into JSON and separated values.
            columns: for tables, the headers and what stands below them.
            under: for a table on a terminal, columns that stand on lines of their own below another: ``{"place": "text"}``.

        Returns:
            How many items there were.
        """
        if self.form == "nl":
            return _lines(map(record, items))
        if self.form in {"csv", "tsv"}:
            return _separated(map(record, items), delimiter="," if self.form == "csv" else "\t")
        if self.form == "json":
            records = [dict(record(item)) for item in items]
            _write(_json(records, indent=2) + "\n")
            return len(records)
        rows = [[_cell(column(item)) for column in columns.values()] for item in items]
        if self.tabulate_format is not None:
            _tabulate(rows, list(columns), self.tabulate_format)
        else:
            _table(rows, list(columns), under or {})
        return len(rows)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the form of the output, which the command takes as ``output``."""

    @wraps(command)
    def with_output(*, form: str | None, tabulate_format: str | None, **arguments: Any) -> Any:
        chosen = "fmt" if tabulate_format else form or ("table" if on_terminal() else "nl")
        return command(output=Output(form=chosen, tabulate_format=tabulate_format), **arguments)

    decorated: Callable[..., Any] = click.option(
        "--fmt", "tabulate_format", metavar="FORMAT", callback=_known_format, help="A table in a format of tabulate: github, html, latex, …"
    )(with_output)
    for form, text in reversed(_FORMS.items()):
        decorated = click.option(f"--{form}", "form", flag_value=form, default=None, help=text)(decorated)
    return decorated


def _known_format(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from tabulate import tabulate_formats

        if value not in tabulate_formats:
            raise click.BadParameter(f"{value!r} is none of {', '.join(tabulate_formats)}.")
    return value


def _lines(records: Iterable[Record]) -> int:
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007 -- counted for the caller
        _write(_json(record) + "\n")
    return count


def _json(value: Any, *, indent: int | None = None) -> str:
    """As JSON, in ASCII where stdout is not in Unicode; on a terminal, all that would steer it is escaped, which is the same JSON."""
    text = json.dumps(value, ensure_ascii=not (sys.stdout.encoding or "").lower().startswith("utf"), indent=indent)
    return CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text) if on_terminal() else text


class _Sheet:
    """What separated values are written to: in a pipe as they are, on a terminal without what would steer it."""

    def write(self, text: str) -> None:
        _write(printable(text) if on_terminal() else text)


def _separated(records: Iterable[Record], *, delimiter: str) -> int:
    writer = csv.writer(_Sheet(), delimiter=delimiter, lineterminator="\n")
    count = 0
    for count, record in enumerate(records, start=1):
        if count == 1:
            writer.writerow(record)
        writer.writerow(map(_cell, record.values()))
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _tabulate(rows: Sequence[Sequence[str]], headers: Sequence[str], form: str) -> None:
    from tabulate import tabulate

    cells = [[printable(" ".join(cell.split())) for cell in row] for row in rows]
    print_text(tabulate(cells, headers=headers, tablefmt=form, disable_numparse=True))


def _table(rows: Sequence[Sequence[str]], headers: Sequence[str], under: Mapping[str, str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown = [k for k, header in enumerate(headers) if header not in under and any(row[k] for row in rows)]
    for k in shown:
        table.add_column(headers[k], overflow="fold", no_wrap=headers[k] in {"id", "kind", "published", "quotes", "articles", "type"})
    below = {k: [headers.index(lower) for lower, upper in under.items() if upper == headers[k]] for k in shown}
    for row in rows:
        # As Text, so that no bracket of an article is taken for markup.
        cells = [[Text(printable(" ".join(row[k].split()))), *(Text(printable(row[n]), style="dim") for n in below[k])] for k in shown]
        table.add_row(*(Text("\n").join(lines) for lines in cells))
    console = Console(file=sys.stdout)
    needed = 0 if console.width >= _WIDE_ENOUGH else Measurement.get(console, console.options, table).minimum
    if console.width < max(_NARROWEST_TABLE, needed):
        _list(rows, headers)
    else:
        print_rich(table)


def _list(rows: Sequence[Sequence[str]], headers: Sequence[str]) -> None:
    """One field a line, for terminals that are too narrow for a table; long ones go on where the terminal breaks them."""
    for row in rows:
        fields = [f"{header}: {' '.join(cell.split())}" for header, cell in zip(headers, row, strict=True) if cell]
        print_text(printable("\n".join(["", *fields])))
