"""The group of commands: what a user can mend ends in one line and an exit code, never in a traceback."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from quotecheck.errors import QuotecheckError

__all__ = ["Commands", "complain"]

# What a shell reports of a program that a signal ended: 128 and the signal's number.
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def complain(error: QuotecheckError) -> None:
    """Tell of an error in one line on stderr."""
    click.echo(f"quotecheck: {' '.join(str(error).split())}", err=True)


class Commands(click.Group):
    """Commands listed in the order in which they were added, whose errors become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click hands it over
        """The names of the commands, as a reader needs them rather than by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and end as its outcome asks."""
        try:
            result = super().invoke(ctx)
            # A pipe that was closed early is noticed here, not when the interpreter shuts down.
            sys.stdout.flush()
        except QuotecheckError as error:
            complain(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("quotecheck: interrupted.", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_BROKEN_PIPE)
        return result
