"""SQLite's write-ahead log: where its commits end. https://www.sqlite.org/fileformat2.html#walformat and walformat.html."""

from __future__ import annotations

import struct
from pathlib import Path

__all__ = ["commits", "copied_back"]

_HEADER = 32
_FRAME = 24
_SALTS = slice(16, 24)
_ATTEMPTED = 128  # in the index of the log: how many frames may have been copied into the database


def commits(log: bytes) -> list[int]:
    """The offset at which each commit ends that is valid in a log, in order. Frames of a former round have other salts."""
    if len(log) < _HEADER:
        return []
    (size,) = struct.unpack(">I", log[8:12])
    ends = []
    for start in range(_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        frame = log[start : start + _FRAME]
        if frame[8:16] != log[_SALTS]:
            break
        if any(frame[4:8]):
            ends.append(start + _FRAME + size)
    return ends


def copied_back(log: bytes, index: Path) -> int:
    """The offset in a log up to which its pages may have been copied into the database, so that it is needed in whole up to there."""
    if len(log) < _HEADER or not index.exists():
        return 0
    (size,) = struct.unpack(">I", log[8:12])
    (frames,) = struct.unpack("=I", index.read_bytes()[_ATTEMPTED : _ATTEMPTED + 4])
    return int(_HEADER + frames * (_FRAME + size)) if frames else 0
