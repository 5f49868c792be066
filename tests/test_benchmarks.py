from __future__ import annotations

from benchmarks.attribution import floor_of, slid

FLOORS = {"news.jsonl": {"sha256": "a", "figures": {"all.content": 0.7}}}


def test_what_fell_below_the_floor_is_told():
    assert slid({"all.content": 0.71, "all.joint": 0.2}, {"all.content": 0.7}) == []
    assert slid({"all.content": 0.69}, {"all.content": 0.7}) == ["all.content: 0.6900, floor 0.7000"]


def test_a_figure_that_is_missing_is_below():
    assert slid({}, {"all.content": 0.7}) == ["all.content: no figure, floor 0.7000"]


def test_a_floor_belongs_to_the_bytes_of_its_gold():
    assert floor_of("news.jsonl", "a", FLOORS, new_gold=False) == {"all.content": 0.7}
    assert floor_of("other.jsonl", "a", FLOORS, new_gold=False) == {}
    assert floor_of("news.jsonl", "b", FLOORS, new_gold=False) is None
    assert floor_of("news.jsonl", "b", FLOORS, new_gold=True) == {}
