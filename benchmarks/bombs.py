"""Bombs made by hand: small files that ask for much, and files that lead where they must not."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.mutations import Input, Make, stories
from benchmarks.pages import (
    docx_of,
    pdf_of,
    tar_of,
    zip_of,
)

__all__ = ["bombs"]


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
