from __future__ import annotations

import bz2
import gzip
import lzma

import pytest

from benchmarks.mutations import plain
from benchmarks.pages import tar_of, zip_of
from quotecheck.reading.kinds import HEAD, SUFFIXES, kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "text"),
        (b"He said no.", "text"),
        (b"[1] He said no.", "text"),
        (b"{sic} he said", "text"),
        (b"<he said>", "text"),
        (b"<!doctype html><p>No", "HTML"),
        (b"  <!-- made by x -->\n<HTML><body>", "HTML"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', "HTML"),
        (b'<?xml version="1.0"?><nitf>', "XML"),
        (b"<newsItem>", "XML"),
        (b'{"id": 1, "text": "no"}', "JSON lines"),
        (b'{"id": 1, "text": "no"}\n{"id": 2}', "JSON lines"),
        (b'{\n "id": 1,\n "text": "no"\n}', "JSON"),
        (b'[{"id": 1}]', "JSON"),
        (b'\xef\xbb\xbf[{"id": 1}]', "JSON"),
        (b"id,text\n1,no", "a table"),
        (b'"URL";"Text"\n', "a table"),
        (b"text\tid\n", "a table"),
        (b"title,text\n", "text"),
        (b"From: a@b.c\nSubject: No\nMessage-ID: <1>\n\nNo", "an e-mail"),
        (b"From: a@b.c\r\nTo: d\r\nMIME-Version: 1.0\r\n\r\nNo", "an e-mail"),
        (b"Rome: he said no.\nParis: she did, too.\n\nAnd so on.", "text"),
        (b"%PDF-1.4", "PDF"),
        (b"WARC/1.0\r\n", "WARC"),
        (gzip.compress(b""), "gzip"),
        (bz2.compress(b""), "bzip2"),
        (lzma.compress(b""), "xz"),
        (zip_of({"a.txt": b"no"}), "ZIP"),
        (zip_of({}), "ZIP"),
        (zip_of({"word/document.xml": b"no"}), "DOCX"),
        (tar_of({"a.txt": b"no"}), "tar"),
    ],
)
def test_what_something_is_is_told_by_its_bytes(head, kind):
    assert str(kind_of(head, "")) == kind
    assert str(kind_of(head, "story.txt")) == kind


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"He said no.", "a.html", "HTML"),
        (b"<p>He said no.", "a.md", "text"),
        (b"title,words\n", "a.csv", "a table"),
        (b"nonsense", "a.json", "JSON"),
        (b"nonsense", "a.jsonl", "JSON lines"),
        (b'{"id": 1, "text": "no"}', "a.json", "JSON"),
        (b'{"id": 1}\n{"id": 2}\n', "a.json", "JSON lines"),
        (b"<story>no</story>", "a.xml", "XML"),
        (b"nonsense", "a.pdf", "PDF"),
        (b"nonsense", "a.gz", "text"),
        (b"nonsense", "a.zip", "text"),
        (b"Subject: no\n\nHe said no.", "a.eml", "an e-mail"),
        (b"Subject: no\n\nHe said no.", "a.txt", "text"),
        (b"He said no.", "a.docx", "DOCX"),
    ],
)
def test_the_name_tells_where_the_bytes_do_not(head, name, kind):
    assert str(kind_of(head, name)) == kind


def test_a_line_of_json_that_is_longer_than_what_is_looked_at_is_one():
    head = (b'{"id": 1, "text": "' + b"a" * HEAD)[:HEAD]
    assert str(kind_of(head, "")) == "JSON lines"


def test_every_kind_of_document_is_known_by_the_ending_of_its_name():
    assert {f".{name.rpartition('.')[2]}" for name in plain()} <= SUFFIXES
