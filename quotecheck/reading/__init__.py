"""Reading: a path, an address, a stream or an archive become articles with canonical text and their very bytes."""

from __future__ import annotations

from quotecheck.reading.articles import read_bytes
from quotecheck.reading.files import path_id
from quotecheck.reading.inputs import Inputs, is_address, read
from quotecheck.reading.jsonl import read_jsonl
from quotecheck.reading.lines import json_objects
from quotecheck.reading.listed import COLUMNS, NAMED, read_listed
from quotecheck.reading.readers import restores
from quotecheck.reading.rendering import Metadata
from quotecheck.reading.sources import Reading

__all__ = [
    "COLUMNS",
    "NAMED",
    "Inputs",
    "Metadata",
    "Reading",
    "is_address",
    "json_objects",
    "path_id",
    "read",
    "read_bytes",
    "read_jsonl",
    "read_listed",
    "restores",
]
