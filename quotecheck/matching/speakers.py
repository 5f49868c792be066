"""Whether two quotes are credited to one speaker."""

from __future__ import annotations

from quotecheck.model import Quote

__all__ = ["are_of_one_speaker"]


def are_of_one_speaker(one: Quote, other: Quote) -> bool | None:
    """Tell whether one speaker is credited with both; None if nobody can tell.

    Two speakers contradict each other only where both articles name them: whom a *she* or *the candidate* means was resolved, and that
    the same words are somebody else's elsewhere speaks against it.
    """
    if one.speaker_id is None or other.speaker_id is None:
        return None
    if one.speaker_id == other.speaker_id:
        return True
    return False if one.named and other.named else None
