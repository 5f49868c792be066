"""From a parse to attributions: the written cases, word for word."""

import pytest
from attribution.cases import FOLDER, cases, parse_of
from parses import read, write
from readable import line

from quotecheck.attribution import attribute

FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
CASES = [pytest.param(stem, case, id=f"{stem}: {case.name}") for stem in FILES for case in cases(FOLDER / f"{stem}.txt")]


@pytest.mark.parametrize(("stem", "case"), CASES)
def test_case(stem, case):
    parse = parse_of(stem, case.name)
    attributions, _ = attribute(parse)
    assert [line(parse.article, attribution) for attribution in attributions] == list(case.expected)


@pytest.mark.parametrize("stem", FILES)
def test_the_kept_parses_are_of_the_written_texts(stem):
    kept = read(FOLDER / f"{stem}.conllu")
    written = cases(FOLDER / f"{stem}.txt")
    assert {name: parse.article.text for name, parse in kept.items()} == {case.name: case.text for case in written}
    assert len(kept) == len(written)


@pytest.mark.parametrize("stem", FILES)
def test_a_parse_outlives_writing_and_reading(stem, tmp_path):
    kept = read(FOLDER / f"{stem}.conllu")
    again = tmp_path / "again.conllu"
    again.write_text("".join(map(write, kept.values())), encoding="utf-8")
    assert read(again) == kept
