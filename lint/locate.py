"""Where things are: the configuration that holds, and files as seen from the current folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

FILE_NAMES = ("healthlint.yaml", "healthlint.yml")
_PYPROJECT = "pyproject.toml"


def shown(path: str) -> str:
    """The path as seen from the current folder where it is inside."""
    absolute = Path(path).absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else path


def starting_folder(paths: Sequence[str]) -> Path:
    """The folder from which a run over ``paths`` looks for its configuration."""
    first = Path(paths[0]) if paths else Path()
    if first.is_dir():
        return first
    return first.parent if first.parent.is_dir() else Path()


def find(start: Path) -> Path | None:
    """The nearest configuration file, from the folder of ``start`` up to the root of its repository; None without one."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            if (folder / name).is_file():
                return folder / name
        if _has_table(folder / _PYPROJECT):
            return folder / _PYPROJECT
        if (folder / ".git").exists():
            break
    return None


def _has_table(path: Path) -> bool:
    try:
        return path.is_file() and re.search(rb"(?m)^\s*\[+\s*tool\s*\.\s*healthlint\b", path.read_bytes()) is not None
    except OSError:
        return False
