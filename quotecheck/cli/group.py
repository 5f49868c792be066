"""The group of commands: what a user can mend ends in one line and an exit code, never in a traceback."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from quotecheck.cli.output import CannotWrite, finish, printable
from quotecheck.errors import InputError, QuotecheckError

__all__ = ["Commands", "complain"]

# What a shell reports of a program that a signal ended: 128 and the signal's number.
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def complain(error: QuotecheckError) -> None:
    """Tell of an error in one line on stderr."""
    click.echo(f"quotecheck: {printable(' '.join(str(error).split()))}", err=True)


class Commands(click.Group):
    """Commands listed in the order in which they were added, whose errors become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click hands it over
        """The names of the commands, as a reader needs them rather than by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and end as its outcome asks."""
        _mend_streams()
        try:
            result = super().invoke(ctx)
            # A pipe that was closed early is noticed here, not when the interpreter shuts down.
            finish()
        except QuotecheckError as error:
            complain(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("quotecheck: interrupted.", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _give_up_stdout()
            ctx.exit(_BROKEN_PIPE)
        except CannotWrite as error:
            _give_up_stdout()
            complain(QuotecheckError(f"the output cannot be written ({error}). What was added to a database is safe."))
            ctx.exit(QuotecheckError.exit_code)
        except OSError as error:
            complain(InputError(": ".join(str(part) for part in (error.filename, error.strerror or error) if part is not None)))
            ctx.exit(InputError.exit_code)
        return result


def _mend_streams() -> None:
    """See to it that all three streams are there, and that text which stdout or stderr cannot encode is escaped, not fatal."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell: <&- or >&-
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 -- open until the program ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_stdout() -> None:
    """Send what is still to be written nowhere, lest the interpreter fail on it when it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
