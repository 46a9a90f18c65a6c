"""Parts to tables: one file each, in the order of the corpus, with never more in memory than a group of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lint.audit.parts import COMPRESSION, Parts
from lint.audit.tables import TABLES

_ROWS_A_GROUP = 16_384
_BYTES_A_GROUP = 32_000_000

Change = Callable[[pa.Table, int], pa.Table]
"""Completes rows of the table of articles; the number is that of the first of them in the corpus."""


def join(parts: Parts, folder: Path, complete: Change) -> None:
    """Write every table into the folder, each as a whole or not at all."""
    for table in TABLES:
        pieces = parts.tables(table.name)
        if table.name == "articles":
            pieces = _completed(pieces, complete)
        path = folder / f"{table.name}.parquet"
        begun = path.with_name(f".{path.name}")
        with pq.ParquetWriter(begun, table.schema, compression=COMPRESSION) as writer:
            for group in _groups(pieces):
                writer.write_table(group, row_group_size=_ROWS_A_GROUP)
        begun.replace(path)


def _completed(pieces: Iterable[pa.Table], complete: Change) -> Iterator[pa.Table]:
    first = 0
    for piece in pieces:
        positions = pa.array(np.arange(first, first + len(piece)), pa.int64())
        at = piece.schema.get_field_index("position")
        yield complete(piece.set_column(at, piece.schema.field(at), positions), first)
        first += len(piece)


def _groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in groups of a size that does not hang on how many there are in all."""
    held: list[pa.Table] = []
    rows = size = 0
    for piece in pieces:
        held.append(piece)
        rows, size = rows + len(piece), size + piece.nbytes
        if rows >= _ROWS_A_GROUP or size >= _BYTES_A_GROUP:
            yield pa.concat_tables(held)
            held, rows, size = [], 0, 0
    if held:
        yield pa.concat_tables(held)
