from __future__ import annotations

import errno
import io
import os
import re
from pathlib import Path

import pytest

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import read


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(*arguments, **options) -> str:
    """Why nothing at all was read."""
    (error,) = read(*arguments, **options)
    assert isinstance(error, InputError)
    return str(error)


def write(path: Path, content: bytes = b"He said no.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_gives_its_articles_sorted_and_nothing_else(here):
    for name in ("b.txt", "a/z.md", "a.text", "story", "UPPER.TXT", "sub/deep/c.txt"):
        write(here / "news" / name)
    for name in ("README.md", "readme.txt", "README", ".hidden.txt", ".git/config", "photo.jpg", "style.css", "a/README.md"):
        write(here / "news" / name, b"\0")
    names = ["UPPER.TXT", "a.text", "a/z.md", "b.txt", "story", "sub/deep/c.txt"]
    assert [item.id for item in read("news")] == [f"news/{name}" for name in names]


def test_a_file_named_by_the_user_is_read_whatever_it_is_called(here):
    write(here / "README.md")
    write(here / ".page.html")
    assert [item.id for name in ("README.md", ".page.html") for item in read(name)] == ["README.md", ".page.html"]


def test_a_file_of_json_lines_named_by_the_user_gives_its_articles(here):
    write(here / "news.JSONL", b'{"id": 7, "text": "He said no."}\n{"id": 8}\n')
    found = list(read("news.JSONL"))
    assert (found[0].id, found[0].text) == ("7", "He said no.")
    assert str(found[1]) == 'news.JSONL:2: no "text". Each line is an object with "id" and "text".'
    assert re.search(r"^none\.jsonl: No such file", refusal("none.jsonl"))


def test_the_id_is_the_path_from_here_or_from_the_root(here, monkeypatch):
    file = write(here / "news" / "a.txt")
    for name in ("news/a.txt", "./news//a.txt", "news/../news/a.txt", str(file)):
        (article,) = read(name)
        assert (article.id, article.source.path) == ("news/a.txt", "news/a.txt")
    elsewhere = here / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for name in ("../news/a.txt", str(file)):
        (article,) = read(name)
        assert (article.id, article.source.path) == (file.as_posix(), file.as_posix())


def test_a_bad_file_of_a_folder_does_not_keep_the_others_out(here):
    write(here / "news" / "a.txt")
    write(here / "news" / "b.txt", b"")
    write(here / "news" / "c.txt", b"\0\0")
    write(here / "news" / "d.txt")
    first, empty, binary, last = read("news")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(empty, InputError)
    assert isinstance(binary, InputError)
    assert str(empty).startswith("news/b.txt: is empty")
    assert str(binary).startswith("news/c.txt: not a text file")


def test_a_bad_file_named_by_the_user_is_an_error(here):
    write(here / "b.txt", b"")
    assert re.search(r"^b\.txt: is empty", refusal("b.txt"))


@pytest.mark.parametrize("name", ["missing.txt", "a.txt/below", "odd\0name", "x" * 5000])
def test_a_path_that_leads_nowhere_is_an_error_of_one_line(here, name):
    write(here / "a.txt")
    assert re.search(r"^[^\n]+$", refusal(name))


@pytest.mark.parametrize("names", [[], ["README.md", "photo.jpg", ".hidden.txt"]])
def test_a_folder_without_articles_is_an_error(here, names):
    (here / "news").mkdir()
    for name in names:
        write(here / "news" / name)
    assert re.search(r"^news: no articles in this folder\. [^\n]+$", refusal("news"))


def test_a_file_name_that_is_not_utf_8_is_refused_in_words_that_can_be_printed(here):
    try:
        (here / os.fsdecode(b"news-\xff.txt")).write_bytes(b"No.")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (error,) = read(str(here))
    assert isinstance(error, InputError)
    str(error).encode()


def test_a_link_that_leads_in_a_circle_ends(here):
    write(here / "news" / "a.txt")
    (here / "news" / "again").symlink_to(here / "news")
    assert [item.id for item in read("news")] == ["news/a.txt"]


def test_a_pipe_in_a_folder_is_not_waited_for(here):
    write(here / "news" / "a.txt")
    os.mkfifo(here / "news" / "b.txt")
    assert [item.id for item in read("news")] == ["news/a.txt"]


def test_a_folder_that_cannot_be_listed_does_not_keep_the_others_out(here, monkeypatch):
    write(here / "news" / "a.txt")
    write(here / "news" / "secret" / "b.txt")
    scandir = os.scandir

    def refusing(path):
        if os.fspath(path).endswith("secret"):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    error, article = read("news")
    assert str(error) == "news/secret: Permission denied. Nothing below it was read."
    assert article.id == "news/a.txt"


def test_standard_input():
    (article,) = read("-", stdin=io.BytesIO("“No,” he said.\r\n".encode()))
    assert (article.id, article.source.path, article.text) == (f"stdin-{article.source.digest[:12]}", None, "“No,” he said.\n")
    (other,) = read("-", stdin=io.BytesIO(b"Another."))
    assert other.id != article.id
    assert re.search(r"^-: is empty", refusal("-", stdin=io.BytesIO(b"")))


def test_standard_input_of_the_process(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"He said no.")))
    (article,) = read("-")
    assert article.text == "He said no."


def test_a_current_folder_that_was_deleted(here):
    gone = here / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert re.search(r"^a\.txt: cannot be found, for the current folder has been deleted\. [^\n]+$", refusal("a.txt"))
