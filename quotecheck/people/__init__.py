"""Speakers: which entities are one person, body or country, within an article and across all, and how to find them by name."""

from quotecheck.people.across import block_keys, merge
from quotecheck.people.entities import describe
from quotecheck.people.grouping import Doubt, Grouping
from quotecheck.people.keys import Index, keys_of
from quotecheck.people.lookup import find, find_office
from quotecheck.people.standing import ALIAS, FREE, Standing
from quotecheck.people.suggesting import suggest
from quotecheck.people.tenures import covers, span_of, tenures_of
from quotecheck.people.within import identify

__all__ = [
    "ALIAS",
    "FREE",
    "Doubt",
    "Grouping",
    "Index",
    "Standing",
    "block_keys",
    "covers",
    "describe",
    "find",
    "find_office",
    "identify",
    "keys_of",
    "merge",
    "span_of",
    "suggest",
    "tenures_of",
]
