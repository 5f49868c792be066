"""A line of progress on stderr, if it is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress"]


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
