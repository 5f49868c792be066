"""The tables of the model card, from what was measured and from what ships."""

from __future__ import annotations

import json
from pathlib import Path

from quotecheck.parsing import models

__all__ = ["figures", "sizes"]

_FIGURES = Path(__file__).with_name("figures.json")
_ROWS = {
    "raw text: tokens": "Tokens (text)",
    "raw text: sentences": "Sentences (text)",
    "raw text: words": "Words (text)",
    "gold words: UPOS": "UPOS",
    "gold words: XPOS": "XPOS",
    "gold words: features": "UFeats",
    "gold words: lemmas": "Lemmas",
    "gold words: UAS": "UAS",
    "gold words: LAS": "LAS",
    "names, all nine classes": "names",
    "names of persons": "names, Person",
    "names of organisations": "names, Organization",
    "names of places": "names, Location",
}


def figures() -> str:
    """F1 on the development and the test parts, a row a task."""
    found = json.loads(_FIGURES.read_text(encoding="utf-8"))
    rows = ["| F1 | dev | test |", "| --- | --- | --- |"]
    rows += [f"| {title} | {found['dev'][name]:.2f} | {found['test'][name]:.2f} |" for title, name in _ROWS.items()]
    return "\n".join(rows) + "\n"


def sizes() -> str:
    """The files that ship, a row a file."""
    folder = models.shipped()
    names = [line.split(maxsplit=1)[1] for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()]
    rows = ["| file | kB |", "| --- | --- |"]
    rows += [f"| {name} | {(folder / name).stat().st_size / 1000:,.0f} |" for name in names]
    rows.append(f"| all | {sum((folder / name).stat().st_size for name in names) / 1000:,.0f} |")
    return "\n".join(rows) + "\n"
