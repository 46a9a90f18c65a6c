"""CSV and its kin: a table with the names of its columns in the first line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from lint.audit.sources.entry import Columns, Entry, SourceError, check_column, from_row
from lint.readers import MOST_BYTES

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 3 * MOST_BYTES
_LONGEST_LINE = 2 * _LONGEST_FIELD  # a line that is cut must not pass for a row


def entries(stream: BinaryIO, columns: Columns) -> Iterator[Entry]:
    """The articles of the file; a row that holds none is an entry that says why. Raises SourceError for a missing column."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    head = text.readline(_LONGEST_LINE)
    if not head.strip():
        raise SourceError("the file is empty; it needs a line with the names of its columns")
    try:
        delimiter = max(_DELIMITERS, key=lambda one: columns.text in next(csv.reader([head], delimiter=one)))
        names = next(csv.reader([head], delimiter=delimiter))
    except csv.Error as error:
        raise SourceError(f"not a table: {error}") from None
    check_column(columns, names)
    lines = _Lines(text)
    yield from _rows(csv.reader(lines, delimiter=delimiter), lines, names, columns)


class _Lines:
    """The lines of a text; ``ended`` says that one more was asked for than there are."""

    ended = False

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(_LONGEST_LINE):
            yield line
        self.ended = True


def _rows(reader: Iterator[list[str]], lines: _Lines, names: list[str], columns: Columns) -> Iterator[Entry]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:  # which rows follow cannot be told from what may be inside of a field
            raise SourceError(f"cannot be read from here on: {error}; is a quote not closed?") from None
        if row is None:
            return
        if lines.ended:
            raise SourceError("the file breaks off inside this row: a quote is not closed")
        if len(row) == len(names):
            yield from_row(dict(zip(names, row, strict=True)), columns)
        elif row:
            yield Entry(problem=f"the row has {len(row)} fields, and there are {len(names)} columns; quote the text")
