"""Who is who on real news, against a table that was checked by hand. Skipped where the corpus is not at hand: it may not be copied here."""

from pathlib import Path

import pytest

from benchmarks.speakers import extractions, most_quoted, stored, table

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "attribution" / "polnear.dev.jsonl"
FAMILIES = {
    "Trump": {"Donald Trump", "Ivanka Trump"},
    "Clinton": {"Hillary Clinton", "Bill Clinton"},
    "Obama": {"Barack Obama"},
}

pytestmark = [pytest.mark.model, pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not at hand")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with stored(tmp_path_factory.mktemp("news") / "quotes.db", extractions(CORPUS)) as store:
        yield store


def test_the_fifty_most_quoted_are_those_that_were_checked(store):
    known = {name: quotes for name, quotes, *_ in table()}
    found = dict(most_quoted(store))
    assert found.keys() == known.keys()
    assert sum(abs(found[name] - known[name]) for name in known) <= 0.02 * sum(known.values())


def test_nearly_all_of_their_quotes_are_their_own():
    spoken, own = (sum(row[column] for row in table()) for column in (2, 3))
    assert len(table()) == 50
    assert own / spoken >= 0.98


@pytest.mark.parametrize(("family", "persons"), FAMILIES.items())
def test_families_are_apart(store, family, persons):
    found = {speaker.name for speaker in store.find_speakers(family) if speaker.quotes > 1}
    assert found == persons


def test_nobody_of_the_fifty_is_split(store):
    """No other speaker has a name that may be one of theirs, but for those that are offered as doubts."""
    names = [name for name, *_ in table() if " " in name]
    offered = {frozenset((doubt.one.name, doubt.other.name)) for doubt in store.doubts()}
    for name in names:
        for other in store.find_speakers(name):
            assert other.name == name or frozenset((name, other.name)) in offered
