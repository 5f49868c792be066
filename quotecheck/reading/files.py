"""Articles from files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.articles import read_bytes
from quotecheck.reading.jsonl import read_jsonl

__all__ = ["path_id", "read"]

SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
STANDARD_INPUT = "-"


def read(path: str, *, stdin: BinaryIO | None = None) -> Iterator[Article | InputError]:
    """The articles of a file, of a folder and its subfolders, or of standard input.

    A folder gives its files of plain text (``.txt``, ``.text``, ``.md`` or no suffix) in the order of their paths; hidden
    files and files named README stay out. A file that is named itself is read whatever it is called, one of JSON lines
    (``.jsonl``, ``.ndjson``) as such.

    Args:
        path: a file, a folder, or ``-`` for standard input.
        stdin: what ``-`` reads; ``sys.stdin.buffer`` if not given.

    Yields:
        Articles; in place of a file of a folder that cannot be read, the error that says why, so that the rest goes on.

    Raises:
        InputError: ``path`` itself cannot be read, or is a folder without articles.
    """
    if path == STANDARD_INPUT:
        stream = sys.stdin.buffer if stdin is None else stdin
        raw = stream.read()
        # Nothing can be opened to see it again, and the next article from stdin must not be taken for this one.
        yield read_bytes(raw, id=f"stdin-{sha256(raw).hexdigest()[:12]}", name=STANDARD_INPUT)
    elif os.path.isdir(path):  # noqa: PTH112 -- a path may hold a NUL, at which Path.is_dir raises
        files, refused = article_files(Path(path))
        yield from refused
        if not files and not refused:
            raise InputError(f"{path}: no articles in this folder. It may hold files that end in .txt, .text, .md or have no suffix.")
        for file in files:
            try:
                yield read_file(file)
            except InputError as error:
                yield error
    elif Path(path).suffix.lower() in JSON_LINES:
        with opened(Path(path)) as stream:
            yield from read_jsonl(stream, name=path)
    else:
        yield read_file(Path(path))


def article_files(folder: Path) -> tuple[list[Path], list[InputError]]:
    """The files below ``folder`` that may be articles, sorted by path, and an error for every folder that cannot be listed."""
    refused: list[InputError] = []

    def refuse(error: OSError) -> None:
        refused.append(InputError(f"{error.filename}: {error.strerror}. Nothing below it was read."))

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if may_be_article(name)]
    return sorted((file for file in files if not is_special(file)), key=lambda file: file.as_posix()), refused


def is_special(path: Path) -> bool:
    """Whether this is a pipe, socket or device, at which a reader would wait for ever; a broken link is not, and is told of."""
    return path.exists() and not path.is_file()


def may_be_article(name: str) -> bool:
    """Whether a file of this name, met in a folder, is to be read.

    >>> [may_be_article(name) for name in ("a.txt", "B.TXT", "story", "README.md", ".notes", "a.pdf")]
    [True, True, True, False, False, False]
    """
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith(".") and not name.upper().startswith("README")


def read_file(path: Path) -> Article:
    """The article in a file; its id is its path, relative if it lies below the current folder."""
    name = path_id(path)
    try:
        with opened(path) as stream:
            raw = stream.read()
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}. Check the path.") from error
    return read_bytes(raw, id=name, path=name)


def opened(path: Path) -> BinaryIO:
    """The bytes of a file."""
    try:
        return path.open("rb")
    except ValueError as error:
        raise InputError(f"{path_id(path)!r}: not a path of a file.") from error
    except OSError as error:
        raise InputError(f"{path_id(path)}: {error.strerror}. Check the path.") from error


def path_id(path: Path) -> str:
    """The path with forward slashes, relative to the current folder if it lies below it, else absolute.

    Links are not followed, so that the name is the one the user knows.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise InputError(f"{path}: cannot be found, for the current folder has been deleted. Change to one that is there.") from error
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve would follow links
    name = (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{name!r}: a file name that is not UTF-8. Rename the file.") from error
    return name
