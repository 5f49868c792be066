"""The whole way with the real models: the seed articles, and texts that nobody would call an article."""

import socket

import pytest
from make_fixtures import GOLDEN, golden, seeds
from parses import article

from quotecheck.errors import ModelsError
from quotecheck.extraction import Extractor
from quotecheck.model import Span
from quotecheck.parsing import fold, models

pytestmark = pytest.mark.model

REQUIRED = [
    ("000", "inspires fierce backlash against the extremist organization", "Associated Press"),
    ("000", "neither they, nor the Americans, nor we will make excursions into Syria", "Paolo Gentiloni"),
    ("000", "Italy is awaiting pleas for help from the Syrian government", "Paolo Gentiloni"),
    ("000", "Qatar, Saudi Arabia and the United Arab Emirates will help counter the threat", "Associated Press"),
    ("000", "ISIS downed a Russian passenger jet over Egypt’s Sinai Peninsula", "Russia"),
    ("000", "had killed the alleged ringleader of the Paris carnage", "French police"),
    ("000", "they killed one other suspect and arrested seven more", "French authorities"),
    ("001", "The operations and pressing against the Islamic State are planned together", "Myles B. Caggins II"),
    ("001", "is committed to partnering with local security forces", "Myles B. Caggins II"),
    ("001", "we have operations centers with Iraqis in Baghdad", "Myles B. Caggins II"),
    ("001", "side by side we discuss the security situation", "Myles B. Caggins II"),
    ("001", "have not requested our assistance", "Myles B. Caggins II"),
    ("001", "know that IS is still a threat in the area", "Myles B. Caggins II"),
    ("001", "We focus on the threat and capabilities” of the terrorists", "Myles B. Caggins II"),
    ("002", "he supports Italy’s initiative to focus the fight", "Antony Blinken"),
    ("002", "We strongly support Italy’s initiative to ensure", "Antony Blinken"),
    ("002", "they would also focus efforts on humanitarian aid to Syria", "Antony Blinken"),
    ("002", "to bring stability to areas once ruled by IS", "Coalition against the Islamic State"),
    ("002", "This situation is simply unsustainable. It simply cannot persist indefinitely.", "Antony Blinken"),
    ("002", "together we must remain as committed to our stabilization goals", "Antony Blinken"),
    ("002", "Daesh can still be a threat and attract support", "Luigi Di Maio"),
    ("002", "the US bombing is “unacceptable”", "Iraq"),
    ("002", "it acted in self-defense", "United States"),
    ("002", "It was my great honor to meet today with His Holiness", "Antony Blinken"),
    ("002", "“Firmly committed” to fight against IS", "European Union"),
    ("002", "his organization is “firmly committed” in the fight", "Josep Borrell"),
    ("002", "our action Collective action remains crucial", "Josep Borrell"),
    ("002", "the Islamic State may be getting stronger in that country", "Geir Pederson"),
]
FORBIDDEN = [
    "Copyright 2024 Nexstar Media Inc.",
    "All rights reserved",
    "“riddled”",
    "“hot beds”",
    "speaks during a press conference at the Fiera Roma",
    "With Reuters and AP",
]
ODD = {
    "nothing": "",
    "line feeds": "\n\n\n",
    "a stop": ".",
    "three stops": "...",
    "one word": "Rain",
    "an opening mark": "“",
    "only marks": "“”\"'«»‘’„–—…!?",
    "marks apart": '“ ” “ " ” “',
    "a colon": "Mayor Brandt:",
    "according to nobody": "According to",
    "only a cue": "said",
    "emoji": "😀😀 said 👩‍👩‍👧‍👦: “🇮🇹 😀!” 😀",
    "bidi": "\u202eThe mayor said\u202c \u2067“שלום”\u2069 \u200f.",
    "controls": "The mayor\x01 said\x07 that\x1b[31m it\x7f rained\x9f.",
    "unpaired surrogate's look-alike": "The mayor \ufffd said \ufffe that \U0010ffff rains.",
    "combining marks": "The mayo\u0301\u0302\u0303\u0304r said “e\u0301\u0301”, he said.",
    "separators": "The mayor\u2028said\u2029that\x0bit\x0crained.\x85",
    "another script": "市長は「雨が降る」と言った。 Мэр сказал: «Идёт дождь».",
    "markup": "<p>“We go,” <b>she</b> said.</p>&nbsp;{{mayor}}",
    "a number": "1,234.56 % – 7",
}


@pytest.fixture(scope="module")
def extractions(extractor):
    return [extractor.extract(found) for found in seeds()]


def words_of(extraction, attribution):
    return " … ".join(span.of(extraction.article.text) for span in attribution.content)


def placed(attribution):
    """Every span of an attribution."""
    single = [span for span in (attribution.when, attribution.where) if span]
    return [*attribution.content, *attribution.cue, *(attribution.speaker.spans if attribution.speaker else ()), *single]


def sound(extraction):
    """Whether every span lies in the text, in order and without empty ones."""
    whole = Span(0, len(extraction.article.text))
    spans = [span for attribution in extraction.attributions for span in placed(attribution)]
    spans += [diagnostic.span for diagnostic in extraction.diagnostics if diagnostic.span]
    contents = [attribution.content for attribution in extraction.attributions]
    return all(len(span) and whole.contains(span) for span in spans) and contents == sorted(contents)


def test_the_seeds_yield_what_is_written_down(extractions):
    assert golden(extractions) == GOLDEN.read_text(encoding="utf-8"), "run python tests/make_fixtures.py and read the difference"


@pytest.mark.parametrize(("number", "words", "name"), REQUIRED)
def test_what_the_seeds_must_yield(extractions, number, words, name):
    extraction = next(found for found in extractions if found.article.id.startswith(number))
    found = [attribution for attribution in extraction.attributions if words in words_of(extraction, attribution)]
    assert [attribution.entity and attribution.entity.name for attribution in found] == [name]


@pytest.mark.parametrize("words", FORBIDDEN)
def test_what_the_seeds_must_not_yield(extractions, words):
    assert any(words in extraction.article.text for extraction in extractions)
    assert not [a for extraction in extractions for a in extraction.attributions if words in words_of(extraction, a)]


def test_every_span_of_the_seeds_lies_in_its_text(extractions):
    assert all(sound(extraction) for extraction in extractions)


def test_every_word_stands_where_the_parse_says(extractor):
    for found in seeds():
        parse = extractor._parser.parse(found)
        assert [word.index for word in parse.words] == list(range(len(parse.words)))
        assert [(s.first, s.last) for s in parse.sentences] == list(
            zip([0, *(s.last for s in parse.sentences[:-1])], [s.last for s in parse.sentences], strict=True)
        )
        for sentence in parse.sentences:
            assert parse.blocks[sentence.block].contains(sentence.span)
            words = parse.words[sentence.first : sentence.last]
            assert sum(word.head is None for word in words) == 1
            assert all(word.head is None or sentence.first <= word.head < sentence.last for word in words)
            assert all(sentence.span.contains(word.span) for word in words)
        assert all(fold(word.span.of(found.text)) == word.text for word in parse.words)
        assert all(fold(name.span.of(found.text)).strip() for name in parse.names)


def test_the_same_article_yields_the_same_whatever_was_read_before(extractor, extractions):
    for extraction in reversed(extractions):
        assert extractor.extract(extraction.article) == extraction


def test_an_article_alone_yields_the_same_and_asks_no_network(extractions, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Extractor().extract(extractions[1].article) == extractions[1]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_do_no_harm(extractor, text):
    assert sound(extractor.extract(article(text)))


def test_a_line_without_end_or_stop(extractor):
    text = ("the mayor said that it rained and the harbour was shut while they told us " * 700)[:50_000]
    extraction = extractor.extract(article(text))
    assert sound(extraction)
    assert extraction.attributions


def test_a_sentence_without_end_keeps_its_words_in_place(extractor):
    text = "They can’t wait and won’t go and it’s the mayor’s gonna-be harbour so cannot stay " * 40 + "."
    parse = extractor._parser.parse(article(text))
    assert len(parse.sentences) > 1
    assert max(sentence.last - sentence.first for sentence in parse.sentences) <= 2 * 200
    assert "".join(word.text for word in parse.words).replace(" ", "") == fold(text).replace(" ", "")
    assert all(fold(word.span.of(text)) == word.text for word in parse.words)


def test_the_models_digest_names_the_shipped_models(extractor):
    assert extractor.models_digest == models.digest(models.shipped())


def test_the_shipped_models_are_whole():
    models.verify(models.shipped())


@pytest.fixture
def copy(tmp_path):
    """The shipped models as links, so that one of them can be replaced."""
    for path in models.shipped().rglob("*"):
        place = tmp_path / path.relative_to(models.shipped())
        if path.is_dir():
            place.mkdir()
        elif path.suffix in (".json", ".pt", ".safetensors", ".tsv") or path.name == "SHA256SUMS":
            place.symlink_to(path)
    return tmp_path


def test_a_damaged_copy_is_refused_and_the_file_named(copy):
    damaged = copy / "network" / "weights.safetensors"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.unlink()
    damaged.write_bytes(content)
    with pytest.raises(ModelsError) as caught:
        Extractor(copy).extract(article("Rain fell."))
    assert str(damaged) in str(caught.value)


def test_models_that_do_not_load_say_so_in_one_line(copy):
    (copy / "SHA256SUMS").unlink()
    broken = copy / "en" / "tokenize" / "quotecheck.pt"
    broken.unlink()
    broken.write_bytes(b"no model at all")
    with pytest.raises(ModelsError, match="do not load") as caught:
        Extractor(copy).extract(article("Rain fell."))
    assert "\n" not in str(caught.value)


def test_missing_models_are_named(tmp_path):
    with pytest.raises(ModelsError) as caught:
        Extractor(tmp_path / "nowhere").extract(article("Rain fell."))
    assert str(tmp_path / "nowhere") in str(caught.value)


@pytest.mark.parametrize("name", ["config.json", "lemmas.tsv", "tokenizer.json", "weights.safetensors"])
def test_a_network_that_is_not_whole_says_so_in_one_line(copy, name):
    (copy / "network" / name).unlink()
    (copy / "SHA256SUMS").unlink()
    with pytest.raises(ModelsError, match="does not load") as caught:
        Extractor(copy).extract(article("Rain fell."))
    assert str(copy / "network" / name) in str(caught.value)
    assert "--models DIR" in str(caught.value)
    assert "\n" not in str(caught.value)
