"""Functions for processes of the engine, and a look at the processes there are."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from quotecheck.errors import InputError


def make(function):
    if function is None:
        raise AssertionError("nobody asked")
    return function


def odd_make():
    raise InputError("no function")


def doubled(item):
    return item * 2


def variable(name):
    return os.environ.get(name)


def slow_first(item):
    time.sleep(0.2 if item in {0, 7} else 0)
    return item * 2


class Unpicklable(Exception):
    def __init__(self, one, other):
        super().__init__(f"no {one}{other}")


@dataclass
class Fails:
    """Doubles, but for one item."""

    at: int
    error: Exception | None = None
    kill: bool = False
    leave: bool = False
    unpicklable: bool = False
    interrupt: bool = False
    sleep: float = 0

    def __call__(self, item):
        if self.interrupt:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
        if item == self.at:
            if self.error:
                raise self.error
            time.sleep(self.sleep)
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            if self.leave:
                sys.exit(3)
            if self.unpicklable:
                raise Unpicklable("wor", "ds")
        return item * 2


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    command: str


def alive(session: int) -> list[Process]:
    """The processes of a session that are not yet over."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
                command = (folder / "cmdline").read_text()
            except OSError:
                continue
            if int(of) == session and state != "Z":
                found.append(Process(int(folder.name), int(parent), command))
    return found
