"""What a corpus is made of: files with articles, found as the user names them, in an order that stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from lint.audit.record import Record
from lint.audit.sources import Columns, File, holds_many, known, records
from lint.discover import discover
from lint.fingerprint import digest

_RECORDS_A_STRETCH = 32
_BYTES_A_STRETCH = 4_000_000


class NoCorpus(Exception):
    """What was named as the corpus cannot be audited; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive records, which are examined and written together. Names sort in the order of the corpus.

    ``read`` is how many bytes of the corpus end with them.
    """

    name: str
    records: tuple[Record, ...]
    read: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are read by one process, one after the other; ``before`` is how many bytes of the corpus precede them."""

    number: int
    files: tuple[File, ...]
    before: int

    def stretches(self, columns: Columns) -> Iterator[Stretch]:
        """The records of the files, in stretches that a worker can hold."""
        held: list[Record] = []
        size, count, before = 0, 0, self.before
        for file in self.files:
            for record, read in records(file, columns):
                if len(held) == _RECORDS_A_STRETCH or (held and size + len(record.data) > _BYTES_A_STRETCH):
                    yield Stretch(f"{self.number:07}-{count:07}", tuple(held), before + read)
                    held, size, count = [], 0, count + 1
                held.append(replace(record, position=len(held)))
                size += len(record.data)
            before += file.size
        if held:
            yield Stretch(f"{self.number:07}-{count:07}", tuple(held), before)


@dataclass(frozen=True)
class Corpus:
    """The files of a corpus, in their order, and how to read those that hold many articles."""

    names: tuple[str, ...]
    files: tuple[File, ...]
    columns: Columns = Columns()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(file.size for file in self.files)

    @property
    def fingerprint(self) -> str:
        """A name for the files as they were found, and for how they are read."""
        return digest(repr(self.columns), *(f"{file.path}\n{file.stamp}" for file in self.files))

    def units(self) -> Iterator[Unit]:
        """The files as they are to be read: each that holds many articles by itself, others some together."""
        number, before = 0, 0
        for together in _runs(self.files):
            yield Unit(number, together, before)
            number, before = number + 1, before + sum(file.size for file in together)

    def stretches(self) -> Iterator[Stretch]:
        """All records, stretch by stretch."""
        for unit in self.units():
            yield from unit.stretches(self.columns)


def find(names: Sequence[str], excluded: Callable[[str], bool], columns: Columns = Columns()) -> Corpus:
    """The corpus in files, folders and globs.

    A corpus that is one folder has that as its root; else paths are as they were named.
    Raises NoCorpus where one does not exist or cannot be read, or all of them hold no article.
    """
    found = discover(names, excluded, known)
    if found.failures:
        raise NoCorpus("\n".join(f"{failure.path}: {failure.message}" for failure in found.failures))
    if not found.articles:
        raise NoCorpus("no articles in what was named as the corpus; name files, folders or globs that hold some")
    root = names[0] if len(names) == 1 and Path(names[0]).is_dir() else "."
    return Corpus(tuple(names), tuple(_file(name, root) for name in found.articles), columns)


def _file(name: str, root: str) -> File:
    status = Path(name).stat()
    path = PurePosixPath(Path(os.path.relpath(name, root)).as_posix())
    return File(name, str(path), status.st_size, f"{status.st_size} {status.st_mtime_ns}")


def _runs(files: Iterable[File]) -> Iterator[tuple[File, ...]]:
    single: list[File] = []
    for file in files:
        if single and (holds_many(file.name) or len(single) == _RECORDS_A_STRETCH):
            yield tuple(single)
            single = []
        if holds_many(file.name):
            yield (file,)
        else:
            single.append(file)
    if single:
        yield tuple(single)
