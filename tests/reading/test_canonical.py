from __future__ import annotations

import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import read_bytes, restores
from quotecheck.reading.canonical import canonical, decode

# Text as it may stand in a file: no half surrogate pairs, no control characters but white space.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r\u0301é“”\u2028")).filter(str.strip)
MARK = "\ufeff"


@given(st.text())
def test_canonical_text_stays_as_it_is(text):
    once = canonical(text)
    assert canonical(once) == once
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)


@given(texts.filter(lambda text: not text.startswith(MARK)), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_bytes_give_their_text_and_give_it_again(text, encoding):
    raw = text.encode(encoding)
    article = read_bytes(raw, id="a.txt", path="a.txt")
    assert article.text == canonical(text)
    assert article.source.encoding == encoding
    assert article.source.raw == raw
    assert article.source.digest == sha256(raw).hexdigest()
    assert article.diagnostics == ()
    assert restores(article)


@given(texts, st.data())
def test_line_and_column_find_the_offset_again(text, data):
    article = read_bytes(text.encode(), id="a.txt", path="a.txt")
    offset = data.draw(st.integers(0, len(article.text)))
    line = article.text.split("\n")[article.line_of(offset) - 1]
    column = article.column_of(offset)
    assert article.text[:offset].endswith(line[: column - 1])
    assert 1 <= column <= len(line) + 1


@pytest.mark.parametrize("ending", ["", "\n", " \n\n", "\t"])
def test_nothing_is_stripped(ending):
    assert read_bytes(f"  He said no.{ending}".encode(), id="a").text == f"  He said no.{ending}"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks_of_either_order(codec):
    assert read_bytes((MARK + "“No,” he said.").encode(codec), id="a").text == "“No,” he said."


@pytest.mark.parametrize(
    "text",
    ["“We won’t,” he said – “never.”", "£5 million, he said", "café", "François Hollande a déclaré qu’il n’avait pas été informé."],
)
def test_windows_1252_is_guessed_and_said_to_be_a_guess(text):
    article = read_bytes(text.encode("cp1252"), id="a.txt", path="a.txt")
    assert article.text == text
    assert article.source.encoding == "cp1252"
    assert [diagnostic.span for diagnostic in article.diagnostics] == [None]
    assert "cp1252, a guess" in article.diagnostics[0].message
    assert restores(article)


def test_another_alphabet_is_guessed():
    text = "Президент сказал: «Мы не знаем»."
    assert decode(text.encode("cp1251"), name="a").text == text


@pytest.mark.parametrize("raw", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\ufeff".encode("utf-16-le")])
def test_blank_bytes_are_refused(raw):
    with pytest.raises(InputError, match=r"^news\.txt: is empty\. [^\n]+$"):
        read_bytes(raw, id="news.txt")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"He said\0no.",
        bytes(range(1, 256)) * 4,
        b"\x01\x02\x03\x04" * 10 + b"words",
        "\ufeffHe said\0no.".encode("utf-16-le"),
    ],
)
def test_binary_data_is_refused(raw):
    with pytest.raises(InputError, match=r"^news\.txt: not a text file [^\n]+$"):
        read_bytes(raw, id="news.txt")


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_an_article_or_refused_in_one_line(raw):
    outcome: Article | str
    try:
        outcome = read_bytes(raw, id="a.txt", path="a.txt")
    except InputError as error:
        outcome = str(error)
    if isinstance(outcome, Article):
        assert restores(outcome)
        outcome.text.encode()
    else:
        assert outcome.startswith("a.txt: ")
        assert "\n" not in outcome


def test_one_stray_control_character_is_no_reason_to_refuse():
    text = "He said that nothing had changed, and that nothing would.\x07 " * 2
    assert read_bytes(text.encode(), id="a").text == text


def test_broken_utf_16_says_where():
    with pytest.raises(InputError, match=r"^a\.txt: starts with the mark of UTF-16 but breaks it at byte \d+"):
        read_bytes("\ufeffno".encode("utf-16-le") + b"\x00\xd8", id="a.txt")


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("2024-02-27", "2024-02-27"),
        ("20240227", "2024-02-27"),
        ("2024-W09-2", "2024-02-27"),
        ("2024-02-27T10:30:00Z", "2024-02-27T10:30:00+00:00"),
        ("2024-02-27 10:30", "2024-02-27T10:30:00"),
    ],
)
def test_dates_are_kept_in_the_extended_form(stated, kept):
    assert read_bytes(b"No.", id="a", published=stated).source.published == kept


@pytest.mark.parametrize("stated", ["yesterday", "", "2024-13-01", "2024-02", "27.2.2024"])
def test_what_is_no_date_is_refused(stated):
    with pytest.raises(InputError, match=r"^a: published is .* ISO 8601\. [^\n]+$"):
        read_bytes(b"No.", id="a", published=stated)


def test_metadata_is_kept():
    known = {"title": "T", "url": "https://example.org", "outlet": "O", "author": "A", "published": "2024-02-27", "language": "en"}
    source = read_bytes(b"No.", id="a", **known).source
    assert {key: getattr(source, key) for key in known} == known


def test_text_that_is_not_its_bytes_is_noticed():
    article = read_bytes(b"No.\r\n", id="a", path="a")
    assert restores(article)
    assert not restores(type(article)(id="a", text="No.\r\n", source=article.source))
