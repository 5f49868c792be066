from __future__ import annotations

import importlib
import zlib

import pytest

from benchmarks.pages import Story, docx_of, newsml_of, nitf_of, pdf_of, pdf_of_story, zip_of
from quotecheck.errors import InputError
from quotecheck.reading import extras
from quotecheck.reading.docx import read_docx
from quotecheck.reading.newsml import read_newsml
from quotecheck.reading.pdf import read_pdf

STORY = Story(
    title="Council & harbour",
    author="Ada Winters",
    published="2016-07-04",
    outlet="The Harbour Post",
    url="https://www.example.org/news/7",
    paragraphs=("“Nobody moves me,” he told the council.", "She said that she would not call the police."),
)
LOCK = f"/ID[({'a' * 16})({'a' * 16})]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({'o' * 32})/U({'u' * 32})>>"


def refusal(read, raw: bytes, name: str) -> str:
    with pytest.raises(InputError) as refused:
        read(raw, name=name)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def missing(monkeypatch, module: str) -> None:
    def load(name: str):
        if name.startswith(module):
            raise ImportError(name)
        return importlib.import_module(name)

    monkeypatch.setattr(extras, "import_module", load)


def test_nitf_with_all_that_it_says():
    found = read_newsml(nitf_of(STORY), name="a.nitf")
    assert found.text == "\n\n".join((STORY.title, *STORY.paragraphs)) + "\n"
    assert (found.reader, found.encoding) == ("xml", "utf-8")
    said = {"title": STORY.title, "author": "Ada Winters", "outlet": STORY.outlet, "published": "2016-07-04T08:30:00+00:00"}
    assert found.metadata == said


def test_newsml_that_holds_a_page():
    found = read_newsml(newsml_of(STORY), name="a.xml")
    assert found.text == "\n\n".join((STORY.title, *STORY.paragraphs)) + "\n"
    assert (found.metadata["title"], found.metadata["author"]) == (STORY.title, "Ada Winters")
    assert found.metadata["published"] == "2016-07-04T08:30:00+00:00"


def test_the_encoding_of_xml_is_the_one_that_it_declares():
    raw = nitf_of(STORY).decode().replace("UTF-8", "windows-1252").encode("cp1252")
    found = read_newsml(raw, name="a")
    assert (found.encoding, STORY.paragraphs[0] in found.text) == ("cp1252", True)


def test_a_date_that_is_none_says_nothing():
    found = read_newsml(nitf_of(STORY).replace(b'norm="20160704T083000Z"', b'norm="soon"'), name="a")
    assert found.metadata["published"] is None


def test_xml_of_another_kind_or_broken_is_refused():
    assert refusal(read_newsml, b"<rss><channel/></rss>", "a.xml") == (
        "a.xml: XML of another kind than NITF or NewsML-G2. A feed is read by --feed; of anything else, save the text as a file."
    )
    assert refusal(read_newsml, b"<nitf>" + b" " * 10_000_000, "a.xml") == (
        "a.xml: XML of more than 10 MB, which no story has. Save its text as a file."
    )
    assert refusal(read_newsml, b"<nitf><body>", "a.xml").startswith("a.xml: no sound XML (")
    assert refusal(read_newsml, b"<nitf><body.content> </body.content></nitf>", "a.xml") == (
        "a.xml: no text in its XML. Is it the story itself, and not a notice of one?"
    )


def test_entities_are_neither_unfolded_nor_fetched():
    declared = b'<!DOCTYPE nitf [<!ENTITY e "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read_newsml(declared + b"<nitf><body.content><p>He said &e; &f; no.</p></body.content></nitf>", name="a")
    assert found.text == "He said no.\n"


def test_pdf_page_by_page_with_its_title():
    found = read_pdf(pdf_of([["“Nobody moves me,”", "he said."], [], ["The end."]], title="Council"), name="a.pdf")
    assert found.text == "“Nobody moves me,”\nhe said.\n\nThe end.\n"
    assert (found.reader, found.encoding, found.metadata) == ("pdf", "", {"title": "Council"})
    assert read_pdf(pdf_of_story(STORY), name="a").text.split() == " ".join((STORY.title, *STORY.paragraphs)).split()


def test_a_hyphen_that_only_the_end_of_a_line_has_put_there_is_none():
    assert read_pdf(pdf_of([["This is unsus-", "tainable, the re-elected", "mayor said."]]), name="a").text == (
        "This is unsustainable, the re-elected\nmayor said.\n"
    )


def test_a_pdf_file_that_cannot_be_read_is_refused():
    locked = pdf_of([["He said no."]], trailer=LOCK)
    assert (
        refusal(read_pdf, locked, "a.pdf") == "a.pdf: a PDF file that cannot be read: it is locked by a password. Save its text as a file."
    )
    assert refusal(read_pdf, b"%PDF-1.4 nonsense", "a.pdf") == (
        "a.pdf: a PDF file that cannot be read: it is damaged. Save its text as a file."
    )
    assert refusal(read_pdf, pdf_of([[], []]), "a.pdf") == (
        "a.pdf: no text in this PDF file (pictures of pages?). Have the text recognised (OCR) and save it as a file."
    )
    assert refusal(read_pdf, pdf_of([[]] * 2_001), "a.pdf") == (
        "a.pdf: a PDF file of 2,001 pages, which no article has. Save the pages that matter."
    )


def test_a_pdf_file_that_unpacks_to_too_much_is_refused():
    packing = zlib.compressobj(9)
    bomb = b"".join(packing.compress(bytes(10_000_000)) for _ in range(21)) + packing.flush()
    raw = pdf_of([["He said no."]]) + b"9 0 obj<</Filter/FlateDecode>>stream\n" + bomb + b"endstream"
    assert refusal(read_pdf, raw, "a.pdf") == (
        "a.pdf: a PDF file that unpacks to more than 200 MB, which no article does. Save its text as a file."
    )


def test_docx_with_all_that_it_says():
    found = read_docx(docx_of(STORY), name="a.docx")
    assert found.text == "\n\n".join((STORY.title, *STORY.paragraphs)) + "\n"
    assert (found.reader, found.encoding) == ("docx", "")
    assert found.metadata == {"title": STORY.title, "author": "Ada Winters"}


def test_of_tracked_changes_what_was_inserted_stays_and_what_was_deleted_does_not():
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>He said </w:t></w:r><w:ins><w:r><w:t>no</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>yes</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert read_docx(docx_of(STORY, body=body), name="a").text == "He said no.\n"


def test_a_document_of_word_that_cannot_be_read_is_refused():
    assert refusal(read_docx, b"PK\x03\x04", "a.docx") == (
        "a.docx: a document of Word that is damaged (BadZipFile). Save its text as a file."
    )
    assert refusal(read_docx, docx_of(STORY, document=b"<w:document"), "a.docx") == (
        "a.docx: a document of Word that is damaged (ExpatError). Save its text as a file."
    )
    assert refusal(read_docx, docx_of(STORY, body="<w:p/>"), "a.docx") == "a.docx: is empty. There is no article to read."
    assert refusal(read_docx, zip_of({"xl/workbook.xml": b"<a/>"}), "a.docx") == (
        "a.docx: an Office file, but no document of Word. Save its text as a file."
    )
    assert refusal(read_docx, docx_of(STORY, body=" " * 50_000_000), "a.docx") == (
        "a.docx: unpacks to more than 50 MB, which no article does. Save its text as a file."
    )
    assert refusal(read_docx, docx_of(STORY, body="<w:p/>" * 300_001), "a.docx") == (
        "a.docx: a document of more than a thousand pages, which no article has. Save its text as a file."
    )


def test_what_reads_a_kind_that_not_everybody_needs_may_be_missing(monkeypatch):
    missing(monkeypatch, "pypdfium2")
    assert refusal(read_pdf, pdf_of([["No."]]), "a.pdf") == (
        "a.pdf: a PDF file, for which quotecheck needs its extra [pdf]: pip install 'quotecheck-news[pdf]'."
    )
    missing(monkeypatch, "mammoth")
    assert refusal(read_docx, docx_of(STORY), "a.docx") == (
        "a.docx: a document of Word, for which quotecheck needs its extra [docx]: pip install 'quotecheck-news[docx]'."
    )
