from __future__ import annotations

import unicodedata
from dataclasses import replace
from hashlib import md5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import as_quote, build

from quotecheck.citing.addresses import address, line_address
from quotecheck.citing.cited import Cited
from quotecheck.citing.directives import directives_from
from quotecheck.citing.fragments import char_fragment, fragment_from, holds, span_of
from quotecheck.citing.positions import plain_text
from quotecheck.errors import InputError
from quotecheck.model import Span
from quotecheck.reading import read_bytes


def cited(marked, **metadata):
    extraction = build(marked)
    article = replace(extraction.article, source=replace(extraction.article.source, **metadata))
    return Cited(quote=as_quote(article, extraction.attributions[0]), article=article)


def test_a_file_has_a_fragment_of_rfc_5147():
    one = cited("Rome.\n<c>“Yes,”</c> Ann <q>said</q>.\n")
    checks = f"length={len(one.article.source.raw)},UTF-8;md5={md5(one.article.source.raw).hexdigest()},UTF-8"
    assert address(one) == f"a.txt#char=6,12;{checks}"
    assert line_address(one) == f"a.txt#line=1,2;{checks}"


def test_what_is_odd_in_a_path_is_escaped():
    one = cited("<c>“Yes,”</c> Ann <q>said</q>.\n", path="a b/c#1:2%?é.txt")
    assert address(one).startswith("a%20b/c%231%3A2%25%3F%C3%A9.txt#char=0,6;")


def test_the_standards_own_example():
    found = fragment_from("line=10,20;length=9876,UTF-8")
    assert (found.scheme, found.start, found.end, found.length) == ("line", 10, 20, 9876)


@pytest.mark.parametrize(
    ("written", "span"),
    [("char=0,2", (0, 2)), ("char=3,", (3, 9)), ("char=,3", (0, 3)), ("char=2", (2, 2)), ("line=1,2", (3, 5)), ("line=1,", (3, 9))],
)
def test_ranges(written, span):
    article = read_bytes(b"ab\ncd\nefg", id="a.txt", path="a.txt")
    assert span_of(fragment_from(written), article) == Span(*span)


@pytest.mark.parametrize(
    "written",
    ["", "char=", "char=,", "char=5,2", "page=1", "char=1,2;size=3", "char=1,2;md5=xyz", "char=a", "line=1,2,3", f"char={'9' * 40}"],
)
def test_malformed_fragments(written):
    with pytest.raises(InputError):
        fragment_from(written)


def test_a_range_beyond_the_end_is_none():
    article = read_bytes(b"ab\ncd", id="a.txt", path="a.txt")
    assert span_of(fragment_from("char=2,99"), article) is None
    assert span_of(fragment_from("line=1,99"), article) is None


def test_positions_count_characters_of_the_file():
    # Decomposed in the file, composed in the text; a line end is one character there, whatever its bytes.
    raw = "cafe\u0301\r\nsaid yes\r\n".encode("utf-8-sig")
    article = read_bytes(raw, id="a.txt", path="a.txt")
    span = Span(article.text.index("said"), article.text.index("yes"))
    written = char_fragment(article, span)
    assert written.startswith(f"char=6,11;length={len(raw)},UTF-8;md5=")
    assert span_of(fragment_from(written), article) == span
    assert holds(fragment_from(written), article)


@given(st.text(st.sampled_from("ae\u0301\u0323\u0308ᄀ각ᆨ한\u1161\r\n \u0958Å")))
def test_positions_go_there_and_back(text):
    raw = f"x{text}".encode()
    article = read_bytes(raw, id="a.txt", path="a.txt")
    plain = plain_text(article)
    folded = f"x{text}".replace("\r\n", "\n").replace("\r", "\n")
    assert plain.content == raw
    for outer in range(len(folded) + 1):
        before, behind = (unicodedata.normalize("NFC", part) for part in (folded[:outer], folded[outer:]))
        # Elsewhere the letters of the file are parts of one; nobody quotes an accent without its letter.
        if before + behind == article.text and not unicodedata.combining(folded[outer : outer + 1] or "x"):
            assert plain.to_text(outer) == len(before)
            assert plain.to_file(len(before)) == outer


def test_a_page_has_a_text_fragment():
    one = cited("In Rome, <c>“We are ready-made,”</c> Ann <q>said</q>, <c>“now.”</c>\n", url="https://example.org/a?b#c", reader="html")
    base, fragment = address(one).split("#:~:")
    assert base == "https://example.org/a?b"
    texts = fragment.split("&")
    assert texts[0] == "text=In%20Rome%2C-,%E2%80%9CWe%20are%20ready%2Dmade%2C%E2%80%9D,-Ann%20said%2C%20%E2%80%9Cnow.%E2%80%9D"
    assert texts[2].startswith(f"quote={one.quote.id}_9-29_40-46_")
    directives, own = directives_from(fragment)
    assert [directive.start for directive in directives] == ["“We are ready-made,”", "“now.”"]
    assert own is not None
    assert own.spans == one.quote.content


def test_long_words_are_given_by_their_ends():
    words = " ".join(f"w{number}" for number in range(200))
    (directive,), _ = directives_from(address(cited(f"<c>{words}</c>\n", url="https://e.org", reader="html")).split(":~:")[1])
    assert (directive.start, directive.end) == ("w0 w1 w2 w3 w4", "w195 w196 w197 w198 w199")


@pytest.mark.parametrize(
    "written",
    ["", "text=", "text=a-,", "text=,b", "text=a,b,c", "foo=bar", "text=a&quote=nothing", "text=a&quote=" + "0" * 12 + "_5-2_" + "0" * 16],
)
def test_malformed_directives(written):
    with pytest.raises(InputError):
        directives_from(written)
