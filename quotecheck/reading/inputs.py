"""All that one command is to read: files, folders, standard input, JSON lines, addresses of the web; and how far it has come."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.addresses import SAVE_IT, shown
from quotecheck.reading.articles import article_from
from quotecheck.reading.files import article_files, is_folder, opened, path_id
from quotecheck.reading.jsonl import read_jsonl
from quotecheck.reading.kinds import HEAD, SourceKind, kind_of
from quotecheck.reading.limits import Counting
from quotecheck.reading.page import read_page
from quotecheck.reading.sources import Place, Reading, read_stream
from quotecheck.reading.stated import own_address

if TYPE_CHECKING:
    from quotecheck.reading.web import Page

__all__ = ["Inputs", "is_address", "read"]

STANDARD_INPUT = "-"
_UNDECIDED = 'It may hold files of text, HTML, XML, JSON, CSV, WARC, ZIP, e-mails, PDF or Word; --glob "*" reads whatever there is.'

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")

Fetch = Callable[[str], "Page"]


@dataclass(slots=True)
class _File:
    """A file to be read, and its size in bytes."""

    path: Path
    size: int


@dataclass(slots=True, kw_only=True)
class Inputs:
    """What is to be read, in order. It can be gone through once.

    Attributes:
        paths: files, folders, ``-`` for standard input, and addresses of the web.
        jsonl: a stream of JSON lines, and what to call it; read behind the paths.
        listed: files or addresses of lists, feeds and sitemaps, each with what it is; their pages are read last.
        reading: how to read them.
        fetch: what takes a page from the web.
        stdin: what ``-`` reads; that of the process if not given.
        left_out: how many files of the folders are not to be read, by their names.
    """

    paths: Sequence[str] = ()
    jsonl: tuple[BinaryIO, str] | None = None
    listed: Sequence[tuple[str, str]] = ()
    reading: Reading = field(default_factory=Reading)
    fetch: Fetch | None = None
    stdin: BinaryIO | None = None
    left_out: int = field(default=0, init=False)
    _steps: list[_File | str | InputError] = field(default_factory=list, init=False)
    _read: list[int] = field(default_factory=lambda: [0], init=False)

    def __post_init__(self) -> None:
        for path in self.paths:
            if path == STANDARD_INPUT or is_address(path):
                self._steps.append(path)
            elif _SCHEME.match(path) and not Path(path).exists():
                self._steps.append(InputError(f"{shown(path)}: of addresses, only http:// and https:// are read. {SAVE_IT}."))
            elif is_folder(path):
                self._steps += self._in_folder(path)
            else:
                self._steps.append(_File(Path(path), _size(path)))

    @property
    def total(self) -> int | None:
        """How many bytes there are to be read; None if nobody can know."""
        if self.jsonl is not None or self.listed or any(isinstance(step, str) for step in self._steps):
            return None
        return sum(step.size for step in self._steps if isinstance(step, _File))

    @property
    def done(self) -> int:
        """How many bytes have been read; those that an archive is read twice are counted twice."""
        return self._read[0]

    def __iter__(self) -> Iterator[Article | InputError]:
        """Go through the articles; in place of what cannot be read, the error that says why, so that the rest goes on."""
        for found in self._found():
            if isinstance(found, Article) and self.reading.language is not None:
                yield replace(found, source=replace(found.source, language=self.reading.language))
            else:
                yield found

    def _found(self) -> Iterator[Article | InputError]:
        for step in self._steps:
            if isinstance(step, InputError):
                yield step
                continue
            try:
                yield from self._at(step)
            except InputError as error:
                yield error
        if self.jsonl is not None:
            yield from read_jsonl(self.jsonl[0], name=self.jsonl[1])
        for kind, where in self.listed:
            try:
                yield from self._fetched(self._pages_of(kind, where))
            except InputError as error:
                yield error

    def _at(self, step: _File | str) -> Iterator[Article | InputError]:
        if isinstance(step, _File):
            yield from self._in_file(step.path)
        elif step == STANDARD_INPUT:
            stream = sys.stdin.buffer if self.stdin is None else self.stdin
            yield from read_stream(stream, Place(id=None, path=None, name=STANDARD_INPUT), self.reading)
        else:
            yield from self._fetched([step])

    def _in_folder(self, path: str) -> list[_File | str | InputError]:
        files, left_out, refused = article_files(Path(path), self.reading)
        self.left_out += left_out
        if not files and not refused:
            if self.reading.pattern is not None:
                return [
                    InputError(f"{path}: no file in this folder has a name or a path like {self.reading.pattern!r}. Check the pattern.")
                ]
            return [InputError(f"{path}: no articles in this folder. {_UNDECIDED}")]
        return [*refused, *(_File(file, _size(file)) for file in files)]

    def _in_file(self, path: Path) -> Iterator[Article | InputError]:
        name = path_id(path)
        try:
            with Counting(opened(path), self._read) as stream:
                yield from read_stream(cast("BinaryIO", stream), Place(id=name, path=name, name=name), self.reading)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror or error}. Check the path.") from error

    def _fetched(self, addresses: Iterable[str | InputError]) -> Iterator[Article | InputError]:
        """The articles of pages of the web."""
        for address in addresses:
            if isinstance(address, InputError):
                yield address
                continue
            try:
                yield from _articles_of(self._fetch(address), self.reading)
            except InputError as error:
                yield error

    def _fetch(self, address: str) -> Page:
        from quotecheck.reading.web import fetch  # noqa: PLC0415 -- slow to import, and most articles are files

        return (self.fetch or fetch)(address)

    def _pages_of(self, kind: str, where: str) -> Iterable[str | InputError]:
        """The addresses that a list, a feed or a sitemap names."""
        from quotecheck.reading import listings  # noqa: PLC0415 -- likewise

        if kind == "sitemap" and is_address(where):
            return listings.pages_of_sitemap(where, fetch=self._fetch)
        if is_address(where):
            page = self._fetch(where)
            raw, name, base = page.body, where, page.final
        else:
            raw, name, base = self._bytes_of(where), where, None
        found: list[str] | list[str | InputError]
        if kind == "sitemap":
            nested, found = listings.addresses_in_sitemap(raw, name=name)
            below = [listings.pages_of_sitemap(address, fetch=self._fetch) for address in nested]
            if found or below:
                return chain(found, *below)
        elif kind == "feed":
            found = listings.addresses_in_feed(raw, name=name, base=base)
        else:
            found = listings.addresses_in_list(raw, name=name)
        if not found:
            raise InputError(f"{name}: no address in it. There is nothing to read.")
        return found

    def _bytes_of(self, where: str) -> bytes:
        if where == STANDARD_INPUT:
            return (sys.stdin.buffer if self.stdin is None else self.stdin).read()
        try:
            with opened(Path(where)) as stream:
                return stream.read()
        except OSError as error:
            raise InputError(f"{where}: {error.strerror or error}. Check the path.") from error


def read(path: str, *, stdin: BinaryIO | None = None, reading: Reading | None = None) -> Iterator[Article | InputError]:
    """The articles of one file, folder, address or of standard input.

    Args:
        path: a file, a folder, an address of the web, or ``-`` for standard input.
        stdin: what ``-`` reads; that of the process if not given.
        reading: how to read it.

    Yields:
        Articles; in place of what cannot be read, the error that says why.
    """
    yield from Inputs(paths=[path], stdin=stdin, reading=reading or Reading())


def is_address(path: str) -> bool:
    """Whether what was given is an address of the web.

    >>> is_address("https://example.org/a"), is_address("news/a.html")
    (True, False)
    """
    return path.lower().startswith(("http://", "https://"))


def _articles_of(page: Page, reading: Reading) -> Iterator[Article | InputError]:
    """The articles of what was taken from the web."""
    name = urlsplit(page.final).path or "/"
    kind = kind_of(page.body[:HEAD], name)
    if kind is SourceKind.HTML:
        rendering = read_page(page.body, name=page.address, charset=page.charset, whole=reading.whole, address=page.final)
        own = own_address(rendering.metadata.get("url"), page.final)
        yield article_from(page.body, rendering, id=page.address, path=None, given={"url": own, "fetched": page.fetched})
        return
    for found in read_stream(io.BytesIO(page.body), Place(id=page.address, path=None, name=page.address), reading):
        if isinstance(found, Article):
            source = replace(found.source, url=found.source.url or page.final, fetched=page.fetched)
            yield replace(found, source=source)
        else:
            yield found


def _size(path: str | Path) -> int:
    """The size of a file; nothing if it has none."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 -- a path may hold a NUL, at which Path.stat raises
    except (OSError, ValueError):
        return 0
