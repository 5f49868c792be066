"""What goes on in a process of the pool.

Only its main thread computes. Two others receive and send, so that neither side ever waits for the other to read.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

__all__ = ["work"]


def work(pipe: Connection, make: bytes) -> None:
    """Answer every item that comes through a pipe, in order, with whether that succeeded and with the result or the exception.

    Args:
        pipe: to and from the process that started this one; when it is closed there, this process ends at once.
        make: gives the function, pickled.
    """
    # Whoever started it decides when it ends, though the terminal sends Ctrl-C to both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # One thread each. It is read when the libraries are loaded, which is what unpickling does.
    os.environ["OMP_NUM_THREADS"] = "1"
    items: SimpleQueue[bytes] = SimpleQueue()
    answers: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(pipe, items), daemon=True).start()
    Thread(target=_send, args=(pipe, answers), daemon=True).start()
    function: Callable[[Any], Any] | None = None
    while True:
        item = items.get()
        try:
            if function is None:
                function = pickle.loads(make)()  # noqa: S301 -- from the process that started this one
            answer = pickle.dumps((True, function(pickle.loads(item))), pickle.HIGHEST_PROTOCOL)  # noqa: S301 -- likewise
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised where it was asked for
            answer = _failure(error)
        answers.put(answer)
        if not gc.get_freeze_count():
            # What the first item had loaded stays, and need not be looked through for garbage again and again: 5 % of all time.
            gc.freeze()


def _receive(pipe: Connection, items: SimpleQueue[bytes]) -> None:
    try:
        while True:
            items.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _send(pipe: Connection, answers: SimpleQueue[bytes]) -> None:
    try:
        while True:
            pipe.send_bytes(answers.get())
    except OSError:
        os._exit(0)


def _failure(error: Exception) -> bytes:
    """The answer that tells of an error: the error itself, or, if that cannot be pickled, its text."""
    told = "".join(traceback.format_exception(error))
    error.add_note(f"In a process of several:\n{told}")
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)  # noqa: S301 -- made in the line above
    except Exception:  # noqa: BLE001 -- an exception may be made of anything
        return pickle.dumps((False, RuntimeError(told)))
    return answer
