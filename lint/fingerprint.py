"""Short names for contents: of bytes, of files, of folders, and of the program itself with all that it is made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import blake2b
from importlib import import_module

from lint.checked import Dependency
from lint.files import DISK, Contents, Files

_UNREADABLE = b"cannot be read"


def digest(*parts: str | bytes) -> str:
    """A name for the parts, in this order; other parts have another name."""
    whole = blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def of_path(path: str, files: Files = DISK) -> str:
    """A name for what a file holds, or all files in a folder with their names; empty where there is nothing at ``path``."""
    inside = files.below(path)
    if inside is not None:
        return digest(*(part for file in sorted(inside) for part in (file[len(path) :], _bytes(file, files))))
    return digest(_bytes(path, files)) if files.exists(path) else ""


def of_contents(path: str, contents: Contents) -> str:
    """A name for the bytes that ``contents`` gives of a file; empty where it gives none (OSError)."""
    try:
        return digest(contents(path))
    except OSError:
        return ""


def hold(dependencies: Iterable[Dependency], files: Files = DISK) -> bool:
    """Do all files and folders hold what they held?"""
    return all(of_path(path, files) == known for path, known in dependencies)


def of_program() -> str:
    """A name for everything that has a say in findings whatever the project: Python, all packages, healthlint and its rules.

    Contents and not dates: what a checkout or a wheel brings must not pass for what was there before.
    """
    packages = sorted({name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))})
    parts = [import_module(name).__path__[0] for name in ("lint", "lint.rules")]
    return digest(sys.version, *packages, *map(of_path, parts))


def _bytes(path: str, files: Files) -> bytes:
    try:
        return files.read(path)
    except OSError:
        return _UNREADABLE


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208
    except OSError:
        return []
