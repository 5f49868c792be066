from __future__ import annotations

import gzip
import io

import pytest

from benchmarks.pages import LAYOUTS, Story, warc_of
from quotecheck.errors import InputError
from quotecheck.reading import extras
from quotecheck.reading.sources import Place, Reading, read_stream
from quotecheck.reading.warc import read_warc

STORY = Story(
    title="Council meets",
    author="Ada Winters",
    published="2016-07-04",
    outlet="The Harbour Post",
    url="https://www.example.org/news/7",
    paragraphs=tuple(f"“Nobody moves me,” he told the café for the {number}th time, and went home." for number in range(5)),
)
PAGE = LAYOUTS["HTML5"](STORY).raw
BARE = b"<html><body><article>" + b"".join(b"<p>%s</p>" % line.encode("cp1252") for line in STORY.paragraphs) + b"</article></body></html>"


def read(raw: bytes, **options) -> list:
    return list(read_warc(io.BytesIO(raw), name="a.warc", **options))


def refusal(raw: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read(raw)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_pages_are_cited_by_their_address_with_what_they_and_the_archive_say():
    one, other = read(b"".join(warc_of({"https://a.example/1": PAGE, "https://a.example/2": BARE.decode("cp1252").encode()})))
    assert (one.id, one.source.path, one.source.raw) == ("https://a.example/1", None, PAGE)
    assert one.source.url == "https://a.example/1", "a page does not name one of another host"
    assert (STORY.url, one.source.title, one.source.author) == (STORY.url, STORY.title, STORY.author)
    assert (one.source.fetched, one.source.reader) == ("2016-07-04T08:30:00+00:00", "html")
    assert (other.id, other.source.url) == ("https://a.example/2", "https://a.example/2")
    assert all(paragraph in other.text for paragraph in STORY.paragraphs)


def test_each_record_may_be_zipped_by_itself():
    raw = b"".join(map(gzip.compress, warc_of({"https://a.example/1": PAGE, "https://a.example/2": PAGE})))
    found = list(read_stream(io.BytesIO(raw), Place(id="a.warc.gz", path="a.warc.gz", name="a.warc.gz"), Reading()))
    assert [one.id for one in found] == ["https://a.example/1", "https://a.example/2"]


def test_the_encoding_is_that_of_the_server():
    (found,) = read(b"".join(warc_of({"https://a.example/1": BARE}, header="200 OK\r\nContent-Type: text/html; Charset='windows-1252'")))
    assert found.source.encoding == "cp1252"
    assert STORY.paragraphs[0] in found.text


def test_what_is_no_page_is_passed_over(capsys):
    page = warc_of({"https://a.example/1": PAGE})
    moved = warc_of({"https://a.example/2": PAGE}, header="301 Moved\r\nContent-Type: text/html\r\nLocation: /1")
    picture = warc_of({"https://a.example/3": b"\x89PNG"}, header="200 OK\r\nContent-Type: image/png")
    request = [page[0].replace(b"WARC-Type: response", b"WARC-Type: metadata")]
    assert [one.id for one in read(b"".join([*moved, *picture, *request, *page]))] == ["https://a.example/1"]
    assert refusal(b"".join(moved)) == "a.warc: no page in this web archive (only redirects, pictures and the like?). Check the file."
    assert capsys.readouterr() == ("", "")


def test_a_page_that_cannot_be_read_is_said_and_the_rest_is_read():
    menu = b"<html><body><nav><a href='/'>Home</a></nav></body></html>"
    refused, found = read(b"".join(warc_of({"https://a.example/1": menu, "https://a.example/2": PAGE})))
    assert str(refused) == ("a.warc: https://a.example/1: no article text found (only navigation?). Pass --raw to keep the whole page.")
    assert found.id == "https://a.example/2"
    raw, _ = read(b"".join(warc_of({"https://a.example/1": menu, "https://a.example/2": PAGE})), whole=True)
    assert (raw.text, raw.source.reader) == ("Home\n", "raw-html")


def test_a_damaged_archive_is_said_and_what_stands_before_is_read(capsys):
    whole = b"".join(warc_of({"https://a.example/1": PAGE}))
    found = read_warc(io.BytesIO(whole + b"nonsense\r\n\r\nmore\r\n"), name="a.warc")
    assert next(found).id == "https://a.example/1"
    with pytest.raises(InputError, match=r"^a\.warc: a web archive that is damaged \(.*\)\. What stands before was read\.$"):
        list(found)
    assert capsys.readouterr() == ("", "")


def test_what_reads_web_archives_may_be_missing(monkeypatch):
    def load(name: str):
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", load)
    assert refusal(b"WARC/1.0") == (
        "a.warc: a web archive, for which quotecheck needs its extra [warc]: pip install 'quotecheck-news[warc]'."
    )


def test_a_page_names_itself_on_its_own_host():
    (found,) = read(b"".join(warc_of({"https://www.example.org/news/7?utm=1": PAGE})))
    assert found.source.url == STORY.url


def test_an_archive_that_breaks_off_gives_what_stands_before_and_no_half_page():
    raw = b"".join(map(gzip.compress, warc_of({f"https://a.example/{number}": PAGE for number in range(9)})))
    found = read_stream(io.BytesIO(raw[:-40]), Place(id="a", path="a", name="a"), Reading())
    whole = [next(found).id for _ in range(8)]
    with pytest.raises(InputError, match=r"What stands before was read\.$"):
        next(found)
    assert whole == [f"https://a.example/{number}" for number in range(8)]
