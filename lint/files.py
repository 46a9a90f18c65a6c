"""Files as some place has them: the disk, or (``lint.snapshot``) git's index or a commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

MOST_BYTES = 10_000_000
"""A longer file is no article; ten million bytes of prose take a minute to lint."""


class Contents(Protocol):
    """Gives the bytes of the file at a path; raises OSError where it cannot."""

    def __call__(self, path: str, /) -> bytes: ...


class Files(Protocol):
    """A place that has files; paths are as seen from the current folder."""

    def read(self, path: str, most: int = MOST_BYTES + 1, /) -> bytes:
        """The first ``most`` bytes of a file, or with -1 all of them; raises OSError."""

    def exists(self, path: str, /) -> bool:
        """Is there a file at ``path``?"""

    def below(self, folder: str, /) -> list[str] | None:
        """All files in a folder and in those inside it, without what Python compiles; None where there is no such folder."""


class _Disk:
    def read(self, path: str, most: int = MOST_BYTES + 1, /) -> bytes:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (of thousands of paths, a Path each would cost more)
            return file.read(most)

    def exists(self, path: str, /) -> bool:
        return os.path.isfile(path)  # noqa: PTH113 (whatever the name, it does not raise)

    def below(self, folder: str, /) -> list[str] | None:
        return list(_walk(folder)) if os.path.isdir(folder) else None  # noqa: PTH112


DISK: Files = _Disk()


def _walk(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _walk(entry.path)
        elif entry.is_file() or not os.path.exists(entry.path):  # noqa: PTH110 (a link to nowhere is to be told)
            yield entry.path
