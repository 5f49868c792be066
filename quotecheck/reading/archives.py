"""What lies in ZIP and tar archives and under compression, without a byte of it being written anywhere."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from quotecheck.errors import InputError
from quotecheck.reading.kinds import SourceKind
from quotecheck.reading.limits import Limited, sound

__all__ = ["COMPRESSED", "in_tar", "in_zip", "unpacked"]

_LIBRARIES: dict[SourceKind, Callable[[BinaryIO], BinaryIO]] = {
    SourceKind.GZIP: lambda stream: cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb")),
    SourceKind.BZIP2: lambda stream: cast("BinaryIO", bz2.BZ2File(stream)),
    SourceKind.XZ: lambda stream: cast("BinaryIO", lzma.LZMAFile(stream)),  # noqa: SIM115 -- open as long as it is read
}
COMPRESSED = frozenset(_LIBRARIES)
_LOCKED = 0x1
_MOST = 1_000_000


def unpacked(stream: BinaryIO, kind: SourceKind, *, name: str) -> BinaryIO:
    """What lies under compression.

    Args:
        stream: the compressed bytes.
        kind: gzip, bzip2 or xz.
        name: what to call it in a message.
    """
    plain = _LIBRARIES[kind](stream)
    return io.BufferedReader(Limited(plain, name=name))


def in_zip(stream: BinaryIO, *, name: str) -> Iterator[tuple[str, BinaryIO | InputError]]:
    """The files in a ZIP archive, by their names: the name of each, and its bytes or why they cannot be had.

    Raises:
        InputError: the archive is damaged.
    """
    with sound(name, advice="Nothing in it was read: its directory stands at its end. Get it again"):
        archive = zipfile.ZipFile(stream)
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > _MOST:
            raise InputError(f"{name}: more than {_MOST:,} files in one archive. Unpack it yourself, and add the folder.")
        left = Limited.budget()
        for member in sorted(members, key=lambda one: one.filename):
            inside, refused = _inside(member.filename, name=name)
            if refused is not None:
                yield inside, refused
            elif stat.S_ISLNK(member.external_attr >> 16):
                yield inside, InputError(f"{name}/{inside}: a link in an archive, which is not followed.")
            elif member.flag_bits & _LOCKED:
                yield inside, InputError(f"{name}/{inside}: locked by a password. Unpack the archive yourself, and add the folder.")
            else:
                try:
                    with sound(f"{name}/{inside}"):
                        opened = archive.open(member)
                except InputError as error:
                    yield inside, error
                    continue
                with opened:
                    yield inside, io.BufferedReader(Limited(cast("BinaryIO", opened), name=name, left=left))


def in_tar(stream: BinaryIO, *, name: str) -> Iterator[tuple[str, BinaryIO | InputError]]:
    """The files in a tar archive, as they come: the name of each, and its bytes or why they cannot be had.

    Raises:
        InputError: the archive is damaged.
    """
    left = Limited.budget()
    with sound(name):
        archive = tarfile.TarFile.open(fileobj=stream, mode="r|")
    with archive:
        while True:
            with sound(name):
                member = archive.next()
            if member is None:
                return
            inside, refused = _inside(member.name, name=name)
            if refused is not None:
                yield inside, refused
            elif member.issym() or member.islnk():
                yield inside, InputError(f"{name}/{inside}: a link in an archive, which is not followed.")
            elif member.isreg():
                with sound(name):
                    opened = archive.extractfile(member)
                if opened is not None:
                    yield inside, io.BufferedReader(Limited(cast("BinaryIO", opened), name=name, left=left))


def _inside(stated: str, *, name: str) -> tuple[str, InputError | None]:
    """The name of a file in an archive, and an error if that leads out of it or is none."""
    path = PurePosixPath(stated.replace("\\", "/"))
    inside = path.as_posix().lstrip("/")
    try:
        inside.encode()
    except UnicodeEncodeError:
        return ascii(inside), InputError(f"{name}: {inside!r} is a file name that is not UTF-8. Unpack the archive yourself.")
    if ".." in path.parts or path.is_absolute() or not inside:
        return inside, InputError(f"{name}: {stated!r} is the name of a file outside the archive. It was not read.")
    return inside, None
