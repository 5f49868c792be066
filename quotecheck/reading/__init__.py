"""Reading: a path, a stream or JSON lines become articles with canonical text and their very bytes."""

from __future__ import annotations

from quotecheck.reading.articles import Metadata, read_bytes, restores
from quotecheck.reading.files import read
from quotecheck.reading.jsonl import read_jsonl

__all__ = ["Metadata", "read", "read_bytes", "read_jsonl", "restores"]
