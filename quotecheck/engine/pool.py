"""Processes that each apply a function to what they are sent.

Every process has a pipe of its own, so that nothing is locked when one is killed, and at most two items, so that it need not wait for
the next. No process outlives the pool, nor this process, however that ends: it ends itself when its pipe is closed.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker, util
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from quotecheck.engine.worker import work
from quotecheck.errors import QuotecheckError

__all__ = ["Pool", "WorkerLost"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_AT_A_TIME = 2
_SECONDS_TO_DIE = 10.0


class WorkerLost(QuotecheckError):
    """A process of the pool has died, as when the memory runs out.

    Attributes:
        item: what it was at work on.
    """

    def __init__(self, message: str, item: object = None) -> None:
        super().__init__(message)
        self.item = item


@dataclass(eq=False, slots=True)
class _Worker(Generic[Item, Result]):
    """A process, our end of its pipe, and what it has still to answer, in order."""

    process: BaseProcess
    pipe: connection.Connection
    asked: deque[tuple[Item, Future[Result]]] = field(default_factory=deque)


class Pool(Generic[Item, Result]):
    """Up to ``jobs`` processes, started as there is work for them.

    Args:
        make: gives the function; called once in every process.
        jobs: the most processes.
    """

    def __init__(self, make: Callable[[], Callable[[Item], Result]], jobs: int) -> None:
        self._make = pickle.dumps(make)
        self._jobs = jobs
        self._workers: list[_Worker[Item, Result]] = []
        self._broken = False
        # Also when the interpreter ends, before multiprocessing waits for all processes.
        self._end = util.Finalize(self, _end, args=(self._workers,), exitpriority=1)

    @property
    def has_room(self) -> bool:
        """Whether there is a process, or can be one, that should have another item. None has when one was lost."""
        return not self._broken and (len(self._workers) < self._jobs or any(len(worker.asked) < _AT_A_TIME for worker in self._workers))

    def send(self, item: Item) -> Future[Result]:
        """Have an item worked on; its result comes with a later ``collect``."""
        pickled = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        future: Future[Result] = Future()
        worker = min(self._workers, key=lambda worker: len(worker.asked), default=None)
        if worker is None or (worker.asked and len(self._workers) < self._jobs):
            worker = self._start()
        worker.asked.append((item, future))
        try:
            worker.pipe.send_bytes(pickled)
        except OSError:
            self._lose(worker)
        return future

    def collect(self, *, wait: bool) -> None:
        """Take the results that have come; if ``wait``, wait for one if none has."""
        for pipe in connection.wait([worker.pipe for worker in self._workers], None if wait else 0):
            worker = next(worker for worker in self._workers if worker.pipe is pipe)
            try:
                pickled = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._lose(worker)
                continue
            succeeded, value = pickle.loads(pickled)  # noqa: S301 -- from our own process
            _, future = worker.asked.popleft()
            if succeeded:
                future.set_result(value)
            else:
                future.set_exception(value)

    def close(self) -> None:
        """End all processes at once, whatever they are at."""
        self._end()

    def _start(self) -> _Worker[Item, Result]:
        context = get_context("spawn")
        with _undisturbed():
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, self._make), daemon=True)
            process.start()
            worker: _Worker[Item, Result] = _Worker(process, ours)
            self._workers.append(worker)
            theirs.close()
        return worker

    def _lose(self, worker: _Worker[Item, Result]) -> None:
        """Give up a process that has died, and all that it was sent."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(_SECONDS_TO_DIE)
        code = worker.process.exitcode
        how = f"by {signal.Signals(-code).name}" if code is not None and code < 0 else f"with exit code {code}"
        for item, future in worker.asked:
            self._broken = True
            future.set_exception(WorkerLost(f"a process of several was ended {how}.", item))


def _end(workers: list[_Worker[Any, Any]]) -> None:
    for worker in workers:
        worker.pipe.close()
        worker.process.kill()
    for worker in workers:
        worker.process.join(_SECONDS_TO_DIE)
    workers.clear()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C and the like; a process started meanwhile inherits that, and never hears of what is meant for this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it lets signals through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
