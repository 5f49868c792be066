"""Quotes as the rows of a table, for notebooks, and such tables as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from quotecheck.errors import UsageError

__all__ = ["write_parquet"]

_ROWS = 5000
"""In a group."""
_TYPES = {
    "line": "int64",
    "column": "int64",
    "start": "int64",
    "end": "int64",
    "speaker_id": "int64",
    "confidence": "float64",
    "content": "spans",
    "cue": "spans",
    "mention": "spans",
}
"""All other columns are strings."""


def write_parquet(rows: Iterable[Mapping[str, Any]], path: Path, *, columns: Iterable[str]) -> int:
    """Write rows to a file of Parquet, so many at once; give how many there were.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (only those who ask for it have it)
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs the extra [parquet]: pip install 'quotecheck-news[parquet]'. Or use --as csv.") from error
    kinds = {"int64": pa.int64(), "float64": pa.float64(), "spans": pa.list_(pa.list_(pa.int64())), "string": pa.string()}
    schema = pa.schema([(name, kinds[_TYPES.get(name, "string")]) for name in columns])
    count = 0
    rest = iter(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while group := [dict(row) for row in islice(rest, _ROWS)]:
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count
