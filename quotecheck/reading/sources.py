"""From a stream of any kind to its articles: documents, lists of records, archives, and archives in archives."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.archives import COMPRESSED, in_tar, in_zip, unpacked
from quotecheck.reading.articles import article_from
from quotecheck.reading.jsonl import read_json, read_jsonl
from quotecheck.reading.kinds import HEAD, SUFFIXES, SourceKind, kind_of
from quotecheck.reading.limits import DEEPEST, Limited, broken, read_whole
from quotecheck.reading.mail import messages_of
from quotecheck.reading.readers import read_document
from quotecheck.reading.table import read_table
from quotecheck.reading.warc import read_warc

__all__ = ["Place", "Reading", "may_be_article", "read_stream"]

_IN_MEMORY = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How things are to be read.

    Attributes:
        pattern: which files of folders and archives are read, by their path in it; None for those whose names end as articles' do.
        whole: whether all words of a page are its article's, navigation and all.
        language: of all articles, whatever they say themselves.
    """

    pattern: str | None = None
    whole: bool = False
    language: str | None = None

    def takes(self, path: str) -> bool:
        """Whether a file met in a folder or an archive is to be read, by its path there."""
        if self.pattern is None:
            return may_be_article(path)
        return fnmatchcase(path, self.pattern) or fnmatchcase(PurePosixPath(path).name, self.pattern)


def may_be_article(path: str) -> bool:
    """Whether a file of this name, met in a folder or an archive, is to be read.

    >>> [may_be_article(name) for name in ("a.txt", "B.HTML", "story", "README.md", ".notes", "__MACOSX/a.txt", "a.css")]
    [True, True, True, False, False, False, False]
    """
    parts = PurePosixPath(path)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts.parts)
    return not hidden and not parts.name.upper().startswith("README") and (parts.suffix == "" or parts.suffix.lower() in SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stream of bytes lies.

    Attributes:
        id: what its article is cited by if it is a single document; articles in an archive have their names behind it. If it is None,
            the article is cited by its digest: nothing can be opened to see it again, and the next one must not be taken for it.
        path: what to open to see it again; None if there is nothing to open.
        name: what to call it in a message.
        depth: in how many archives it lies.
        unpacked: its name without the endings of the compression that it lies under, if it does.
        digest: of all of standard input, if it lies in an archive there.
    """

    id: str | None
    path: str | None
    name: str
    depth: int = 0
    unpacked: str | None = None
    digest: str | None = None

    def within(self, inside: str) -> Place:
        """The place of a file in the archive that lies here."""
        return Place(
            id=f"{_cited(self.digest) if self.id is None and self.digest else self.id or self.name}/{inside}",
            path=None if self.path is None else f"{self.path}/{inside}",
            name=f"{self.name}/{inside}",
            depth=self.depth + 1,
        )

    def below(self) -> Place:
        """The place of what lies under the compression of the file that lies here."""
        return replace(self, unpacked=name_within(self.unpacked or self.name), depth=self.depth + 1)


def read_stream(stream: BinaryIO, place: Place, reading: Reading) -> Iterator[Article | InputError]:
    """The articles of a stream.

    Args:
        stream: of bytes; a ZIP archive that cannot be read from any place is copied first.
        place: where it lies.
        reading: how to read it.

    Yields:
        Articles; in place of what cannot be read, the error that says why.

    Raises:
        InputError: the stream as a whole cannot be read, or not from some place on.
    """
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), HEAD)
    name = place.name
    kind = kind_of(peekable.peek(HEAD)[:HEAD], place.unpacked or name)
    if place.depth >= DEEPEST and (kind in COMPRESSED or kind in {SourceKind.ZIP, SourceKind.TAR}):
        raise InputError(f"{name}: an archive in archives, more than {DEEPEST} deep. Unpack it yourself, and add the folder.")
    packed = kind in COMPRESSED or kind in {SourceKind.ZIP, SourceKind.TAR}
    with ExitStack() as opened:
        if packed and place.id is None and place.digest is None:
            # Another archive that comes this way must not be taken for this one.
            copy, digest = copied(peekable, name=name)
            peekable, place = io.BufferedReader(cast("io.RawIOBase", opened.enter_context(copy))), replace(place, digest=digest)
        if kind in COMPRESSED:
            below = unpacked(peekable, kind, name=name)
            yield from _told_once(read_stream(below, place.below(), reading))
        elif packed:
            yield from _told_once(_packed(peekable, kind, place, reading, opened))
        elif kind is SourceKind.WARC:
            yield from read_warc(peekable, name=name, whole=reading.whole)
        elif kind is SourceKind.JSON_LINES:
            yield from read_jsonl(peekable, name=name)
        else:
            yield from _document(read_whole(peekable, name=name), kind, place, reading)
    error = broken(peekable)
    if error is not None:
        raise error


def _packed(stream: BinaryIO, kind: SourceKind, place: Place, reading: Reading, opened: ExitStack) -> Iterator[Article | InputError]:
    """The articles of a ZIP or tar archive."""
    if kind is SourceKind.ZIP:
        if not stream.seekable():
            stream = opened.enter_context(copied(stream, name=place.name)[0])
        members = in_zip(stream, name=place.name)
    else:
        members = in_tar(stream, name=place.name)
    taken = False
    for inside, member in members:
        if isinstance(member, InputError) or reading.takes(inside):
            taken = True
            yield from _member(member, place.within(inside), reading)
    if not taken:
        why = (
            'Is it the right one? --glob "*" reads whatever there is.' if reading.pattern is None else f"None is like {reading.pattern!r}."
        )
        yield InputError(f"{place.name}: no articles in this archive. {why}")


def _told_once(found: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
    """The same, without an error at the place where an archive breaks off, which is told of the whole."""
    held: InputError | None = None
    try:
        for one in found:
            if held is not None:
                yield held
            held = one if isinstance(one, InputError) else None
            if held is None:
                yield one
    except InputError as error:
        if held is not None and not _is_damage(error):
            yield held
        raise
    if held is not None:
        yield held


def _is_damage(error: InputError) -> bool:
    return error.__cause__ is not None


def _document(raw: bytes, kind: SourceKind, place: Place, reading: Reading) -> Iterator[Article | InputError]:
    """The articles of what is read as a whole."""
    if kind is SourceKind.JSON:
        yield from read_json(raw, name=place.name)
    elif kind is SourceKind.TABLE:
        yield from read_table(raw, name=place.name)
    elif kind is SourceKind.MAIL and len(messages := messages_of(raw)) > 1:
        within = place if place.id is not None else replace(place, digest=sha256(raw).hexdigest())
        for number, message in enumerate(messages, start=1):
            try:
                yield from _document(message, kind, within.within(str(number)), reading)
            except InputError as error:
                yield error
    else:
        cited = _cited(sha256(raw).hexdigest()) if place.id is None else place.id
        yield article_from(raw, read_document(raw, kind, name=place.name, whole=reading.whole), id=cited, path=place.path)


def _cited(digest: str) -> str:
    """What is cited that came on standard input."""
    return f"stdin-{digest[:12]}"


def _member(member: BinaryIO | InputError, place: Place, reading: Reading) -> Iterator[Article | InputError]:
    """The articles of a file in an archive; if it cannot be read, the error, so that the rest of the archive is."""
    if isinstance(member, InputError):
        yield member
        return
    try:
        yield from read_stream(member, place, reading)
    except InputError as error:
        yield error


def name_within(name: str) -> str:
    """The name of what lies under the compression of a file.

    >>> name_within("news.jsonl.gz"), name_within("news.tgz"), name_within("-")
    ('news.jsonl', 'news.tar', '-')
    """
    path = PurePosixPath(name)
    if path.suffix.lower() in {".tgz", ".tbz2", ".txz"}:
        return path.with_suffix(".tar").as_posix()
    return path.with_suffix("").as_posix() if path.suffix.lower() in {".gz", ".bz2", ".xz"} else name


def copied(stream: BinaryIO, *, name: str) -> tuple[BinaryIO, str]:
    """The same bytes where they can be read from any place, as the directory at the end of a ZIP archive asks for, and their digest.

    Raises:
        InputError: they cannot be read to their end, or there is no room for them.
    """
    try:
        copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- whoever asks for it closes it
        digest = sha256()
        left = Limited(stream, name=name)
        while piece := left.read(1_000_000):
            copy.write(piece)
            digest.update(piece)
    except OSError as error:
        raise InputError(f"{name}: no room for a copy of it ({error.strerror or error}). Save it as a file, and add that.") from error
    copy.seek(0)
    return cast("BinaryIO", copy), digest.hexdigest()
