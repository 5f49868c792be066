"""Libraries that not everybody needs, and what to say where one is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from quotecheck.errors import InputError

__all__ = ["extra"]


def extra(module: str, *, name: str, what: str, bundle: str) -> ModuleType:
    """A library of one of the extras.

    Args:
        module: the name under which it is imported.
        name: what it is needed for, in a message: the file.
        what: which kind of file that is.
        bundle: the extra that brings it.

    Raises:
        InputError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(
            f"{name}: {what}, for which quotecheck needs its extra [{bundle}]: pip install 'quotecheck-news[{bundle}]'."
        ) from error
