"""Speakers: which entities are one person, body or country, within an article and across all, and how to find them by name."""

from quotecheck.people.across import block_keys, describe, merge
from quotecheck.people.lookup import find, suggest
from quotecheck.people.places import government_of
from quotecheck.people.within import identify

__all__ = ["block_keys", "describe", "find", "government_of", "identify", "merge", "suggest"]
