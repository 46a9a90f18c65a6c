"""Short names for contents: of bytes, of files, of folders, and of the program itself with all that it is made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from importlib import import_module

from lint.checked import Dependency

_UNREADABLE = b"cannot be read"


def digest(*parts: str | bytes) -> str:
    """A name for the parts, in this order; other parts have another name."""
    whole = blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def of_path(path: str) -> str:
    """A name for what a file holds, or all files in a folder with their names; empty where there is nothing at ``path``."""
    if os.path.isdir(path):  # noqa: PTH112 (of thousands of paths, a Path each would cost more than the rest)
        return _of_folder(path)
    if not os.path.lexists(path):
        return ""
    return digest(_bytes(path))


def of_contents(path: str, contents: Callable[[str], bytes]) -> str:
    """A name for the bytes that ``contents`` gives of a file; empty where it gives none (OSError)."""
    try:
        return digest(contents(path))
    except OSError:
        return ""


def hold(dependencies: Iterable[Dependency]) -> bool:
    """Do all files and folders hold what they held?"""
    return all(of_path(path) == known for path, known in dependencies)


def of_program() -> str:
    """A name for everything that has a say in findings whatever the project: Python, all packages, healthlint and its rules.

    Contents and not dates: what a checkout or a wheel brings must not pass for what was there before.
    """
    packages = sorted({name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))})
    parts = [import_module(name).__path__[0] for name in ("lint", "lint.rules")]
    return digest(sys.version, *packages, *map(_of_folder, parts))


def _of_folder(folder: str) -> str:
    parts: list[str | bytes] = []
    for path in sorted(_files(folder)):
        parts += [path[len(folder) :], _bytes(path)]
    return digest(*parts)


def _files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return _UNREADABLE


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208
    except OSError:
        return []
