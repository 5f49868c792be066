from __future__ import annotations

import io

import pytest

from quotecheck.reading import Reading, language, read
from quotecheck.reading.language import detect_language
from quotecheck.reading.page import read_page
from quotecheck.reading.sources import Place, read_stream

TEXTS = {
    "en": "The president said on Monday that the situation could not go on like this, and that nothing would be done about it for now. "
    * 3,
    "fr": "Le président a déclaré lundi que la situation ne pouvait pas durer, et que rien ne serait fait pour le moment. " * 3,
    "de": "Der Präsident sagte am Montag, die Lage könne nicht so bleiben, und es werde vorerst nichts dagegen getan. " * 3,
    "es": "El presidente dijo el lunes que la situación no podía seguir así y que por ahora no se haría nada al respecto. " * 3,
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told(language):
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "He said no.", "1 2 3 4 5 6 7 8 9 0 " * 99, "xq zzv kkj " * 3])
def test_too_few_words_tell_no_language(text):
    assert detect_language(text) is None


def test_an_article_in_another_language_is_kept_and_its_language_said():
    (found,) = read("-", stdin=io.BytesIO(TEXTS["fr"].encode()))
    assert (found.source.language, found.text) == ("fr", TEXTS["fr"])


def test_a_page_is_in_the_language_of_its_words_not_of_its_template():
    raw = f"<html lang=en-US><body><article><p>{TEXTS['fr']}</p><p>{TEXTS['fr']}</p></article></body></html>".encode()
    place = Place(id="a.html", path="a.html", name="a.html")
    (found,) = read_stream(io.BytesIO(raw), place, Reading())
    assert found.source.language == "fr"
    assert read_page(raw, name="a").metadata["language"] == "en"


def test_furniture_does_not_tell_the_language():
    related = "".join(f"<li><a href='/{number}'>{TEXTS['en']}</a></li>" for number in range(5))
    raw = f"<html><body><nav><ul>{related}</ul></nav><article><p>{TEXTS['de']}</p></article></body></html>".encode()
    (found,) = read_stream(io.BytesIO(raw), Place(id="a", path="a", name="a"), Reading())
    assert found.source.language == "de"


def test_what_is_short_is_in_the_language_that_it_says_or_in_that_which_is_given():
    record = b'{"id": 1, "text": "Il a dit non.", "language": "fr"}\n'
    (found,) = read("-", stdin=io.BytesIO(record))
    assert found.source.language == "fr"
    (found,) = read("-", stdin=io.BytesIO(b"Il a dit non."), reading=Reading(language="fr"))
    assert found.source.language == "fr"


def test_an_article_that_says_everything_in_two_languages_is_read_where_one_is_english():
    raw = f"<html lang=en><body><article><p>{TEXTS['en'][:130]}</p><p>{TEXTS['fr']}</p></article></body></html>".encode()
    (found,) = read_stream(io.BytesIO(raw), Place(id="a", path="a", name="a"), Reading())
    assert found.source.language == "en"


def test_where_languages_cannot_be_told_articles_are_read_for_all_that(monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(language, "_loaded", full)
    (found,) = read("-", stdin=io.BytesIO(TEXTS["en"].encode()))
    assert found.source.language is None
    assert not language.is_partly(TEXTS["en"], "en")
