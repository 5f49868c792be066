"""Ctrl-C and the signal to terminate: the first lets what is in hand be finished, the second stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import click

__all__ = ["Interruption", "interruptible"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# What a shell reports of a program that a signal ended: this and the signal's number.
_ENDED_BY_SIGNAL = 128


@dataclass(slots=True)
class Interruption:
    """Whether there was an interruption, and whether it may stop everything at once.

    Attributes:
        signal: the number of the first signal that came; None if none did.
        in_hand: whether anything is in hand that is worth finishing; to be set by whoever takes it in hand.
    """

    signal: int | None = None
    in_hand: bool = False

    @property
    def exit_code(self) -> int:
        """What the program ends with."""
        return 0 if self.signal is None else _ENDED_BY_SIGNAL + self.signal

    def receive(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- Python hands it over
        """Take a signal.

        Raises:
            KeyboardInterrupt: nothing is in hand, or it is not the first.
        """
        first, self.signal = self.signal is None, self.signal or number
        if not (first and self.in_hand):
            raise KeyboardInterrupt
        with suppress(RuntimeError):  # it came in the middle of writing to stderr
            click.echo("finishing the article in hand; press Ctrl-C again to stop at once", err=True)


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Take the signals that interrupt, and end quietly when stopped by one; ``signal`` tells afterwards whether it was so.

    A signal that is ignored, as in a job in the background, is left ignored. Outside the main thread nothing is taken.
    """
    interruption = Interruption()
    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, interruption.receive)
        yield interruption
    except KeyboardInterrupt:
        interruption.signal = interruption.signal or signal.SIGINT
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
