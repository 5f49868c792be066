"""Every quote by a named official, whatever the articles call him: the seed articles in a store, looked up with the real models."""

import pytest
from make_fixtures import SEEDS, seeds
from test_extraction import REQUIRED

from quotecheck.extraction import Extractor
from quotecheck.model import Extraction
from quotecheck.store import QuoteFilter, Store

pytestmark = pytest.mark.model

NAMES = {
    "Antony Blinken": [
        "Antony Blinken, Secretary of State of the United States",
        "Blinken",
        "the senior official",
        "Secretary Antony Blinken (@SecBlinken)",
        "US Secretary of State Antony Blinken",
        "@SecBlinken",
        "A. Blinken",
        "Tony Blinken",
        "Blinken, Antony",
        "AB",
        "secretary of state",
    ],
    "Myles B. Caggins II": ["Caggins", "Colonel Caggins", "Myles Caggins", "M. B. Caggins"],
    "Associated Press": ["AP", "The Associated Press", "A.P."],
    "Paolo Gentiloni": ["Gentiloni", "Foreign Minister Gentiloni", "P. Gentiloni"],
    "Josep Borrell": ["Borrell", "Josep Borrell"],
    "Luigi Di Maio": ["Di Maio", "Luigi Di Maio", "Italian foreign minister", "foreign minister of Italy"],
    "Geir Pederson": ["Pederson", "Geir Pederson"],
    "European Union": ["EU", "the E.U.", "European Union"],
    "Iraq": ["Iraq", "Baghdad"],
    "Russia": ["Russia", "Moscow"],
}


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    extractor = Extractor()
    return [extractor.extract(article) for article in seeds()]


@pytest.fixture(scope="module")
def store(extractions, tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("seeds") / "quotes.db", create=True) as store:
        run = store.begin_run(version="0", models="m", command="test")
        for extraction in extractions:
            store.add(extraction, run=run)
        yield store


@pytest.mark.parametrize(("speaker", "name"), [(speaker, name) for speaker, names in NAMES.items() for name in names])
def test_every_name_finds_all_that_is_required(store, speaker, name):
    (found,) = store.find_speakers(name)
    texts = [quote.text for quote in store.quotes(QuoteFilter(speaker_ids=(found.id,)))]
    required = [words for _, words, who in REQUIRED if who == speaker]
    assert required
    assert [words for words in required if not any(words in " ".join(text.split()) for text in texts)] == []


def test_the_articles_are_those_of_the_seeds():
    assert len(list(SEEDS.glob("*.txt"))) == 3
