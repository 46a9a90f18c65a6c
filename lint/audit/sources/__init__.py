"""Files to records, one module a kind of file that holds many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lint.audit.record import Record
from lint.readers import MOST_BYTES, SUFFIXES


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; ``format`` is the format of the text, told by its look where it is None."""

    text: str = "text"
    id: str | None = None
    url: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus: ``name`` opens it, ``path`` leads to it from the root of the corpus, ``stamp`` changes with it."""

    name: str
    path: str
    size: int
    stamp: str

    def open(self) -> BinaryIO:
        """The file, to be read; raises OSError."""
        return Path(self.name).open("rb")


def known(name: str) -> bool:
    """Can a file of this name be read?"""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def holds_many(name: str) -> bool:
    """Does a file of this name hold many articles?"""
    return False


def records(file: File, columns: Columns) -> Iterator[tuple[Record, int]]:
    """The records of a file, each with the number of bytes of the file that end with it.

    What cannot be read is a record that says why.
    """
    yield _whole(file), file.size


def _whole(file: File) -> Record:
    """The record of a file that is an article; of one that is too large it holds no more than shows it."""
    parts = PurePosixPath(file.path).parts
    data, problem = b"", ""
    try:
        with file.open() as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    return Record(file.path, 0, file.path, file.name, data, parts[0] if len(parts) > 1 else "", problem=problem)
