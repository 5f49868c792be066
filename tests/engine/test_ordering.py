from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from working import Fails, alive, doubled, make, odd_make, slow_first, variable

from quotecheck.engine import Done, WorkerLost, ordered
from quotecheck.errors import InputError

BOTH = pytest.mark.parametrize("jobs", [1, 3])


@BOTH
def test_results_come_in_the_order_of_the_items_whoever_is_quicker(jobs):
    assert list(ordered(partial(make, slow_first), range(20), jobs=jobs)) == [2 * number for number in range(20)]


@BOTH
def test_what_is_known_takes_its_place(jobs):
    items = [Done("a"), 1, Done("b"), Done("c"), 2]
    assert list(ordered(partial(make, doubled), items, jobs=jobs)) == ["a", 2, "b", "c", 4]


@BOTH
def test_nothing_is_made_for_what_is_known(jobs, monkeypatch):
    assert list(ordered(partial(make, None), [Done(1)], jobs=jobs)) == [1]
    assert list(ordered(partial(make, None), [], jobs=jobs)) == []


@BOTH
def test_an_exception_is_raised_as_it_is_behind_all_results_before_it(jobs):
    results = ordered(partial(make, Fails(at=5, error=InputError("bad.txt: is empty."))), range(10), jobs=jobs)
    assert [next(results) for _ in range(5)] == [0, 2, 4, 6, 8]
    with pytest.raises(InputError) as raised:
        next(results)
    assert str(raised.value) == "bad.txt: is empty."


@BOTH
def test_an_exception_of_the_items_is_raised_behind_all_results_before_it(jobs):
    def items():
        yield from range(5)
        raise InputError("cannot be read.")

    results = ordered(partial(make, doubled), items(), jobs=jobs)
    assert [next(results) for _ in range(5)] == [0, 2, 4, 6, 8]
    with pytest.raises(InputError):
        next(results)


@BOTH
def test_what_cannot_be_made_is_told(jobs):
    with pytest.raises(InputError, match="no function"):
        list(ordered(odd_make, [1], jobs=jobs))


def test_an_exception_that_cannot_be_pickled_is_told_in_words():
    with pytest.raises(RuntimeError, match="Unpicklable: no words"):
        list(ordered(partial(make, Fails(at=0, unpicklable=True)), [0], jobs=2))


@pytest.mark.parametrize("at_once", [1, 100])
def test_items_are_read_as_they_are_needed(at_once):
    read = []

    def items():
        for number in count():
            read.append(number)
            yield number if number % at_once == 0 else Done(number)

    results = ordered(partial(make, doubled), items(), jobs=2)
    next(results)
    assert len(read) <= 9
    results.close()


def test_large_items_and_results_block_neither_side():
    large = b"x" * 5_000_000
    results = ordered(partial(make, doubled), [large] * 12, jobs=2)
    assert [len(result) for result in results] == [10_000_000] * 12


def test_a_process_that_is_killed_is_told_behind_all_results_before_it():
    results = ordered(partial(make, Fails(at=6, sleep=0.2, kill=True)), range(40), jobs=2)
    assert [next(results) for _ in range(6)] == [0, 2, 4, 6, 8, 10]
    with pytest.raises(WorkerLost, match="ended by SIGKILL") as lost:
        next(results)
    assert (lost.value.item, lost.value.exit_code) == (6, 1)


def test_a_process_that_ends_itself_is_told():
    with pytest.raises(WorkerLost, match="with exit code 3"):
        list(ordered(partial(make, Fails(at=0, leave=True)), range(3), jobs=2))


def test_closed_early_it_ends_its_processes_at_once():
    results = ordered(partial(make, Fails(at=3, sleep=60)), range(40), jobs=2)
    next(results)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 5
    assert [process for process in alive(os.getsid(0)) if process.parent == os.getpid() and "multiprocessing-fork" in process.command] == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_one_that_started_it(how, tmp_path):
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from functools import partial; from working import Fails, make; from quotecheck.engine import ordered\n"
        "if __name__ == '__main__':\n"
        "    for result in ordered(partial(make, Fails(at=3, sleep=60)), range(40), jobs=3): print(result, flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    program = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    with program:
        assert program.stdout.readline() == b"0\n"
        assert len(alive(program.pid)) > 2
        program.send_signal(how)
        program.wait(10)
        deadline = time.monotonic() + 10
        while alive(program.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert alive(program.pid) == []


def test_what_the_terminal_sends_to_all_processes_does_not_end_the_others():
    results = ordered(partial(make, Fails(at=-1, interrupt=True)), range(10), jobs=2)
    assert list(results) == [2 * number for number in range(10)]


def test_every_process_has_one_thread():
    assert list(ordered(partial(make, variable), ["OMP_NUM_THREADS"], jobs=2)) == ["1"]
