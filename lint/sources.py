"""Where the bytes of articles come from, and their texts for the lines that a report quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lint.readers import MOST_BYTES, ReadError, decode


@dataclass(frozen=True, slots=True)
class Unsaved:
    """An article that came through standard input: the name it is checked under, and its bytes."""

    path: str
    data: bytes


class Contents(Protocol):
    """Gives the bytes of the article at a path; raises OSError where it cannot."""

    def __call__(self, path: str, /) -> bytes: ...


def on_disk(path: str, /) -> bytes:
    """The file as it is on disk, of one that is too large no more than shows it; raises OSError."""
    with Path(path).open("rb", buffering=0) as file:
        return file.read(MOST_BYTES + 1)


def contents(unsaved: Unsaved | None) -> Contents:
    """Files as they are on disk, or the one article that is not."""
    return on_disk if unsaved is None else (lambda _path: unsaved.data)


class Sources(Mapping[str, str]):
    """Path to text, read when asked for, since an archive is not to be held; a text that cannot be read any more is missing."""

    def __init__(self, paths: Iterable[str], contents: Contents) -> None:
        self._paths = dict.fromkeys(paths)
        self._contents = contents

    def __getitem__(self, path: str) -> str:
        if path not in self._paths:
            raise KeyError(path)
        try:
            return decode(self._contents(path), path)
        except (OSError, ReadError):
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
