"""Where the bytes of articles come from, and their texts for the lines that a report quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lint.files import Contents
from lint.readers import ReadError, decode


@dataclass(frozen=True, slots=True)
class Unsaved:
    """An article that came through standard input: the name it is checked under, and its bytes."""

    path: str
    data: bytes


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
