"""The errors of quotecheck, each with the exit code that the command line gives for it.

    QuotecheckError            1
    ├── NothingFound           1   a look-up that found nothing
    ├── WorkerLost             1   a process of several died (quotecheck.engine)
    ├── InputError             2   input that cannot be read as an article
    ├── UsageError             2   arguments that make no sense together
    ├── StoreError             3   the database
    └── ModelsError            4   the models are missing or broken

A message says what was wrong, where, and what to do next, in one line.
"""

from __future__ import annotations

__all__ = ["InputError", "ModelsError", "NothingFound", "QuotecheckError", "StoreError", "UsageError"]


class QuotecheckError(Exception):
    """Something that the user can mend; its text is one line for the user."""

    exit_code = 1


class NothingFound(QuotecheckError):
    """A look-up by name, id or filter found nothing."""


class InputError(QuotecheckError):
    """A path, stream or line that cannot be read as an article."""

    exit_code = 2


class UsageError(QuotecheckError):
    """Arguments that make no sense together."""

    exit_code = 2


class StoreError(QuotecheckError):
    """The database is missing, broken, locked, read-only or of a newer schema."""

    exit_code = 3


class ModelsError(QuotecheckError):
    """The Stanza models or the network are missing or do not match their digests."""

    exit_code = 4
