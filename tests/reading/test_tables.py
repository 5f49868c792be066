from __future__ import annotations

import json

import pytest

from quotecheck.errors import InputError
from quotecheck.reading.jsonl import read_json
from quotecheck.reading.table import read_table

SAID = {
    "title": "No",
    "url": "https://example.org/7",
    "outlet": "The Post",
    "author": "Ada Winters",
    "published": "2016-07-04",
    "language": "en",
}


def refusal(found) -> str:
    """Why nothing at all was read."""
    with pytest.raises(InputError) as refused:
        list(found)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def said(found) -> list[str]:
    return [str(one) if isinstance(one, InputError) else one.text for one in found]


def test_a_row_with_all_that_it_says():
    header, row = ",".join(["id", "text", "words", *SAID]), ",".join(["7", '"He said ""no"",\r\nand so on."', "9", *SAID.values()])
    (found,) = read_table(f"{header}\r\n{row}\r\n".encode(), name="a.csv")
    assert (found.id, found.text) == ("7", 'He said "no",\r\nand so on.')
    assert {key: getattr(found.source, key) for key in SAID} == SAID
    assert (found.source.reader, found.source.path) == ("record", None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_columns_come_in_any_order_between_any_delimiters(delimiter, encoding):
    raw = delimiter.join(["Text", " URL "]) + "\n" + delimiter.join(["“No” – the café’s owner said.", "https://example.org/7"]) + "\n\n"
    (found,) = read_table(raw.encode(encoding), name="a.csv")
    assert (found.id, found.text) == ("https://example.org/7", "“No” – the café’s owner said.")


def test_rows_that_cannot_be_read_are_said_and_the_rest_is_read():
    rows = b"id,text,published\n1,no\n2,\n,no\n3,no,soon\n4,no,,x\n5,yes\n"
    shape = "A table has the columns id (or url) and text, and may have title, url, outlet, author, published, language."
    assert said(read_table(rows, name="a.csv")) == [
        "no",
        f'a.csv:3: no "text". {shape}',
        f'a.csv:4: no "id", or one that is neither a string nor a whole number. {shape}',
        "a.csv:5: published is 'soon', which is no date of ISO 8601. Write it as 2024-02-27 or 2024-02-27T10:30:00+00:00.",
        "a.csv:6: more fields than columns. Put what holds a ',' between quotation marks.",
        "yes",
    ]


def test_what_is_no_table_is_refused():
    assert refusal(read_table(b"a,b\n1,2\n", name="a.csv")).startswith("a.csv: no column text, or neither id nor url. A table has")
    assert refusal(read_table(b'id,text\n1,"no" yes\n', name="a.csv")).startswith("a.csv: below line ")
    assert said(read_table(b"id,text\n\n", name="a.csv"))[0].startswith("a.csv: no row below its columns. A table has")


def test_an_object_of_json_with_all_that_it_says():
    record = SAID | {
        "id": 7,
        "text": "He said no.\r\n",
        "license": "CC BY",
        "fetched": "2016-07-05T10:00:00Z",
        "words": 9,
        "author": " Ada\nWinters\x07",
    }
    (found,) = read_json(json.dumps(record).encode(), name="a.json")
    assert (found.id, found.text) == ("7", "He said no.\r\n")
    assert {key: getattr(found.source, key) for key in SAID} == SAID
    assert (found.source.licence, found.source.fetched) == ("CC BY", "2016-07-05T10:00:00+00:00")


def test_objects_may_stand_in_an_array_or_in_one_that_an_object_holds():
    records = [{"id": "a", "text": "no"}, {"id": "b", "text": "yes"}]
    for document in (records, {"count": 2, "articles": records, "tags": ["x"]}):
        assert said(read_json(json.dumps(document).encode("utf-8-sig"), name="a.json")) == ["no", "yes"]


def test_a_page_in_a_record_is_read_as_one():
    paragraphs = "".join(f"<p>He said no {number} times, and that there was nothing to be done.</p>" for number in range(5))
    page = f"<html><head><title>No</title></head><body><nav><a href=/>Home</a></nav><article>{paragraphs}</article></body></html>"
    (found,) = read_json(json.dumps({"url": "https://example.org/7", "html": page, "author": "Ada"}).encode(), name="a.json")
    assert (found.id, found.source.author, found.source.reader) == ("https://example.org/7", "Ada", "html")
    assert [line.line for line in found.furniture] == [1]


def test_objects_that_cannot_be_read_are_said_and_the_rest_is_read():
    records = [
        {"id": 1},
        {"id": True, "text": "no"},
        {"id": 2, "text": 7},
        {"id": 3, "text": " "},
        {"id": 4, "text": "\ud800"},
        {"id": 5, "text": "no"},
    ]
    shape = 'It is an object with "id" and "text", or an array of them.'
    assert said(read_json(json.dumps(records).encode(), name="a.json")) == [
        f'a.json[1]: no "text". {shape}',
        f'a.json[2]: no "id", or one that is neither a string nor a whole number. {shape}',
        'a.json[3]: "text" is not a string. Put it between quotation marks, or leave it out.',
        'a.json[4]: "text" is empty. There is no article to read: leave the line out.',
        'a.json[5]: "text" holds half a surrogate pair at character 1. Write the whole character.',
        "no",
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[1, 2]", "JSON of another shape."),
        (b"{}", "JSON of another shape."),
        (b'{"a": [{"id": 1}], "b": [{"id": 2}]}', "JSON of another shape."),
        (b'[\n{"id": 1}', ":2: not JSON ("),
        (b'["\xff"]', "not UTF-8 at byte 3."),
        (b"[" * 100_000, "JSON that is nested too deep or holds a number that is too long."),
        (b"[" + b"9" * 10_000 + b"]", "JSON that is nested too deep or holds a number that is too long."),
    ],
)
def test_json_that_holds_no_articles_is_refused(raw, why):
    message = refusal(read_json(raw, name="a.json"))
    assert message.startswith("a.json")
    assert why in message


def test_the_line_in_which_excel_names_the_delimiter_is_heeded():
    one, bad = read_table(b'sep=;\r\nid;text\r\n1;"No, he said, no, no."\r\n2;\r\n', name="a.csv")
    assert one.text == "No, he said, no, no."
    assert str(bad).startswith("a.csv:4: ")


def test_what_is_null_or_empty_is_not_given():
    page = "<p>He said no, and that there was nothing to be done.</p>"
    records = [
        {"id": None, "url": "https://a.example/1", "text": "no"},
        {"id": "", "url": "https://a.example/2", "text": None, "html": page},
    ]
    one, two = read_json(json.dumps(records).encode(), name="a.json")
    assert (one.id, two.id, two.source.reader) == ("https://a.example/1", "https://a.example/2", "html")


def test_a_text_that_is_html_is_kept_and_remarked_upon():
    (found,) = read_json(b'{"id": 1, "text": "<p>He said no.</p>"}', name="a.json")
    assert found.text == "<p>He said no.</p>"
    assert "looks like HTML" in found.diagnostics[0].message
