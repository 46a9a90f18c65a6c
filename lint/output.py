"""Where output goes: standard output, which may close early, and files, which are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class BadOutput(Exception):
    """A report cannot go where it was sent; the message says what to write instead."""


class Destination(NamedTuple):
    """Where a report in one format goes: a file, or standard output."""

    format: str
    file: Path | None


def destinations(format_: str, outputs: Sequence[str], formats: Sequence[str], articles: Sequence[str]) -> list[Destination]:
    """Where the reports of a run go, checked before the run.

    Args:
        format_: the format of what is printed, or of a plain FILE.
        outputs: each FORMAT=FILE for one more report, or FILE for a file instead of standard output.
        formats: those there are.
        articles: what is linted, which no report may replace.
    Raises:
        BadOutput: no such format, no such folder, a file that cannot be written or is named twice, or an article.
    """
    sent: list[tuple[str, Path]] = []
    printed = True
    for output in outputs:
        name, equals, file = output.partition("=")
        if equals and name in formats:
            sent.append((name, Path(file)))
        elif equals and name.isalpha():
            raise BadOutput(f"{name!r} is no format, write one of {', '.join(formats)}; a file of that name is ./{output}")
        else:
            printed = False
            sent.append((format_, Path(output)))
    _check([file for _, file in sent], articles)
    return [*([Destination(format_, None)] if printed else []), *(Destination(name, file) for name, file in sent)]


def _check(files: Iterable[Path], articles: Iterable[str]) -> None:
    read = {Path(article).resolve() for article in articles}
    written: set[Path] = set()
    for file in files:
        target = file.resolve()
        if file.is_dir():
            raise BadOutput(f"{file} is a folder; name a file in it")
        if target in read:
            raise BadOutput(f"{file} is an article to be linted, which the report would replace; name another file")
        if target in written:
            raise BadOutput(f"{file} is named for two reports; give each a file of its own")
        written.add(target)
        if _replaceable(file) and not target.parent.is_dir():
            raise BadOutput(f"{file} cannot be written: no such folder; name a file in a folder that exists")
        if not os.access(target.parent if _replaceable(file) else file, os.W_OK):
            raise BadOutput(f"{file} cannot be written: permission denied; name a file that you may write")


def _replaceable(file: Path) -> bool:
    """Not a pipe or a terminal, which is there to be written to."""
    return file.is_file() or not file.exists()


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
    if not _replaceable(path):
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
