from __future__ import annotations

from benchmarks.bombs import bombs
from benchmarks.fuzz import read_apart
from benchmarks.mutations import mutant


def test_whatever_is_broken_or_hostile_is_read_or_refused_in_one_line():
    inputs = [*(mutant(number, seed=7) for number in range(150)), *bombs(quick=True)]
    defects = [(one.name, one.kind, outcome.defects) for one, outcome in read_apart(iter(inputs)) if outcome.defects]
    assert defects == []


def test_the_same_number_gives_the_same_input():
    assert mutant(33, seed=7).make() == mutant(33, seed=7).make()
    assert mutant(33, seed=7).make() != mutant(33, seed=8).make()
