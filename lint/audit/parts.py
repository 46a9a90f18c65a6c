"""Tables as they come: the rows of a stretch of the corpus are a part, written as a whole; so a killed run loses nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lint.audit.record import Examined
from lint.audit.tables import TABLES

COMPRESSION = "zstd"
_BEGUN = "."


class NoEngine(Exception):
    """What was to make the parts is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one stretch: each table as the bytes of a Parquet file. ``read`` is how far the corpus is read with it."""

    name: str
    tables: Mapping[str, bytes]
    articles: int
    words: int
    read: int


def part(name: str, examined: Sequence[Examined], read: int) -> Part:
    """The part that the rows of a stretch make, in the order of its records."""
    tables = {}
    for table in TABLES:
        rows = [row for one in examined for row in one.rows.get(table.name, ())]
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), sink, compression=COMPRESSION)
        tables[table.name] = sink.getvalue().to_pybytes()
    words = sum(one.rows["articles"][0]["words"] for one in examined)
    return Part(name, tables, len(examined), words, read)


class Parts:
    """The parts that are written, a folder each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """The complete parts, in the order of the corpus."""
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in os.scandir(self._folder) if entry.is_dir() and not entry.name.startswith(_BEGUN))

    def write(self, part: Part) -> None:
        """Write a part; whenever that is broken off, it is there as a whole or not at all."""
        begun, done = self._folder / (_BEGUN + part.name), self._folder / part.name
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        for name, data in part.tables.items():
            with (begun / f"{name}.parquet").open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        begun.rename(done)

    def tables(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """What the table of this name holds, or some columns of it, part by part."""
        for part in self.names():
            with pq.ParquetFile(self._folder / part / f"{name}.parquet") as file:
                yield file.read(columns and list(columns), use_threads=False)

    def remove(self) -> None:
        """Remove all parts."""
        shutil.rmtree(self._folder, ignore_errors=True)
