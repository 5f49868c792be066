"""The tables of README.md and docs/benchmarks.md, from the floor and from what other programs reached under the same scorer."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["attribution", "beside_the_best", "conventions"]

_FLOOR = Path(__file__).with_name("floor.json")
_COLUMNS = {
    "PolNeAR dev: all": ("polnear.dev.jsonl", "all.content"),
    "quoted": ("polnear.dev.jsonl", "quoted.content"),
    "speech": ("polnear.dev.jsonl", "speech.content"),
    "joint, all": ("polnear.dev.jsonl", "all.joint"),
    "GGT dev: all": ("ggt.dev.jsonl", "all.content"),
    "joint": ("ggt.dev.jsonl", "all.joint"),
    "GUM news: all": ("gum_news.jsonl", "all.content"),
    "joint ": ("gum_news.jsonl", "all.joint"),
}
_OTHERS = {
    "textacy 0.13": (0.202, 0.462, 0.275, 0.168, 0.493, 0.280, 0.287, 0.268),
    "sayswho": (0.276, 0.595, 0.370, 0.250, 0.563, 0.340, 0.309, 0.279),
    "GenderGapTracker": (0.488, 0.651, 0.611, 0.408, 0.809, 0.703, 0.651, 0.578),
    "Citron, hybrid": (0.480, 0.599, 0.562, 0.424, 0.562, 0.500, 0.496, 0.460),
    "Citron, retrained": (0.591, 0.730, 0.666, 0.530, 0.590, 0.515, 0.508, 0.471),
}
_PEOPLE = (0.794, 0.961, 0.795, 0.754)
_ROWS = {
    "PolNeAR, 84 US political articles: all attributions": 0,
    "… quotations": 1,
    "… speech": 2,
    "… all, with the right speaker": 3,
    "GGT, 44 Canadian articles: all attributions": 4,
    "… with the right speaker": 5,
    "GUM, 24 Wikinews articles: all attributions": 6,
    "… with the right speaker ": 7,
}


_FIGURES = ("all.content", "quoted.content", "speech.content", "all.joint", "all.speaker", "all.named")
_CORPORA = (
    ("PolNeAR dev", "polnear.dev.jsonl", ""),
    ("… its first half, whose errors were read", "polnear.dev.jsonl", "first half "),
    ("… its second half, whose errors were hardly read", "polnear.dev.jsonl", "second half "),
    ("GGT dev", "ggt.dev.jsonl", ""),
    ("… by its own convention, `--parts`", "ggt.dev.jsonl, in parts", ""),
    ("GUM news", "gum_news.jsonl", ""),
    ("seeds", "seeds.jsonl", ""),
)


def attribution() -> str:
    """Every program on every corpus, a row a program."""
    rows = [["", *(name.strip() for name in _COLUMNS)], ["---"] * (len(_COLUMNS) + 1)]
    rows += [[name, *map(_shown, figures)] for name, figures in _OTHERS.items()]
    rows.append(["**quotecheck 0.1**", *(f"**{_shown(value)}**" for value in _ours())])
    rows.append(["two people, on 20 PolNeAR articles", *map(_shown, _PEOPLE), *["–"] * (len(_COLUMNS) - len(_PEOPLE))])
    return _table(rows)


def beside_the_best() -> str:
    """Ours beside the best of the others, a row a measure."""
    ours = _ours()
    rows = [["F1", "quotecheck", "best of the others"], ["---"] * 3]
    rows += [[name.strip(), _shown(ours[k]), _shown(max(figures[k] for figures in _OTHERS.values()))] for name, k in _ROWS.items()]
    return _table(rows)


def conventions() -> str:
    """Every corpus in every view; PolNeAR by halves, GGT also with the sentences of a quotation parted as it parts them."""
    floor = json.loads(_FLOOR.read_text(encoding="utf-8"))
    rows = [["", "content: all", "quoted", "speech", "joint, all", "speaker", "named"], ["---"] * 7]
    for name, gold, prefix in _CORPORA:
        figures = floor[gold]["figures"]
        shown = [figures.get(prefix + figure) for figure in _FIGURES]
        rows.append([name, *("–" if value is None else _shown(value) for value in shown)])
    return _table(rows)


def _ours() -> list[float]:
    floor = json.loads(_FLOOR.read_text(encoding="utf-8"))
    return [floor[gold]["figures"][figure] for gold, figure in _COLUMNS.values()]


def _shown(value: float) -> str:
    return f"{value:.3f}".lstrip("0")


def _table(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
