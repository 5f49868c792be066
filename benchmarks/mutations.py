"""Documents of every kind, made from seeds/*.txt, and what becomes of them when they are damaged."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePath

from benchmarks.pages import (
    LAYOUTS,
    Story,
    docx_of,
    mail_of,
    newsml_of,
    nitf_of,
    pdf_of_story,
    tar_of,
    warc_of,
    zip_of,
)

__all__ = ["Input", "Make", "mutant", "plain", "stories"]

_SEEDS = Path(__file__).parent.parent / "seeds"

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to be read: its name and how to make its bytes. Of which kind it was before it was mutated, and whether all of it is kept."""

    name: str
    kind: str
    make: Make
    whole: bool = False


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
