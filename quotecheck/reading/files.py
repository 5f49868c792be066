"""Files of folders, and what they are called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from quotecheck.errors import InputError
from quotecheck.reading.sources import Reading

__all__ = ["article_files", "is_folder", "opened", "path_id"]


def article_files(folder: Path, reading: Reading) -> tuple[list[Path], int, list[InputError]]:
    """The files below ``folder`` that are to be read, sorted, how many are not, and an error for each folder that cannot be listed."""
    refused: list[InputError] = []

    def refuse(error: OSError) -> None:
        refused.append(InputError(f"{error.filename}: {error.strerror}. Nothing below it was read."))

    files: list[Path] = []
    left_out = 0
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            taken = reading.takes(path.relative_to(folder).as_posix()) and not is_special(path)
            left_out += not taken and not name.startswith(".") and not name.upper().startswith("README")
            if taken:
                files.append(path)
    return sorted(files, key=lambda file: file.as_posix()), left_out, refused


def is_special(path: Path) -> bool:
    """Whether this is a pipe, socket or device, at which a reader would wait for ever; a broken link is not, and is told of."""
    return path.exists() and not path.is_file()


def is_folder(path: str) -> bool:
    """Whether a path is that of a folder; one that is no path at all is none."""
    return os.path.isdir(path)  # noqa: PTH112 -- a path may hold a NUL, at which Path.is_dir raises


def opened(path: Path) -> BinaryIO:
    """The bytes of a file.

    Raises:
        InputError: there is no such file, or it may not be read.
    """
    try:
        return path.open("rb", buffering=0)
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
