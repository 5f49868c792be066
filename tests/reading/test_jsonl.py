from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import read_jsonl, restores


def read_lines(*lines: bytes | str | dict) -> list[Article | InputError]:
    encoded = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    raw = b"\n".join(line.encode() if isinstance(line, str) else line for line in encoded)
    return list(read_jsonl(io.BytesIO(raw), name="news.jsonl"))


@given(st.text(st.characters(exclude_categories=("Cs",))).filter(str.strip), st.booleans())
def test_the_text_is_kept_as_given(text, ascii_only):
    (article,) = read_lines(json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only))
    assert article.text == text
    assert article.source.raw == text.encode()
    assert article.source.path is None
    assert restores(article)


def test_line_ends_and_composition_are_the_givers():
    (article,) = read_lines({"id": "a", "text": "Cafe\u0301 a\r\nb"})
    assert article.text == "Cafe\u0301 a\r\nb"


def test_metadata_and_numbers_for_ids():
    known = {"title": "T", "url": "U", "outlet": "O", "author": "A", "published": "20240227", "language": "en"}
    (article,) = read_lines({"id": 7, "text": "No.", "other": [1], **known})
    assert article.id == "7"
    assert {key: getattr(article.source, key) for key in known} == known | {"published": "2024-02-27"}


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    items = read_lines("\ufeff" + json.dumps({"id": "a", "text": "No."}), "", "  \r", {"id": "b", "text": "Yes."})
    assert [item.id for item in items] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        (b"\xff\xfe", "not UTF-8"),
        ({"text": "No."}, 'no "id"'),
        ({"id": None, "text": "No."}, 'no "id"'),
        ({"id": "", "text": "No."}, 'no "id"'),
        ({"id": True, "text": "No."}, 'no "id"'),
        ({"id": 1.5, "text": "No."}, 'no "id"'),
        ({"id": "a"}, 'no "text"'),
        ({"id": "a", "text": 5}, '"text" is not a string'),
        ({"id": "a", "text": None}, '"text" is empty'),
        ({"id": "a", "text": " \n"}, '"text" is empty'),
        ({"id": "a", "text": "No.", "title": 5}, '"title" is not a string'),
        ({"id": "a", "text": "No.", "published": "soon"}, "published is 'soon'"),
        ({"id": "a", "text": "half \ud83d"}, '"text" holds half a surrogate pair'),
        ({"id": "\ud83d", "text": "No."}, '"id" holds half a surrogate pair'),
        ({"id": "a", "text": "No.", "outlet": "\ud83d"}, '"outlet" holds half a surrogate pair'),
        ('{"id": ' + "9" * 5000 + ', "text": "No."}', "too long"),
        ("[" * 100_000, "too deep"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(line, complaint):
    first, error, last = read_lines({"id": "a", "text": "No."}, line, {"id": "c", "text": "Yes."})
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(error, InputError)
    assert str(error).startswith("news.jsonl:2: ")
    assert complaint in str(error)
    assert str(error).count(". ") >= 1, "what to do next"
    assert "\n" not in str(error)


@given(st.lists(st.binary(max_size=40)))
def test_any_bytes_give_articles_or_errors(lines):
    for item in read_lines(*lines):
        assert isinstance(item, InputError | Article)


@pytest.mark.parametrize("lines", [(), ("", "  "), (b"\xef\xbb\xbf",)])
def test_no_line_at_all_is_an_error(lines):
    (error,) = read_lines(*lines)
    assert str(error) == 'news.jsonl: no line in it. Give an object with "id" and "text" a line.'


def test_an_empty_date_counts_as_none():
    (article,) = read_lines({"id": "a", "text": "No.", "published": ""})
    assert article.source.published is None
