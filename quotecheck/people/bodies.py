"""Bodies that the world knows by their acronyms."""

from __future__ import annotations

from functools import cache

from quotecheck.people.tables import key, rows

__all__ = ["full_name"]


def full_name(short: str) -> str | None:
    """Give the full name of a body known by an acronym; None where it is not in the table.

    >>> full_name("the U.N."), full_name("AP"), full_name("Who")
    ('United Nations', 'Associated Press', None)
    """
    if short.islower() or (short.isalpha() and short.istitle()):
        return None
    return _names().get(key(short))


@cache
def _names() -> dict[str, str]:
    return {key(form): full for (short,), (full,), others in rows("bodies") for form in (short, *others)}
