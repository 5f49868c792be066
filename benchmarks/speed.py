"""Measure what `quotecheck extract` costs, stage by stage: the speed table of docs/benchmarks.md.

    python -m benchmarks.speed ARTICLES.jsonl [--models FOLDER] [--float32] [--write]

One process, one thread, loading included. Every stage is the CPU time spent in it alone, without the stages that it calls.
`--float32` measures what a processor without bfloat16 would do. `--write` keeps the figures in `benchmarks/speed.json`.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["Clock", "table"]

_KEPT = Path(__file__).with_name("speed.json")
_LOADING = "loading"


class Clock:
    """CPU seconds by stage; a stage that runs within another is taken out of it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """From now on, count what ``owner.name`` takes as ``stage``."""
        function = getattr(owner, name)
        setattr(owner, name, self.counted(function, stage))

    def counted(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """``function``, its time counted as ``stage``."""

        def call(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                took = time.process_time() - started
                self.seconds[stage] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return call


def measure(articles: Path, folder: Path | None, *, float32: bool) -> dict[str, Any]:
    """Extract all articles of a file of JSON lines; the seconds of every stage, the words, the memory."""
    clock = Clock()
    words = clock.counted(_extract, "reading, the rest")(articles, folder, clock, float32=float32)
    total = sum(clock.seconds.values())
    return {
        "words": words,
        "seconds": round(total, 1),
        "words a second": round(words / total),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "stages": {stage: round(seconds, 2) for stage, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1])},
    }


def _extract(path: Path, folder: Path | None, clock: Clock, *, float32: bool) -> int:
    extraction, parser_module = clock.counted(_load, _LOADING)(float32=float32)
    from quotecheck.reading import read_jsonl

    extractor = extraction.Extractor(folder)
    parser = extractor._parser
    pipeline = clock.counted(parser_module.models.load, _LOADING)(parser.folder)
    parser._pipeline = pipeline
    for name, processor in pipeline.stanza.processors.items():
        clock.watch(
            processor, "bulk_process", {"tokenize": "tokens", "mwt": "tokens", "annotate": "sentences, Stanza's documents"}.get(name, name)
        )
    annotator = pipeline.stanza.processors["annotate"]._annotator
    clock.watch(annotator, "annotate", "tags, lemmas, names")
    clock.watch(annotator._network, "arcs", "dependencies")
    clock.watch(annotator, "_relations", "dependencies")
    from quotecheck.parsing import annotator as annotator_module

    clock.watch(annotator_module, "encode", "encoder")
    clock.watch(annotator_module, "trees", "dependencies")
    clock.watch(parser, "parse", "words of the parse")
    clock.watch(extraction, "attribute", "attribution")
    clock.watch(extraction, "identify", "attribution")
    words = 0
    with path.open("rb") as stream:
        for article in read_jsonl(stream, name=path.name):
            if isinstance(article, Exception):
                raise article
            extractor.extract(article)
            words += len(article.text.split())
    return words


def _load(*, float32: bool) -> tuple[Any, Any]:
    """Everything that is imported before the first article is read."""
    import torch

    from quotecheck import extraction
    from quotecheck.parsing import annotator, parser

    torch.set_num_threads(1)
    if float32:
        annotator.precision = lambda: torch.float32
    return extraction, parser


def table() -> str:
    """The kept figures, a row a stage."""
    kept = json.loads(_KEPT.read_text(encoding="utf-8"))
    rows = ["| stage | CPU seconds | share |", "| --- | --- | --- |"]
    rows += [f"| {stage} | {seconds:.1f} | {seconds / kept['seconds']:.0%} |" for stage, seconds in kept["stages"].items()]
    rows.append(
        f"| all {kept['words']:,} words | {kept['seconds']:.1f} | {kept['words a second']:,} words a second, {kept['megabytes']:,} MB |"
    )
    return "\n".join(rows) + "\n"


def main() -> None:
    """Print the figures, keep them if asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("--models", type=Path)
    options.add_argument("--float32", action="store_true")
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    text = json.dumps(measure(arguments.articles, arguments.models, float32=arguments.float32), indent=1)
    print(text)
    if arguments.write:
        _KEPT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
