"""Whom a name on the command line means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from quotecheck.errors import NothingFound

if TYPE_CHECKING:
    from quotecheck.model import Speaker
    from quotecheck.store import Store

__all__ = ["ids_meant", "one_meant"]

_MOST_CANDIDATES = 10


def ids_meant(store: Store, name: str, *, everybody: bool, as_of: date | None = None) -> tuple[int, ...]:
    """The ids of whoever a name means.

    Raises:
        NothingFound: it means nobody, or several and not everybody is asked for.
    """
    found = store.find_ids(name, as_of=as_of)
    if len(found) > 1 and not everybody:
        shown = store.speakers(found[:_MOST_CANDIDATES])
        clear = len({speaker.name for speaker in shown}) == len(shown)
        hint = (
            "Give the full name, or --any for all of them." if clear else "Give the number in place of the name, or --any for all of them."
        )
        raise NothingFound(f"{_choices(name, shown, len(found), numbered=not clear)} {hint}")
    return tuple(found)


def one_meant(store: Store, name: str) -> Speaker:
    """The one speaker that a name or a number means; where several may be meant, the one of just that name.

    Raises:
        NothingFound: it means nobody, or several.
    """
    found = store.find_speakers(name)
    named = [speaker for speaker in found if speaker.name == name]
    if len(found) > 1 and len(named) != 1:
        shown = _choices(name, found[:_MOST_CANDIDATES], len(found), numbered=True)
        raise NothingFound(f"{shown} Give the number in place of the name.")
    return (named or found)[0]


def _choices(name: str, shown: Sequence[Speaker], count: int, *, numbered: bool) -> str:
    """Whom a name may mean, the first of so many."""
    if numbered:
        candidates = ", ".join(f"{speaker.id} ({speaker.name}, {speaker.quotes})" for speaker in shown)
    else:
        candidates = ", ".join(f"{speaker.name} ({speaker.quotes})" for speaker in shown)
    more = f" and {count - len(shown)} more" if count > len(shown) else ""
    return f"{name!r} may mean {candidates}{more}; quotes in brackets."
