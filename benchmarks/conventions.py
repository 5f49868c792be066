"""What a perfect program would reach on a corpus whose convention for long quotations it does not share.

    python -m benchmarks.conventions --scorer SCORER.py --join GOLD.jsonl --part GOLD.jsonl

`--join` files have each sentence of a quotation as an attribution of its own: their gold is joined as we join, and scored against
itself. `--part` files have one attribution for all: their gold is parted as `extract --parts` parts.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.attribution import measure

__all__ = ["joined", "parted"]

_STOPPED = re.compile(r"[.!?\n]\s*\Z")


def joined(record: dict[str, Any]) -> dict[str, Any]:
    """A gold record in which a quotation without cue and mention goes with the one before it in its paragraph, or two share a cue."""
    text = record["text"]
    found: list[dict[str, Any]] = []
    for quote in sorted(record["quotes"], key=lambda quote: quote["content"][0]):
        before = found[-1] if found else None
        if before is not None and (_goes_on(text, before, quote) or (quote["cue"] and quote["cue"] == before["cue"])):
            before["content"] = [*before["content"], *quote["content"]]
        else:
            found.append(dict(quote))
    return {**record, "quotes": found}


def _goes_on(text: str, before: dict[str, Any], quote: dict[str, Any]) -> bool:
    bare = not quote["speaker"] and not quote["cue"] and "indirect" not in (quote["type"], before["type"])
    near = "\n" not in text[before["content"][-1][1] : quote["content"][0][0]]
    return bare and near and quote.get("speaker_name") == before.get("speaker_name")


def parted(record: dict[str, Any]) -> dict[str, Any]:
    """A gold record in which every further sentence of an attribution is one of its own, without a mention."""
    found = []
    for quote in record["quotes"]:
        runs = [[quote["content"][0]]]
        for span in quote["content"][1:]:
            if _STOPPED.search(record["text"][runs[-1][-1][1] : span[0]]):
                runs.append([])
            runs[-1].append(span)
        found += [{**quote, "content": run, "speaker": quote["speaker"] if k == 0 else None} for k, run in enumerate(runs)]
    return {**record, "quotes": found}


def main() -> None:
    """Score gold against itself."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--join", type=Path, nargs="*", default=[])
    options.add_argument("--part", type=Path, nargs="*", default=[])
    arguments = options.parse_args()
    for gold, change in [*((gold, joined) for gold in arguments.join), *((gold, parted) for gold in arguments.part)]:
        with tempfile.TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            records = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
            predicted.write_text("".join(json.dumps(change(record)) + "\n" for record in records), encoding="utf-8")
            figures = measure(gold, predicted, arguments.scorer)
        print(f"{gold.name}, {change.__name__}: {json.dumps(figures)}")


if __name__ == "__main__":
    main()
