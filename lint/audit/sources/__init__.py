"""Files to records, one module a kind of file that holds many articles."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from lint.audit.record import Record
from lint.audit.sources.entry import Columns, Entry, SourceError
from lint.readers import MOST_BYTES, SUFFIXES

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Columns", "File", "holds_many", "is_known", "records"]

_MANY = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "wxr",
    ".warc": "warc",
}
_IN_FOLDERS = frozenset({*SUFFIXES, ".docx", ".warc"})
_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus: ``name`` is what it was found as, ``path`` leads to it from the root of the corpus.

    ``stamp`` changes when the file does. One that is not on a disk is ``inside`` a ``system``.
    """

    name: str
    path: str
    size: int
    stamp: str
    system: AbstractFileSystem | None = None
    inside: str = ""

    def open(self) -> BinaryIO:
        """The file, to be read; raises OSError, and whatever else its system does."""
        return Path(self.name).open("rb") if self.system is None else cast(BinaryIO, self.system.open(self.inside, "rb"))


def is_known(name: str) -> bool:
    """Is a file of this name in a folder taken? Tables and exports are to be named: most are no articles."""
    return _suffix(name) in _IN_FOLDERS


def holds_many(name: str) -> bool:
    """Does a file of this name hold many articles?"""
    return _suffix(name) in _MANY


def records(file: File, columns: Columns) -> Iterator[tuple[Record, int]]:
    """The records of a file, each with how many of its bytes are read by then.

    What cannot be read is a record that says why.
    """
    parts = PurePosixPath(file.path).parts
    section = parts[0] if len(parts) > 1 else ""
    if not holds_many(file.name):
        yield _whole(file, section), file.size
        return
    names = _Names(file.path)
    for number, (entry, read) in enumerate(_entries(file, columns), 1):
        name = f"{file.name}#{number}{entry.suffix}"
        given = (entry.data, entry.section or section, entry.url, entry.metadata, entry.problem)
        yield Record(names.name(entry.id, number), 0, file.path, name, *given), read


def _whole(file: File, section: str) -> Record:
    """The record of a file that is an article; of one that is too large it holds no more than shows it."""
    data, problem = b"", ""
    try:
        with file.open() as stream:
            data = _unpacked(file, stream).read(MOST_BYTES + 1)
    except Exception as error:  # what a remote system raises is anybody's guess
        problem = f"cannot be read: {_why(error)}"
    name = file.name.removesuffix(_PACKED)
    return Record(file.path, 0, file.path, name, data, section, problem=problem)


def _entries(file: File, columns: Columns) -> Iterator[tuple[Entry, int]]:
    read: Callable[[BinaryIO, Columns], Iterator[Entry]] = import_module(
        f"lint.audit.sources.{_MANY[_suffix(file.name)]}"
    ).entries
    try:
        with file.open() as stream, closing(_unpacked(file, stream)) as unpacked:
            for entry in read(unpacked, columns):
                yield entry, min(stream.tell(), file.size)
    except SourceError as error:
        yield Entry(problem=str(error)), file.size
    except Exception as error:  # one file must not cost the others their rows
        yield Entry(problem=f"cannot be read from here on: {_why(error)}"), file.size


def _unpacked(file: File, stream: BinaryIO) -> BinaryIO:
    packed = file.name.lower().endswith(_PACKED) and _suffix(file.name) != ".warc"  # whose records are packed one by one
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix == _PACKED else path.suffix


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


class _Names:
    """Names for the records of one file: those that they give themselves, told apart by their numbers where two are alike."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._known: set[int] = set()

    def name(self, given: str, number: int) -> str:
        name = given or str(number)
        if hash(name) in self._known:
            name = f"{name}~{number}"
        self._known.add(hash(name))
        return f"{self._path}#{name}"
