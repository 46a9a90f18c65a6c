"""Parquet: an article a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from lint.audit.sources.entry import Columns, Entry, SourceError, check_column, from_row

_ROWS = 32
_BUFFER = 1 << 20


def entries(stream: BinaryIO, columns: Columns) -> Iterator[Entry]:
    """The articles of the file. Raises SourceError where it is no Parquet file, or a column is missing or holds no text."""
    try:
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
    except (pa.ArrowException, OSError) as error:
        raise SourceError(f"not a Parquet file: {error}") from None
    schema = file.schema_arrow
    check_column(columns, schema.names)
    if not _is_text(schema.field(columns.text).type):
        raise SourceError(f"the column {columns.text!r} holds {schema.field(columns.text).type}, and no text")
    taken = [field.name for field in schema if _is_text(field.type) or field.name in (columns.id, columns.url)]
    for batch in file.iter_batches(_ROWS, columns=taken, use_threads=False):
        yield from (from_row(row, columns) for row in batch.to_pylist())


def _is_text(kind: pa.DataType) -> bool:
    return any(
        test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    )
