"""What the network says of a cue, made ready to be asked of spans: how far words would overlap its content or its speaker.

The measure is the expected intersection over union of letters and digits, with the words taken as independent. Attributions
are compared by that measure, so the words that maximise it are the best to show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from quotecheck.model import Parse, Report, Word

__all__ = ["Reading", "Reports"]

Ranges = Iterable[tuple[int, int]]
"""Half-open ranges of word indexes, none overlapping another."""


class Reading:
    """One cue as the network reads it.

    Args:
        report: the cue and the probabilities of the words around it.
        sizes: for each of those words, its letters and digits.
    """

    def __init__(self, report: Report, sizes: Sequence[int]) -> None:
        self.report = report
        self.first, self.last = report.first, report.first + len(report.content)
        self._letters = sizes
        self._sizes = list(accumulate(sizes, initial=0))
        self._content = list(accumulate((n * p for n, p in zip(sizes, report.content, strict=True)), initial=0.0))
        self._speaker = list(accumulate((n * p for n, p in zip(sizes, report.speaker, strict=True)), initial=0.0))

    def with_probability(self, probability: float) -> Reading:
        """The same words with another probability of the cue."""
        return Reading(replace(self.report, probability=probability), self._letters)

    def content_overlap(self, ranges: Ranges) -> float:
        """The expected overlap, 0 to 1, of the words of ``ranges`` with the content; words that were not read do not count."""
        return self._overlap(self._content, ranges)

    def speaker_overlap(self, ranges: Ranges) -> float:
        """The same with the phrase of the speaker."""
        return self._overlap(self._speaker, ranges)

    def runs(self, probabilities: Sequence[float], *, least: float, bridge: int) -> list[tuple[int, int]]:
        """The ranges of words of at least the given probability; up to ``bridge`` words between two of them are taken in.

        The cue itself is never bridged.
        """
        found: list[tuple[int, int]] = []
        for index in (self.first + k for k, p in enumerate(probabilities) if p >= least):
            joins = bool(found) and index - found[-1][1] <= bridge and not found[-1][1] <= self.report.cue < index
            if joins:
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
        return found

    def _overlap(self, mass: Sequence[float], ranges: Ranges) -> float:
        shared = taken = 0.0
        for start, end in ranges:
            low = min(max(start - self.first, 0), len(mass) - 1)
            high = min(max(end - self.first, low), len(mass) - 1)
            shared += mass[high] - mass[low]
            taken += self._sizes[high] - self._sizes[low]
        union = mass[-1] + taken - shared
        return shared / union if union > 0 else 0.0


class Reports:
    """All cues of an article as the network reads them, by the index of their word; made ready when they are asked for."""

    def __init__(self, parse: Parse) -> None:
        self.known = bool(parse.reports)
        self._reports = {report.cue: report for report in parse.reports}
        self._sizes = [sum(map(str.isalnum, word.text)) for word in parse.words] if self.known else []
        self._readings: dict[int, Reading] = {}

    def likely(self, least: float) -> Iterator[Reading]:
        """The cues of at least the given probability, in order."""
        return (self._reading(report) for report in self._reports.values() if report.probability >= least)

    def of(self, words: Iterable[Word]) -> Reading | None:
        """The likeliest cue among ``words``."""
        found = [self._reports[word.index] for word in words if word.index in self._reports]
        best = max(found, key=lambda report: report.probability, default=None)
        return None if best is None else self._reading(best)

    def _reading(self, report: Report) -> Reading:
        if report.cue not in self._readings:
            self._readings[report.cue] = Reading(report, self._sizes[report.first : report.first + len(report.content)])
        return self._readings[report.cue]
