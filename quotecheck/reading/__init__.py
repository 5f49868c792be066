"""Reading: a path, a stream or JSON lines become articles with canonical text and their very bytes."""

from __future__ import annotations

from quotecheck.reading.articles import Metadata, read_bytes, restores
from quotecheck.reading.files import path_id, read
from quotecheck.reading.jsonl import read_jsonl
from quotecheck.reading.lines import json_objects
from quotecheck.reading.listed import COLUMNS, NAMED, read_listed

__all__ = ["COLUMNS", "NAMED", "Metadata", "json_objects", "path_id", "read", "read_bytes", "read_jsonl", "read_listed", "restores"]
