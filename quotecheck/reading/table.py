"""Articles from tables: CSV and TSV, a row an article."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading.canonical import decode
from quotecheck.reading.limits import DOCUMENT
from quotecheck.reading.records import read_record

__all__ = ["read_table"]

_SHAPE = "A table has the columns id (or url) and text, and may have title, url, outlet, author, published, language."
_DELIMITERS = ",;\t|"


def read_table(raw: bytes, *, name: str) -> Iterator[Article | InputError]:
    r"""The articles of a table whose first line names the columns, in any order and case; others than those of records are ignored.

    Raises:
        InputError: there is no column ``text``, or neither ``id`` nor ``url``, or the file is no table from some line on.

    >>> [found.id for found in read_table(b"ID;Text\n7;He said no.\n", name="news.csv")]
    ['7']
    """
    text = decode(raw, name=name).text
    # The first line that Excel writes and reads by itself.
    told = re.match(r"\ufeff?sep=(.)(?:\r\n|\r|\n)", text)
    text = text if told is None else text[told.end() :]
    header = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=header.count) if told is None else told[1]
    csv.field_size_limit(DOCUMENT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().casefold() for column in next(reader, ())]
        if "text" not in columns or not {"id", "url"} & set(columns):
            raise InputError(f"{name}: no column text, or neither id nor url. {_SHAPE}")
        blank = True
        for row in reader:
            if not any(map(str.strip, row)):
                continue
            blank = False
            where = f"{name}:{reader.line_num + (told is not None)}"
            if len(row) > len(columns):
                yield InputError(f"{where}: more fields than columns. Put what holds a {delimiter!r} between quotation marks.")
                continue
            # Empty is not given.
            record = {column: value for column, value in zip(columns, row, strict=False) if value.strip()}
            try:
                yield read_record(record, where=where, shape=_SHAPE)
            except InputError as error:
                yield error
        if blank:
            yield InputError(f"{name}: no row below its columns. {_SHAPE}")
    except csv.Error as error:
        raise InputError(f"{name}: below line {reader.line_num}, no line of a table ({error}). Save it as CSV again.") from error
