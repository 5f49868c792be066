"""Measure how reading stands what is broken or hostile: nothing but articles and refusals in one line may come of it.

    python -m benchmarks.fuzz [--inputs 2000] [--seed 1] [--jobs 1] [--only NUMBER] [--write]

The articles of seeds/ are made into documents of every kind, and these are mutated: bits flipped, pieces cut out, doubled or exchanged,
hostile pieces put in, two kinds spliced, names given another ending. What is packed is mutated before it is packed, or behind that. A
list of bombs made by hand follows. A process apart, which may take 2 GB, reads each input; a defect is

- an exception other than ``InputError``, or a message that is not one line, or does not name the file, or a word on standard error;
- reading that takes more than ten seconds of the processor, or more memory, or does not end;
- an article whose text is not canonical or not restored by its bytes, whose furniture lies elsewhere, or with unclean metadata.

``--only`` reads one input by its number, and tells what comes of it.
"""

from __future__ import annotations

import argparse
import base64
import bz2
import gzip
import io
import json
import lzma
import multiprocessing
import os
import random
import resource
import sys
import tarfile
import tempfile
import time
import traceback
import unicodedata
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from multiprocessing.connection import Connection
from pathlib import Path, PurePath
from typing import Any

from benchmarks.pages import (
    LAYOUTS,
    Story,
    docx_of,
    mail_of,
    newsml_of,
    nitf_of,
    pdf_of,
    pdf_of_story,
    tar_of,
    warc_of,
    zip_of,
)
from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import Reading, read, restores

__all__ = ["Input", "Outcome", "bombs", "mutant", "problems", "read_apart", "table"]

_KEPT = Path(__file__).with_name("fuzz.json")
_SEEDS = Path(__file__).parent.parent / "seeds"
_SECONDS = 10.0
_PATIENCE = 40.0
"""Seconds for all that is done with an input: it is read, each article restored and looked at."""
_MEMORY = 2_000_000_000
_SAID = ("title", "url", "outlet", "author", "published", "language", "fetched", "licence")

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to be read: its name and how to make its bytes. Of which kind it was before it was mutated, and whether all of it is kept."""

    name: str
    kind: str
    make: Make
    whole: bool = False


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of an input; ``defects`` say what should not have."""

    articles: int = 0
    refusals: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    seconds: float = 0.0


@cache
def stories() -> tuple[Story, ...]:
    """The articles of seeds/."""
    found = []
    for number, path in enumerate(sorted(_SEEDS.glob("*.txt"))):
        lines = [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]
        url = f"https://www.example.org/{number}"
        title, *paragraphs = lines
        found.append(
            Story(title=title, author="Ada Winters", published="2016-07-04", outlet="The Post", url=url, paragraphs=tuple(paragraphs))
        )
    return tuple(found)


@cache
def plain() -> Mapping[str, bytes]:
    """Documents that are not packed, by their names."""
    first, second, third = stories()
    text = "\n\n".join([first.title, *first.paragraphs]) + "\n"
    records = [
        {"id": number, "title": story.title, "url": story.url, "text": "\n".join(story.paragraphs)}
        for number, story in enumerate(stories())
    ]
    rows = [f'{record["id"]},"{str(record["text"]).replace(chr(34), chr(34) * 2)}"' for record in records]
    pages = {f"page{number}.html": make(stories()[number % 3]).raw for number, make in enumerate(LAYOUTS.values())}
    return {
        "story.txt": text.encode(),
        "story16.txt": text.encode("utf-16"),
        "story1252.txt": text.encode("cp1252", "replace"),
        "mojibake.txt": text.encode().decode("cp1252", "replace").encode(),
        "story.md": f"# {second.title}\n\n> {second.paragraphs[0]}\n\n*{second.paragraphs[1]}*\n".encode(),
        **pages,
        "story.nitf": nitf_of(first),
        "news.xml": newsml_of(second),
        "story.json": json.dumps(records).encode(),
        "one.json": json.dumps(records[0] | {"published": "2016-07-04"}).encode(),
        "news.jsonl": "\n".join(map(json.dumps, records)).encode(),
        "pages.jsonl": json.dumps({"url": first.url, "html": LAYOUTS["HTML5"](first).raw.decode()}).encode(),
        "news.csv": ("id,text\n" + "\n".join(rows)).encode(),
        "news.tsv": ("url\ttext\ttitle\n" + "\n".join(f"{s.url}\t{' '.join(s.paragraphs)}\t{s.title}" for s in stories())).encode(),
        "news.warc": b"".join(warc_of({"http://e.org/1": pages["page0.html"], "http://e.org/2": pages["page1.html"]})),
        "plain.eml": mail_of(third),
        "both.eml": mail_of(first, page=True),
        "page.eml": mail_of(second, plain=False, page=True),
        "story.pdf": pdf_of_story(third),
    }


_PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "news.zip": ("page1.html", lambda inner: zip_of({"a/b.html": inner, "c.txt": plain()["story.txt"]})),
    "nested.zip": ("both.eml", lambda inner: zip_of({"in.zip": zip_of({"a.eml": inner}), "c.csv": plain()["news.csv"]})),
    "news.tar": ("page2.html", lambda inner: tar_of({"a/b.html": inner, "c.txt": plain()["story.txt"]})),
    "news.tgz": ("news.jsonl", lambda inner: gzip.compress(tar_of({"a/b.jsonl": inner, "c.txt": plain()["story.txt"]}))),
    "news.warc.gz": ("page3.html", lambda inner: b"".join(map(gzip.compress, warc_of({"http://e.org/1": inner, "http://e.org/2": inner})))),
    "story.txt.gz": ("story.txt", gzip.compress),
    "page.html.bz2": ("page4.html", bz2.compress),
    "news.jsonl.xz": ("news.jsonl", lzma.compress),
    "story.docx": ("word", lambda inner: docx_of(stories()[0], document=inner)),
}
_TOKENS: tuple[bytes, ...] = (
    b"&nbsp;&#0;&#xD800;&#1114112;&#x110000;&bogus;&amp;amp;",
    b"<div>" * 100_000,
    b"<b><i>" * 3_000,
    b"9" * 10_000,
    b"1e999999999",
    b"\0",
    b"\0" * 500,
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b'"\\ud800"',
    b"\\ud800\\udfff\\u0000",
    "\u202e\u2066\u200f\ufeff\u2028\u2029\x85".encode(),
    b"<!--",
    b"-->",
    b"<!--" * 5_000,
    b"<a " * 5_000,
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<meta charset=rot13><meta charset=utf-7><meta charset=idna>",
    b"<script>",
    b"<textarea>",
    b"<plaintext>",
    b"<table><tr><td>" * 300,
    b"</body></html>",
    b"<html>" * 50,
    b"\r\n--==============boundary==\r\n",
    b'Content-Type: multipart/mixed; boundary=""\r\n\r\n',
    b"Content-Type: text/plain; charset=hex\r\nContent-Transfer-Encoding: uuencode\r\n",
    b"Subject: =?utf-8?b?/////w==?= =?x?q?=ff?=\r\n",
    b"X-Flood: a\r\n" * 5_000,
    b'"' * 999,
    b"\r",
    b"\r\r\n\n\r",
    b"\x1b$B\x1b(B",
    "\u0301".encode() * 3_000,
    "\ufdfa\u0344\u1e9b\u0323".encode() * 100,
    b"WARC/1.0\r\n\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"{" * 2_000,
    b"[" * 200_000,
    b"<<" * 5_000,
    b"/Kids [2 0 R 2 0 R]",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xff" * 300,
    "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\u20ac\u0153".encode() * 50,
    b"<base href='http://[::1'><link rel=canonical href='http://[bad'>",
    b'<script type="application/ld+json">{"@type": "NewsArticle", "author": [[[{}]]], "headline": {"a": 1}, "datePublished": []}</script>',
    b"<meta property='og:title' content='&#10;&#13;&#0;\x01 a'>",
    b"<time datetime='99999-99-99'>",
)


def _bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 20, 200])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice([1, 10, 100, 1_000]))


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice([1, 2, 50]) + data[end:]


def _left_out(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _inserted(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 3])):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_TOKENS) + data[at:]
    return data


def _exchanged(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[at:] + data[:at]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(list(plain().values()))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


_MUTATIONS = (_bits, _cut, _doubled, _left_out, _inserted, _inserted, _inserted, _exchanged, _spliced)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 2, 3])):
        data = chance.choice(_MUTATIONS)(data or b"?", chance)
    return data


def mutant(number: int, seed: int) -> Input:
    """The input of this number, the same each time."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 -- nothing secret
    kinds = [*plain(), *_PACKED]
    kind = kinds[number % len(kinds)]
    name = kind
    if chance.random() < 0.1:
        name = PurePath(kind).stem + PurePath(chance.choice([*kinds, "plain"])).suffix
    return Input(name=name, kind=kind, whole=chance.random() < 0.1, make=partial(_made, kind, chance))


def _made(kind: str, chance: random.Random) -> bytes:
    if kind in plain():
        return _mutated(plain()[kind], chance)
    inside, pack = _PACKED[kind]
    if inside == "word":
        with zipfile.ZipFile(io.BytesIO(docx_of(stories()[0]))) as archive:
            inner = archive.read("word/document.xml")
    else:
        inner = plain()[inside]
    if chance.random() < 0.6:
        return pack(_mutated(inner, chance))
    return _mutated(pack(inner), chance)


def _zeros(pack: Any, size: int) -> bytes:
    """So many zeros, packed."""
    piece = bytes(10_000_000)
    return b"".join([*(pack.compress(piece) for _ in range(size // len(piece))), pack.flush()])


def _overlapping() -> bytes:
    """A ZIP archive whose directory names one file of 100 MB a thousand times."""
    packed = zip_of({"a.txt": b"a" * 100_000_000})
    start = packed.rindex(b"PK\x01\x02")
    end = packed.rindex(b"PK\x05\x06")
    entries = b"".join(packed[start:end].replace(b"a.txt", b"%05d" % number, 1) for number in range(1000))
    ending = bytearray(packed[end:])
    ending[8:12] = (1000).to_bytes(2, "little") * 2
    ending[12:16] = len(entries).to_bytes(4, "little")
    return packed[:start] + entries + bytes(ending)


def _of_zips(depth: int) -> bytes:
    """ZIP archives of ten archives each, so deep."""
    inner = zip_of({"0.txt": b"a" * 10_000_000})
    for _ in range(depth):
        inner = zip_of({f"{number}.zip": inner for number in range(10)})
    return inner


def _huge_size() -> bytes:
    """A ZIP archive that declares a file of 4 GB."""
    packed = bytearray(zip_of({"a.txt": b"He said no.\n" * 9}))
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 24 : at + 28] = b"\xfe\xff\xff\xff"
    return bytes(packed)


def _links() -> bytes:
    """A tar archive with links, devices and names that lead out of it."""
    kinds = {b"1": "hard", b"2": "soft", b"3": "char", b"4": "block", b"6": "fifo"}
    others = []
    for kind, name in kinds.items():
        member = tarfile.TarInfo(f"{name}.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        others.append(member)
    return tar_of({"../../up.txt": b"He said no.\n", "/root.txt": b"He said no.\n", "ok.txt": b"He said no.\n"}, others=others)


def _sparse() -> bytes:
    """A tar archive with a sparse file that says it has 8 TB."""
    member = tarfile.TarInfo("sparse.txt")
    member.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": "sparse.txt",
        "GNU.sparse.realsize": str(8 << 40),
    }
    stream = io.BytesIO()
    content = b"1\n8796093022207\n1\n".ljust(512, b"\0") + b"a".ljust(512, b"\0")
    member.size = len(content)
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def _laughs(root: str = "nitf") -> bytes:
    """XML whose entities unfold to a billion."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "ha">{entities}]>'
    return f"{declared}<{root}><body.content><p>&e9;</p></body.content></{root}>".encode()


_STEALING = (
    b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body.content><p>&x;</p></body.content></nitf>'
)


def _multiparts(depth: int) -> bytes:
    """An e-mail of so many parts in one another."""
    head = b"From: a@b.c\r\nSubject: No\r\nMessage-ID: <1@b.c>\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\r\n\r\nHe said no.\r\n"


def _page_loop() -> bytes:
    """A PDF file whose pages are their own children."""
    return pdf_of([["He said no."]] * 3).replace(b"/Kids[", b"/Kids[2 0 R 2 0 R ", 1)


def _pdf_bomb() -> bytes:
    """A PDF file with a page of a gigabyte of zeros under compression."""
    packed = _zeros(zlib.compressobj(9), 1_000_000_000)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    page = pdf_of([["He said no."]])
    start = page.index(b"5 0 obj") + len(b"5 0 obj")
    return page[:start] + stream + page[page.index(b"\nendobj", start) :]


_PARAGRAPH = b"<p>He said that it could not go on like this, and that everybody knew it.</p>"


def bombs(*, quick: bool = False) -> Iterator[Input]:
    """What is made by hand to break a reader; all of it, or what is read quickly."""
    known: list[tuple[str, Make, bool]] = [
        ("links.tar", _links, True),
        ("sparse.tar", _sparse, True),
        ("huge-size.zip", _huge_size, True),
        ("laughs.xml", _laughs, True),
        ("stealing.xml", lambda: _STEALING, True),
        ("laughs.docx", lambda: docx_of(stories()[0], document=_laughs("document")), True),
        ("stealing.docx", lambda: docx_of(stories()[0], document=_STEALING), True),
        ("nested.html", lambda: b"<html>" + b"<div>" * 100_000 + b"He said no." + b"</div>" * 100_000, True),
        ("deep.json", lambda: b"[" * 100_000 + b"]" * 100_000, True),
        ("deep.jsonl", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, True),
        ("deep.xml", lambda: b"<nitf>" + b"<p>" * 100_000 + b"</p>" * 100_000 + b"</nitf>", True),
        ("attributes.html", lambda: b"<html><p " + b" ".join(b"a%d='b'" % n for n in range(200_000)) + b">He said no.</p>", True),
        ("multiparts.eml", lambda: _multiparts(1_000), True),
        ("loop.pdf", _page_loop, True),
        ("comments.html", lambda: b"<html>" + b"<!--" * 1_000_000 + b"<p>He said no.", True),
        ("closed-comments.html", lambda: b"<html>" + b"<!---->" * 500_000 + _PARAGRAPH * 9, True),
        ("script.html", lambda: b"<html>" + b"<script>" * 500_000, True),
        ("paragraphs.html", lambda: b"<html><body><article>" + _PARAGRAPH * 50_000, False),
        ("links.html", lambda: b"<html><body>" + b"<a href='/a'>He said no.</a> " * 100_000, False),
        ("cells.html", lambda: b"<html><body><table>" + b"<tr><td>He said no and no." * 100_000, False),
        ("items.html", lambda: b"<html><body><ul>" + b"<li>He said no and no again to all of it." * 100_000, False),
        ("breaks.html", lambda: b"<html><body><p>" + b"<br>" * 1_000_000 + b"He said no.", False),
        ("deepest.html", lambda: b"<html><body>" + (b"<div>" * 200 + b"He said no." + b"</div>" * 200) * 5_000, False),
        ("one-line.txt", lambda: b"He said that it would not go on. " * 320_000, False),
        ("one-line.html", lambda: b"<html><body><p>" + b"He said that it would not go on. " * 290_000, False),
        ("marks.txt", lambda: "“".encode() * 3_000_000, False),
        ("spaces.txt", lambda: b"a" + b" " * 10_000_000 + b"b", False),
        ("by.txt", lambda: b"By " + b"A a" * 3_000_000 + b"\n" + (b"By " + b"Aa " * 130 + b"\n") * 20_000, False),
        ("paragraphs.nitf", lambda: b"<nitf><body.content>" + _PARAGRAPH * 120_000 + b"</body.content></nitf>", False),
        ("lists.json", lambda: b"[" + b"[]," * 16_000_000 + b"[]]", False),
        ("lines.txt", lambda: b"By A B\n" * 1_000_000, False),
        ("mojibake.txt", lambda: "â€œnoâ€\x9d ".encode() * 300_000, False),
        ("accents.txt", lambda: b"a" + "\u0301\u0323".encode() * 2_000_000, False),
        ("cp1252.txt", lambda: b"caf\xe9 \x93no\x94 " * 800_000, False),
        ("a.html", lambda: b"<html>" + b"<a " * 3_000_000, False),
        ("a-closed.html", lambda: b"<html>" + b"<a>x" * 1_000_000, False),
        ("entities.html", lambda: b"<html><p>" + b"&ldquo;" * 1_200_000, False),
        ("charset.html", lambda: b"<meta " * 10_000 + b"<html>" + _PARAGRAPH * 9, False),
        ("field.csv", lambda: b"id,text\n1," + b"a" * 60_000_000, False),
        ("quoted-field.csv", lambda: b'id,text\n1,"' + b"a" * 49_000_000, False),
        ("rows.csv", lambda: b"id,text\n" + b"1,no\n" * 300_000, False),
        ("line.jsonl", lambda: b'{"id": 1, "text": "' + b"a" * 60_000_000 + b'"}', False),
        ("number.json", lambda: b'{"id": ' + b"9" * 5_000_000 + b', "text": "no"}', False),
        ("header.eml", lambda: b"From: a@b.c\r\n" + b"X-Y: z\r\n" * 1_000_000 + b"Message-ID: <1>\r\n\r\nHe said no.\r\n", False),
        (
            "subject.eml",
            lambda: b"From: a\r\nMessage-ID: <1>\r\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\nHe said no.\r\n",
            False,
        ),
        ("addresses.eml", lambda: b"Message-ID: <1>\r\nDate: x\r\nFrom: " + b"(<" * 100_000 + b"\r\n\r\nHe said no.\r\n", False),
        ("base64.eml", lambda: _base64(30_000_000), False),
        ("zeros.gz", lambda: _zeros(zlib.compressobj(9, zlib.DEFLATED, 31), 10_000_000_000), False),
        ("zeros.bz2", lambda: _zeros(bz2.BZ2Compressor(), 1_000_000_000), False),
        ("zeros.xz", lambda: _zeros(lzma.LZMACompressor(preset=1), 1_000_000_000), False),
        ("zeros.docx", lambda: docx_of(stories()[0], document=bytes(45_000_000)), False),
        ("paragraphs.docx", lambda: docx_of(stories()[0], body="<w:p><w:r><w:t>He said no.</w:t></w:r></w:p>" * 200_000), False),
        ("runs.docx", lambda: docx_of(stories()[0], body="<w:p>" + "<w:r><w:t>He said no. </w:t></w:r>" * 200_000 + "</w:p>"), False),
        ("zeros.pdf", _pdf_bomb, False),
        ("overlapping.zip", _overlapping, False),
        ("42.zip", partial(_of_zips, 4), False),
        ("many.zip", lambda: zip_of({f"{n}.txt": b"He said no.\n" for n in range(60_000)}), False),
        ("gzips.gz", lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"He said no.\n"))))), False),
    ]
    for name, make, is_quick in known:
        if is_quick or not quick:
            yield Input(name=name, kind="bombs", make=make)


def _base64(size: int) -> bytes:
    head = b"From: a@b.c\r\nMessage-ID: <1>\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(b"He said no. " * (size // 12))


def problems(article: Article) -> Iterator[str]:
    """What is wrong with an article as it was read."""
    source, text = article.source, article.text
    if restores(article) is False:
        yield "its bytes do not give its text"
    lines = [found.line for found in article.furniture]
    if lines != sorted(set(lines)) or (lines and not 1 <= lines[0] <= lines[-1] <= text.count("\n") + 1):
        yield "furniture out of order or outside the text"
    if source.reader != "record" and (not unicodedata.is_normalized("NFC", text) or "\r" in text):
        yield "text that is not canonical"
    if not text.strip():
        yield "blank text"
    try:
        text.encode()
    except UnicodeEncodeError:
        yield "half a surrogate pair in the text"
    yield from _unclean(article)


def _unclean(article: Article) -> Iterator[str]:
    """What is wrong with what is said of an article."""
    said = {key: getattr(article.source, key) for key in _SAID}
    if article.source.path is not None:
        # The ids of records are what their giver wants them to be.
        said |= {"id": article.id, "path": article.source.path}
    for number, odd in enumerate(article.diagnostics):
        said[f"diagnostic {number}"] = odd.message
    for key, value in said.items():
        if value is not None and (not value or value != " ".join(value.split()) or not is_clean(value)):
            yield f"{key} is {value[:80]!r}"
    for key in ("published", "fetched"):
        if said[key] is not None and not is_date(said[key]):
            yield f"{key} is {said[key]!r}"


def is_clean(line: str) -> bool:
    """Whether a string is one line without control characters or halves of surrogate pairs."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in line)


def is_date(stated: str) -> bool:
    """Whether a string is a date of ISO 8601."""
    try:
        datetime.fromisoformat(stated)
    except ValueError:
        return False
    return True


def _tried(path: str, *, whole: bool) -> Outcome:
    """What comes of a file, read here."""
    outcome = Outcome()
    name = Path(path).name
    passed = Path("/etc/passwd").read_text("utf-8")[:30]
    spent = 0.0
    found = iter(read(name, reading=Reading(whole=whole)))
    try:
        while True:
            started = time.process_time()
            one = next(found, None)
            spent += time.process_time() - started
            if one is None:
                break
            if isinstance(one, InputError):
                message = str(one)
                outcome.refusals.append(message[:300])
                if not is_clean(message) or len(message) > 1_000:
                    outcome.defects.append(f"a message that is not one line: {message[:300]!r}")
                if name not in message:
                    outcome.defects.append(f"a message that does not name the file: {message[:300]!r}")
            else:
                outcome.articles += 1
                # Of a crowd of articles the first tell enough.
                if outcome.articles <= 20:
                    outcome.defects += problems(one)
                if passed in one.text:
                    outcome.defects.append("a file of this machine was read")
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = [frame for frame in traceback.extract_tb(error.__traceback__) if "quotecheck" in frame.filename][-1]
        outcome.defects.append(
            f"{type(error).__name__}: {str(error)[:200]} ({where.filename}:{where.lineno}, {place.filename}:{place.lineno})"
        )
    outcome.seconds = spent
    if not outcome.articles and not outcome.refusals and not outcome.defects:
        outcome.defects.append("nothing at all came of it")
    return outcome


def _serve(folder: str, pipe: Connection) -> None:
    """Read what is asked for until nothing more is; in a process apart."""
    os.chdir(folder)
    warnings.simplefilter("error")
    noise = os.open("noise", os.O_CREAT | os.O_RDWR | os.O_APPEND)
    os.dup2(noise, 2)
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
    while (asked := pipe.recv()) is not None:
        before = os.fstat(noise).st_size
        path, whole = asked
        outcome = _tried(path, whole=whole)
        said = Path("noise").read_bytes()[before:]
        if said:
            outcome.defects.append(f"said on standard error: {said[:300]!r}")
        pipe.send(outcome)


class _Worker:
    """A process that reads, begun again where it had to be ended."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.begin()

    def begin(self) -> None:
        """Begin a process."""
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(self.folder.name, other), daemon=True)
        self.process.start()
        other.close()

    def tried(self, one: Input) -> Outcome:
        """What comes of an input."""
        path = Path(self.folder.name, one.name)
        path.write_bytes(one.make())
        self.pipe.send((str(path), one.whole))
        outcome: Outcome
        try:
            if self.pipe.poll(_PATIENCE):
                outcome = self.pipe.recv()
            else:
                outcome = Outcome(defects=[f"not read within {_PATIENCE:.0f} s"], seconds=_PATIENCE)
                self.process.kill()
        except EOFError:
            outcome = Outcome(defects=["the process ended"])
        if not self.process.is_alive() or outcome.seconds >= _PATIENCE or "the process ended" in outcome.defects:
            self.process.join()
            self.begin()
        path.unlink()
        if outcome.seconds > _SECONDS:
            outcome.defects.append(f"read for {outcome.seconds:.1f} s")
        return outcome

    def end(self) -> None:
        """End the process."""
        self.pipe.send(None)
        self.process.join()
        self.folder.cleanup()


def read_apart(inputs: Iterator[Input], *, jobs: int = 1) -> Iterator[tuple[Input, Outcome]]:
    """Each input with what came of it, in their order."""
    workers = [_Worker() for _ in range(jobs)]
    free = list(workers)

    def tried(one: Input) -> tuple[Input, Outcome]:
        worker = free.pop()
        try:
            return one, worker.tried(one)
        finally:
            free.append(worker)

    try:
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(tried, inputs)
    finally:
        for worker in workers:
            worker.end()


def measured(count: int, seed: int, *, jobs: int) -> tuple[dict[str, Counter[str]], list[str], tuple[float, str]]:
    """For each kind how many inputs came to what; the defects; and what took longest."""
    kinds: dict[str, Counter[str]] = {}
    defects: list[str] = []
    slowest = (0.0, "")
    inputs = [mutant(number, seed) for number in range(count)]
    for number, (one, outcome) in enumerate(read_apart(iter([*inputs, *bombs()]), jobs=jobs)):
        label = f"{number}" if number < count else one.name
        result = "defects" if outcome.defects else "read" if outcome.articles else "refused"
        family = one.kind if one.kind == "bombs" else PurePath(one.kind).suffix[1:]
        kinds.setdefault(family, Counter())[result] += 1
        defects += [f"{label} ({one.name}): {defect}" for defect in outcome.defects]
        for defect in outcome.defects:
            print(f"{label} ({one.name}): {defect}", flush=True)
        slowest = max(slowest, (round(outcome.seconds, 1), f"{one.kind} {label}"))
    return kinds, defects, slowest


def table() -> str:
    """The kept figures as a table of Markdown."""
    kept = json.loads(_KEPT.read_text("utf-8"))
    rows = ["| kind | inputs | read | refused in one line | anything else |", "|---|---|---|---|---|"]
    for kind, values in kept["kinds"].items():
        rows.append(f"| {kind} | {sum(values.values())} | {values['read']} | {values['refused']} | {values['defects']} |")
    return "\n".join(rows)


def main() -> None:
    """Make inputs, read them, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", help="the number of an input, or the name of a bomb")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.only is not None:
        if arguments.only.isdecimal():
            one = mutant(int(arguments.only), arguments.seed)
        else:
            one = next(bomb for bomb in bombs() if bomb.name == arguments.only)
        for _, outcome in read_apart(iter([one])):
            print(outcome)
        return
    kinds, defects, slowest = measured(arguments.inputs, arguments.seed, jobs=arguments.jobs)
    kept = {
        "inputs": arguments.inputs,
        "seed": arguments.seed,
        "kinds": {kind: {result: values[result] for result in ("read", "refused", "defects")} for kind, values in sorted(kinds.items())},
        "slowest_s": slowest[0],
        "slowest": slowest[1],
    }
    for kind, values in kept["kinds"].items():
        print(f"{kind}: {values}")
    print(f"slowest: {slowest}")
    if arguments.write:
        _KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    sys.exit(1 if defects else 0)


if __name__ == "__main__":
    main()
