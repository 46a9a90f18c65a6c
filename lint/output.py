"""Where output goes: standard output, which may close early, and files, which are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path


def print_pieces(pieces: Iterable[str]) -> None:
    """Print to standard output; whoever reads it may stop whenever he has enough, as ``head`` does."""
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer must not raise again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_pieces(pieces: Iterable[str], path: Path) -> None:
    """Write a file in UTF-8, as a whole: whoever reads it meanwhile does not see half a report. Raises OSError."""
    if path.exists() and not path.is_file():  # a pipe or a terminal cannot be replaced
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return
    path = path.resolve()
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(name).chmod(0o666 & ~_umask())  # mkstemp makes files for its owner alone
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    """The rows as lines with their columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        *first, last = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([*first, last.rstrip()]) + "\n"
