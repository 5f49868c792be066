"""Make what the tests keep, with the shipped models: ``python tests/make_fixtures.py``.

Parses the written cases of the attribution rules (``attribution/fixtures/NAME.txt`` into ``NAME.conllu``) and writes down what the
seed articles yield (``golden/seeds.txt``). To be run when a case, a model or a rule changes; the difference is there to be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attribution.cases import FOLDER, cases
from parses import article, write
from readable import line

from quotecheck.extraction import Extractor
from quotecheck.model import Article, Extraction
from quotecheck.parsing import Parser
from quotecheck.reading import read_bytes

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "seeds.txt"
SEEDS = HERE.parent / "seeds"


def seeds() -> list[Article]:
    """The seed articles."""
    return [read_bytes(path.read_bytes(), id=path.name) for path in sorted(SEEDS.glob("*.txt"))]


def golden(extractions: Iterable[Extraction]) -> str:
    """What articles yield, as text."""
    rows: list[str] = []
    for extraction in extractions:
        rows += [f"== {extraction.article.id}", *(line(extraction.article, found) for found in extraction.attributions), ""]
    return "\n".join(rows)


def main() -> None:
    """Parse every case, extract every seed."""
    parser = Parser()
    for path in sorted(FOLDER.glob("*.txt")):
        parses = [parser.parse(article(case.text, case.name)) for case in cases(path)]
        path.with_suffix(".conllu").write_text("".join(map(write, parses)), encoding="utf-8")
    extractor = Extractor()
    GOLDEN.write_text(golden(map(extractor.extract, seeds())), encoding="utf-8")


if __name__ == "__main__":
    main()
