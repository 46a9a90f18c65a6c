"""Where things are: the configuration that holds, and files as seen from the current folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lint.files import DISK, Files

FILE_NAMES = ("healthlint.yaml", "healthlint.yml")
BASELINE = "healthlint-baseline.jsonl"
_PYPROJECT = "pyproject.toml"
_TABLE = re.compile(rb"^[ \t]*\[+[ \t]*tool[ \t]*\.[ \t]*healthlint\b", re.MULTILINE)


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


def candidates(start: Path) -> Iterator[Path]:
    """Where a configuration may stand that holds for ``start``, the nearest first, up to the root of its repository."""
    start = start.absolute()
    for folder in (start, *start.parents):
        yield from (folder / name for name in (*FILE_NAMES, _PYPROJECT))
        if (folder / ".git").exists():
            break


def find(start: Path, files: Files = DISK) -> Path | None:
    """The nearest configuration file, from the folder of ``start`` up to the root of its repository; None without one."""
    return first(candidates(start), files)


def first(places: Iterable[Path], files: Files) -> Path | None:
    """The first of some places where there is a configuration."""
    return next((path for path in places if _configures(path, files)), None)


def leads_out(path: Path, folder: Path) -> bool:
    """Is the file a link out of the repository of ``folder`` (without one, out of the folder), or to git's own files?"""
    if not path.is_symlink():
        return False
    folder, target = folder.resolve(), Path(os.path.realpath(path))  # unlike Path.resolve it stands links in a circle
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return not target.is_relative_to(root) or ".git" in target.relative_to(root).parts


def _configures(path: Path, files: Files) -> bool:
    if path.name != _PYPROJECT:
        return files.exists(str(path))
    try:
        return files.exists(str(path)) and _TABLE.search(files.read(str(path))) is not None
    except OSError:
        return False


def baseline(start: Path, configuration: Path | None = None, files: Files = DISK) -> Path:
    """Where the baseline is that holds for ``start``, whether it exists or not.

    Beside the configuration file that was named or that holds; without one at the root of the repository, and without a
    repository in the current folder.
    """
    file = configuration or find(start, files)
    if file:
        folder = file.parent
    else:
        above = (start.absolute(), *start.absolute().parents)
        folder = next((folder for folder in above if (folder / ".git").exists()), Path())
    return Path(shown(str(folder / BASELINE)))
