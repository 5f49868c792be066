from __future__ import annotations

from quotecheck.web.charts import bars_of, points_of


def test_bars_are_as_high_as_what_they_count():
    bars = bars_of([("2020-01", 4), ("2020-03", 1)])
    assert [(bar.count, bar.height) for bar in bars.bars] == [(4, 40.0), (0, 0.0), (1, 10.0)]
    assert bars.unit == "month"


def test_many_months_are_years_and_nonsense_is_nothing():
    bars = bars_of([("1990-01", 1), ("2020-01", 2), ("2020-05", 1), ("soon", 9)])
    assert (bars.unit, len(bars.bars), bars.bars[-1].count) == ("year", 31, 3)
    assert bars_of([]) is bars_of([("later", 1)]) is None


def test_a_year_without_measure_is_no_trouble():
    bars = bars_of([("0001-01", 1), ("9999-12", 1)])
    assert len(bars.bars) <= 120


def test_points_lie_between_the_first_and_the_last():
    points = points_of(["2020-01-01T10:00", "2020-01-11", None, "2020-01-01", "?"])
    assert [(point.label, point.x, point.count) for point in points] == [("2020-01-01", 0.0, 2), ("2020-01-11", 1.0, 1)]
