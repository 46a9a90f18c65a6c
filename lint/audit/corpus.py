"""What a corpus is made of: files with articles, found as the user names them, in an order that stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from glob import has_magic
from pathlib import Path, PurePosixPath

from lint.audit.record import Record
from lint.audit.sources import File, holds_many, is_known, records
from lint.audit.sources.entry import Columns
from lint.discover import discover, is_article
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
    """The corpus in files, folders and globs, on disks or at addresses (``s3://…``) that fsspec opens.

    A corpus that is one folder has that as its root; else paths are as they were named. Folders of audits are passed by.
    Raises NoCorpus where one does not exist or cannot be read, or all of them hold no article.
    """
    remote = [name for name in names if "://" in name]
    files = [file for name in remote for file in _at(name, alone=len(names) == 1)]
    audits = cache(_holds_audit)
    found = discover(
        [name for name in names if name not in remote],
        lambda path: excluded(path) or any(map(audits, Path(path).parents)),
        is_known,
    )
    if found.failures:
        raise NoCorpus("\n".join(f"{failure.path}: {failure.message}" for failure in found.failures))
    root = names[0] if len(names) == 1 and Path(names[0]).is_dir() else "."
    files += (_on_disk(name, root) for name in found.articles)
    if not files:
        raise NoCorpus("no articles in what was named as the corpus; name files, folders or globs that hold some")
    return Corpus(tuple(names), tuple(files), columns)


def _holds_audit(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("run.json", "fingerprint.json")) and (
        (folder / "articles.parquet").is_file() or (folder / "parts").is_dir()
    )


def _on_disk(name: str, root: str) -> File:
    status = Path(name).stat()
    path = PurePosixPath(Path(os.path.relpath(name, root)).as_posix())
    return File(name, str(path), status.st_size, f"{status.st_size} {status.st_mtime_ns}")


def _at(address: str, alone: bool) -> Iterator[File]:
    """The files at an address, in the order of their paths; raises NoCorpus."""
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(address)
        if has_magic(root):
            listed = system.glob(root, detail=True)
        elif system.isdir(root):
            listed = {path: info for path, info in system.find(root, detail=True).items() if _is_taken(path.removeprefix(root))}
        else:
            listed = {root: system.info(root)}
    except Exception as error:  # an address may be wrong in as many ways as there are systems
        raise NoCorpus(f"{address}: {error or type(error).__name__}; check the address, and what fsspec needs for it") from None
    folder = root.rstrip("/") + "/" if alone and not has_magic(root) and root not in listed else ""
    for path, info in sorted(listed.items()):
        if info.get("type") != "directory":
            stamp = repr(sorted((key, str(value)) for key, value in info.items()))
            yield File(system.unstrip_protocol(path), path.removeprefix(folder), info.get("size") or 0, stamp, system, path)


def _is_taken(path: str) -> bool:
    """Is a file in a folder at an address an article, as far as its name tells?"""
    name = PurePosixPath(path).name
    return is_known(name) and is_article(name) and not any(part.startswith(".") for part in PurePosixPath(path).parts)


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
