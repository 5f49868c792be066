"""The results of a function for many items, in the order of the items, whoever computes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from quotecheck.engine.pool import Pool

__all__ = ["Done", "ordered"]

Item = TypeVar("Item")
Result = TypeVar("Result")

# How many results, for each process, may wait for one that takes long.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A result that is known without asking for it; it takes its place in the order."""

    result: Result


def ordered(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item | Done[Result]], *, jobs: int = 1
) -> Generator[Result, None, None]:
    """The results of a function for items, in their order and the same whatever ``jobs`` is.

    Items are read as they are needed: with one job one at a time; with several, a few ahead. What the function or the reading of
    items raises is raised in its place, after all results before it. Closed early, it ends its processes at once.

    Args:
        make: gives the function; called once in every process, when there is a first item. With several jobs it, the items and
            the results must be such as can be pickled.
        items: what to ask the function for, and results that are known already.
        jobs: how many processes; 1 for this one alone.

    Raises:
        WorkerLost: a process has died.

    >>> from functools import partial
    >>> list(ordered(lambda: partial(pow, 2), [3, Done(0), 5]))
    [8, 0, 32]
    """
    if jobs > 1:
        with closing(Pool(make, jobs)) as pool:
            yield from _collected(pool, _futures(pool, items), ahead=_AHEAD * jobs)
        return
    function: Callable[[Item], Result] | None = None
    for item in items:
        if isinstance(item, Done):
            yield item.result
        else:
            function = function or make()
            yield function(item)


def _collected(pool: Pool[Item, Result], following: Iterator[Future[Result]], *, ahead: int) -> Iterator[Result]:
    """The results of futures, in order; at most ``ahead`` are asked for before the first of them has come."""
    futures: deque[Future[Result]] = deque()
    more = True
    while more or futures:
        pool.collect(wait=False)
        while more and len(futures) < ahead and pool.has_room:
            future = next(following, None)
            more = future is not None
            if future is not None:
                futures.append(future)
        while futures and futures[0].done():
            yield futures.popleft().result()
        if futures:
            pool.collect(wait=True)


def _futures(pool: Pool[Any, Result], items: Iterable[Any]) -> Iterator[Future[Result]]:
    """A future for every item, read and sent when it is asked for; for what goes wrong in reading, one that has failed."""
    known: Future[Result]
    try:
        for item in items:
            if isinstance(item, Done):
                known = Future()
                known.set_result(item.result)
                yield known
            else:
                yield pool.send(item)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised in its place
        known = Future()
        known.set_exception(error)
        yield known
