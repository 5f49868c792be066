"""How much is read of what strangers send, and streams that stop there."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from quotecheck.errors import InputError

__all__ = ["DEEPEST", "DOCUMENT", "LINE", "UNPACKED", "Counting", "Limited", "broken", "read_whole", "sound", "told"]

DOCUMENT = 50_000_000
"""Bytes of one document; the longest articles have a thousandth of it."""
LINE = 50_000_000
"""Bytes of one line of JSON."""
UNPACKED = 4_000_000_000
"""Bytes that one archive or compressed file may unpack to."""
DEEPEST = 3
"""How deep archives may lie in archives."""
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"))


@contextmanager
def sound(name: str, *, advice: str = "What stands before was read") -> Iterator[None]:
    """Turn what libraries raise at damaged archives into one error; only calls of them belong into the block.

    Args:
        name: what to call the archive.
        advice: what was read in spite of it, or what to do.
    """
    try:
        yield
    except _DAMAGE as error:
        said = " ".join(str(error).split())[:80] or type(error).__name__
        raise InputError(f"{name}: an archive that is damaged ({said}). {advice}.") from error


def told(size: int) -> str:
    """A size in words.

    >>> told(50_000_000)
    '50 MB'
    """
    return next((f"{size // unit} {name}" for unit, name in _UNITS if size >= unit), f"{size} bytes")


def read_whole(stream: BinaryIO, *, name: str, limit: int = DOCUMENT) -> bytes:
    """All bytes of a stream, if they are not too many.

    Raises:
        InputError: there are more than ``limit``.
    """
    raw = stream.read(limit + 1)
    error = broken(stream)
    if error is not None:
        raise error
    if len(raw) > limit:
        raise InputError(f"{name}: larger than {told(limit)}, which no article is. Take it apart, or give its articles as JSON lines.")
    return raw


def broken(stream: BinaryIO) -> InputError | None:
    """Why a stream ended before its end; None if it did not, or has not yet."""
    below = stream.raw if isinstance(stream, io.BufferedReader) else stream
    return below.error if isinstance(below, Limited) else None


class Limited(io.RawIOBase):
    """A stream that refuses to give more bytes than are left to it.

    Where what it reads from is damaged, it gives all that stands before, then ends, and raises an error only if it is read on:
    what buffers it would lose what it holds, if the error came in the middle of filling.

    Args:
        stream: what to read from.
        name: what to call it in a message.
        left: how many bytes may still be read, the first of its numbers; streams of one archive share it.
    """

    def __init__(self, stream: BinaryIO, *, name: str, left: list[int] | None = None) -> None:
        super().__init__()
        self._name = name
        self._left = self.budget() if left is None else left
        # As much as there is at once, so that nothing is lost where the rest cannot be had.
        self._read = getattr(stream, "read1", stream.read)
        self.error: InputError | None = None

    @staticmethod
    def budget() -> list[int]:
        """Give what an archive may unpack to."""
        return [UNPACKED]

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer.

        Raises:
            InputError: the limit has been reached, or the archive is damaged, and that it ends here has been said.
        """
        if self.error is not None:
            raise self.error
        try:
            with sound(self._name):
                read = self._read(len(buffer))
        except InputError as error:
            self.error = error
            return 0
        self._left[0] -= len(read)
        if self._left[0] < 0:
            self.error = InputError(f"{self._name}: unpacks to more than {told(UNPACKED)}. Unpack it yourself, and add the folder.")
            return 0
        buffer[: len(read)] = read
        return len(read)


class Counting(io.RawIOBase):
    """A file that says how far it has been read.

    Args:
        stream: a file, which is closed with this one.
        tally: where the bytes are counted, the first of its numbers.
    """

    def __init__(self, stream: BinaryIO, tally: list[int]) -> None:
        super().__init__()
        self._stream, self._tally = stream, tally

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from any place."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Say where it is."""
        return self._stream.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        read = self._stream.read(len(buffer))
        self._tally[0] += len(read)
        buffer[: len(read)] = read
        return len(read)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        super().close()
