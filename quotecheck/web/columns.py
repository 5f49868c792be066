"""The columns of tables, so that one without rows has its header, too: the keys of the records that would be its rows."""

from __future__ import annotations

from quotecheck.model.records import QUOTE_KEYS

__all__ = ["ARTICLES", "CHECKS", "MATCHES", "MEMBERSHIPS", "PEOPLE", "QUOTES", "QUOTES_OF_ARTICLE"]

QUOTES = QUOTE_KEYS
QUOTES_OF_ARTICLE = (*QUOTE_KEYS, "content", "rule", "speaker_id", "reason")
PEOPLE = ("id", "name", "type", "aliases", "offices", "quotes", "articles", "first", "last", "listed", "tenures")
MEMBERSHIPS = ("article", "published", "name", "quotes", "reason", "digest")
ARTICLES = ("article", "digest", "title", "outlet", "published", "quotes")
MATCHES = ("relation", "similarity", "same_speaker", "reprint", "one", "other", "aligned", "differences")
CHECKS = (
    *("id", "verdict", "said_by", "score", "differences", "reasons", "evidence", "second"),
    *("draft", "line", "column", "spans", "kind", "quote", "by", "fine"),
)
"""Of a draft; that of a quotation always has a row."""
