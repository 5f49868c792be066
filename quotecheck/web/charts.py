"""Small pictures of when: bars and points, as numbers that a page draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Bar", "Bars", "Point", "bars_of", "points_of"]

_MOST_BARS = 120
"""More months than these are shown as years."""
_HEIGHT = 40.0
_LEAST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: what time it stands for, how much, and where it is drawn."""

    label: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars side by side, one unit wide each.

    Attributes:
        unit: month or year.
    """

    unit: str
    bars: tuple[Bar, ...]
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point on a line of time, 0 to 1, and how many days lie on it."""

    label: str
    x: float
    count: int


def bars_of(months: Sequence[tuple[str, int]]) -> Bars | None:
    """Bars of how often something was in each month, as YYYY-MM, from the first to the last; by years where there are many.

    >>> [(bar.label, bar.count) for bar in bars_of([("2020-12", 3), ("2021-02", 1)]).bars]
    [('2020-12', 3), ('2021-01', 0), ('2021-02', 1)]
    """
    counts = {month: count for month, count in months if len(month) == 7 and month[:4].isdecimal() and month[5:].isdecimal()}
    if not counts:
        return None
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (min(counts), max(counts)))
    unit = "month"
    labels = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, min(last, first + _MOST_BARS) + 1)]
    if last - first >= _MOST_BARS:
        unit = "year"
        years: dict[str, int] = {}
        for month, count in counts.items():
            years[month[:4]] = years.get(month[:4], 0) + count
        counts = years
        labels = [f"{year:04}" for year in range(first // 12, last // 12 + 1)][-_MOST_BARS:]
    most = max(counts.values())
    heights = [max(_LEAST, _HEIGHT * counts[label] / most) if label in counts else 0.0 for label in labels]
    return Bars(
        unit=unit,
        bars=tuple(
            Bar(label=label, count=counts.get(label, 0), x=float(place), y=round(_HEIGHT - height, 2), height=round(height, 2))
            for place, (label, height) in enumerate(zip(labels, heights, strict=True))
        ),
    )


def points_of(moments: Iterable[str | None]) -> list[Point]:
    """Where moments lie between the first and the last of them, those of one day as one point; those that are no dates left out."""
    counts: dict[date, int] = {}
    for moment in moments:
        try:
            day = date.fromisoformat((moment or "")[:10])
        except ValueError:
            continue
        counts[day] = counts.get(day, 0) + 1
    if not counts:
        return []
    first, width = min(counts), max(1, (max(counts) - min(counts)).days)
    return [Point(label=day.isoformat(), x=round((day - first).days / width, 4), count=count) for day, count in sorted(counts.items())]
