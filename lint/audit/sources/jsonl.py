"""JSON Lines: an article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from lint.audit.sources.entry import TOO_LARGE, Columns, Entry, check_column, from_row
from lint.readers import MOST_BYTES

_LONGEST_LINE = 2 * MOST_BYTES


def entries(stream: BinaryIO, columns: Columns) -> Iterator[Entry]:
    """The articles of the file; a line that holds none is an entry that says why. Raises SourceError for a missing column."""
    first = True
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Entry(problem=TOO_LARGE)
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Entry(problem=f"not a line of JSON: {error}")
            continue
        if not isinstance(row, dict):
            yield Entry(problem="not an object of JSON: write each article as {…} on a line of its own")
            continue
        if first:
            check_column(columns, row)
            first = False
        yield from_row(row, columns)
