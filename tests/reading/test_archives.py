from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from hashlib import sha256

import pytest

from benchmarks.pages import tar_of, zip_of
from quotecheck.errors import InputError
from quotecheck.reading import limits
from quotecheck.reading.sources import Place, Reading, read_stream

NO = b"He said no.\n"


def found_in(raw: bytes, name: str, **reading) -> list[str]:
    """The ids of articles, and what is said in place of others."""
    found = []
    try:
        for one in read_stream(io.BytesIO(raw), Place(id=name, path=name, name=name), Reading(**reading)):
            found.append(str(one) if isinstance(one, InputError) else one.id)
            assert isinstance(one, InputError) or one.source.path in (one.id, None)
    except InputError as error:
        found.append(str(error))
    assert not any("\n" in line for line in found)
    return found


FILES = {
    "b.txt": NO,
    "a/c.html": b"<p>He said no, and that was all there was to say of it.</p>",
    "style.css": b"p {}",
    "README.md": NO,
    ".x": NO,
}


def test_files_of_an_archive_are_cited_by_its_name_and_theirs():
    assert found_in(zip_of(FILES), "news.zip") == ["news.zip/a/c.html", "news.zip/b.txt"]
    assert found_in(tar_of(FILES), "news.tar") == ["news.tar/b.txt", "news.tar/a/c.html"]
    assert found_in(gzip.compress(tar_of(FILES)), "news.tgz") == ["news.tgz/b.txt", "news.tgz/a/c.html"]


def test_a_pattern_tells_which_files_are_read():
    assert found_in(zip_of(FILES), "news.zip", pattern="*.css") == ["news.zip/style.css"]
    assert found_in(tar_of(FILES), "news.tar", pattern="a/*") == ["news.tar/a/c.html"]


@pytest.mark.parametrize(("pack", "ending"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_what_is_compressed_keeps_its_name_and_is_what_it_was(pack, ending):
    assert found_in(pack(NO), f"a.txt.{ending}") == [f"a.txt.{ending}"]
    assert found_in(pack(b'{"id": 7, "text": "no"}\n'), f"a.jsonl.{ending}") == ["7"]
    assert found_in(pack(b"nonsense"), f"a.jsonl.{ending}") == [
        f'a.jsonl.{ending}:1: not JSON (Expecting value at character 1). Each line is an object with "id" and "text".'
    ]
    (damaged,) = found_in(pack(NO * 999)[:-20], f"a.txt.{ending}")
    assert damaged.startswith(f"a.txt.{ending}: an archive that is damaged (")


def test_archives_in_archives_are_read_three_deep():
    inner = zip_of({"a.txt": NO})
    for depth in range(4):
        if depth < 3:
            assert found_in(inner, "x.zip") == ["x.zip/" + "in.zip/" * depth + "a.txt"]
        else:
            assert found_in(inner, "x.zip") == [
                "x.zip/in.zip/in.zip/in.zip: an archive in archives, more than 3 deep. Unpack it yourself, and add the folder."
            ]
        inner = zip_of({"in.zip": inner})


def test_a_zip_archive_need_not_be_seekable():
    class Pipe(io.RawIOBase):
        left = io.BytesIO(zip_of({"a.txt": NO, "in.zip": zip_of({"b.txt": NO})}))

        def readable(self):
            return True

        def readinto(self, buffer):
            return self.left.readinto(buffer)

    digest = sha256(Pipe.left.getvalue()).hexdigest()[:12]
    found = read_stream(Pipe(), Place(id=None, path=None, name="-"), Reading())
    assert [one.id for one in found] == [f"stdin-{digest}/a.txt", f"stdin-{digest}/in.zip/b.txt"]


def test_what_cannot_be_had_is_said_and_the_rest_is_read():
    def link(kind: bytes) -> tarfile.TarInfo:
        member = tarfile.TarInfo(f"link{kind.decode()}.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        return member

    raw = tar_of({"../up.txt": NO, "/root.txt": NO, "ok.txt": NO}, others=map(link, (b"1", b"2", b"3", b"6")))
    assert found_in(raw, "x.tar") == [
        "x.tar: '../up.txt' is the name of a file outside the archive. It was not read.",
        "x.tar: '/root.txt' is the name of a file outside the archive. It was not read.",
        "x.tar/ok.txt",
        "x.tar/link1.txt: a link in an archive, which is not followed.",
        "x.tar/link2.txt: a link in an archive, which is not followed.",
    ]
    linked = zipfile.ZipInfo("link.txt")
    linked.external_attr = 0o120777 << 16
    stream = io.BytesIO(zip_of({"../up.txt": NO, "b.txt": NO}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(linked, "/etc/passwd")
    assert found_in(stream.getvalue(), "x.zip") == [
        "x.zip: '../up.txt' is the name of a file outside the archive. It was not read.",
        "x.zip/b.txt",
        "x.zip/link.txt: a link in an archive, which is not followed.",
    ]


def test_a_locked_file_is_said_and_the_rest_is_read():
    raw = bytearray(zip_of({"a.txt": NO, "b.txt": NO}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert found_in(bytes(raw), "x.zip") == [
        "x.zip/a.txt: locked by a password. Unpack the archive yourself, and add the folder.",
        "x.zip/b.txt",
    ]


def test_a_damaged_archive_is_said():
    assert found_in(zip_of({"a.txt": NO})[:-30], "x.zip")[0].startswith("x.zip: an archive that is damaged (File is not a zip file)")
    wrong = bytearray(zip_of({"a.txt": NO * 99, "b.txt": NO}))
    wrong[45] ^= 0xFF
    damaged, other = found_in(bytes(wrong), "x.zip")
    assert damaged.startswith("x.zip")
    assert "damaged" in damaged
    assert other == "x.zip/b.txt"


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED", 50_000)
    refused = "unpacks to more than 50000 bytes. Unpack it yourself, and add the folder."
    assert found_in(gzip.compress(bytes(100_000)), "x.gz") == [f"x.gz: {refused}"]
    assert found_in(zip_of({"a.txt": NO * 4_000, "b.txt": NO * 4_000}), "x.zip") == ["x.zip/a.txt", f"x.zip: {refused}"]


def test_a_document_that_is_too_large_is_refused():
    assert found_in(gzip.compress(b"a" * 50_000_001, 1), "x.txt.gz") == [
        "x.txt.gz: larger than 50 MB, which no article is. Take it apart, or give its articles as JSON lines."
    ]


def test_an_archive_without_articles_says_so():
    said = 'x.zip: no articles in this archive. Is it the right one? --glob "*" reads whatever there is.'
    assert found_in(zip_of({"style.css": b"p {}"}), "x.zip") == found_in(zip_of({}), "x.zip") == [said]


def test_of_an_archive_that_breaks_off_all_that_is_whole_is_read_and_the_damage_told_once():
    files = {f"{number}.txt": f"He said no {number} times.\n".encode() * 40 for number in range(30)}
    whole = gzip.compress(tar_of(files))
    *ids, damage = found_in(whole[:-60], "a.tar.gz")
    assert len(ids) > 20
    assert ids == [f"a.tar.gz/{number}.txt" for number in range(len(ids))]
    assert damage.startswith("a.tar.gz: an archive that is damaged (")
    lines = gzip.compress(b'{"id": 1, "text": "no"}\n{"id": 2, "text": "no"}\n')
    one, two, damage = found_in(lines + b"garbage", "a.jsonl.gz")
    assert (one, two) == ("1", "2")
    assert damage.endswith("What stands before was read.")
    (damage,) = found_in(zip_of(FILES)[:-30], "a.zip")
    assert "Nothing in it was read" in damage


def test_archives_on_standard_input_are_not_taken_for_one_another():
    raw = gzip.compress(tar_of({"a.txt": NO}))
    (found,) = read_stream(io.BytesIO(raw), Place(id=None, path=None, name="-"), Reading())
    assert found.id == f"stdin-{sha256(raw).hexdigest()[:12]}/a.txt"
