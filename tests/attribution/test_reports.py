"""The arithmetic of what the network says of a cue."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.reports import Reading
from quotecheck.model import Report

PROBABILITIES = st.floats(0, 1, width=16)


@st.composite
def readings(draw):
    """A reading of some words, their sizes, and ranges that do not overlap."""
    size = draw(st.integers(1, 12))
    first = draw(st.integers(0, 5))
    content = draw(st.lists(PROBABILITIES, min_size=size, max_size=size))
    speaker = draw(st.lists(PROBABILITIES, min_size=size, max_size=size))
    sizes = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    cuts = draw(st.lists(st.integers(0, first + size + 3), max_size=6, unique=True).map(sorted))
    cue = first + draw(st.integers(0, size - 1))
    report = Report(cue=cue, probability=0.5, first=first, content=tuple(content), speaker=tuple(speaker))
    return Reading(report, sizes), sizes, list(zip(cuts[::2], cuts[1::2], strict=False))


def expected(probabilities, sizes, first, ranges):
    """Expected intersection over expected union, word by word."""
    taken = {k for start, end in ranges for k in range(start, end)}
    words = [(first + k, p, n) for k, (p, n) in enumerate(zip(probabilities, sizes, strict=True))]
    shared = sum(n * p for k, p, n in words if k in taken)
    union = sum(n * p for _, p, n in words) + sum(n * (1 - p) for k, p, n in words if k in taken)
    return shared / union if union > 0 else 0.0


@given(readings())
def test_the_overlap_is_that_of_counting_word_by_word(made):
    reading, sizes, ranges = made
    report = reading.report
    assert reading.content_overlap(ranges) == pytest.approx(expected(report.content, sizes, report.first, ranges), abs=1e-9)
    assert reading.speaker_overlap(ranges) == pytest.approx(expected(report.speaker, sizes, report.first, ranges), abs=1e-9)


@given(readings(), PROBABILITIES, st.integers(0, 3))
def test_runs_hold_all_likely_words_and_none_bridges_the_cue(made, least, bridge):
    reading, _, _ = made
    report = reading.report
    runs = reading.runs(report.content, least=least, bridge=bridge)
    covered = {k for start, end in runs for k in range(start, end)}
    likely = {report.first + k for k, p in enumerate(report.content) if p >= least}
    assert likely <= covered
    assert report.cue in likely or report.cue not in covered
    assert all(end + bridge < start or end <= report.cue < start for (_, end), (start, _) in pairwise(runs))


def test_sure_words_are_the_whole_content():
    reading = Reading(Report(cue=0, probability=1, first=0, content=(0, 0, 1, 1), speaker=(0, 1, 0, 0)), [4, 2, 3, 5])
    assert reading.content_overlap([(2, 4)]) == 1
    assert reading.content_overlap([(1, 4)]) == pytest.approx(0.8)
    assert reading.content_overlap([(0, 2)]) == 0
    assert reading.speaker_overlap([(1, 2)]) == 1
