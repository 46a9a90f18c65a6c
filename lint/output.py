"""Where output goes: standard output, which may close early, and files, which are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple, TextIO

from lint.reports.printable import visible


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


def print_pieces(pieces: Iterable[str], stream: TextIO | None = None) -> None:
    """Print to standard output, or to ``stream``; whoever reads it may stop whenever he has enough, as ``head`` does.

    Raises BadOutput where it cannot be written, as when a disk is full.
    """
    stream = stream or sys.stdout
    with _printing(stream):
        stream.writelines(pieces)
        stream.flush()


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Print UTF-8 to standard output: to another program as it is, and to a terminal with nothing in it that could steer it.

    Raises BadOutput as ``print_pieces`` does.
    """
    if sys.stdout.isatty():
        lines = b"".join(pieces).decode(errors="replace").split("\n")
        print_pieces(["\n".join(visible(line.removesuffix("\r")) for line in lines)])
        return
    with _printing(sys.stdout):
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()


@contextmanager
def _printing(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is left in the buffer must not raise again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise BadOutput(f"what is to be printed cannot be written: {error.strerror}; print it elsewhere") from None


def write_pieces(pieces: Iterable[str], path: Path) -> None:
    """Write a file in UTF-8, as a whole: whoever reads it meanwhile does not see half a report. Raises OSError."""
    if not _replaceable(path):
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return
    path = path.resolve()
    with _beside(path) as (temporary, file):
        file.writelines(piece.encode() for piece in pieces)
        temporary.chmod(0o666 & ~_umask())  # mkstemp makes files for its owner alone


class ChangedMeanwhile(Exception):
    """A file does not hold what it held when it was read."""


def replace_file(name: str, before: bytes, after: bytes) -> None:
    """Put ``after`` into a file that holds ``before``, as a whole; its mode and owner stay, and a link to it stays a link.

    Raises ChangedMeanwhile where the file holds something else by now, and OSError where it cannot be written.
    """
    path = Path(name).resolve()
    status = path.stat()
    if not status.st_mode & 0o222 or not os.access(
        path, os.W_OK
    ):  # a file that is to stay as it is can be replaced all the same
        raise PermissionError(errno.EACCES, "it is read-only", name)
    with _beside(path) as (temporary, file):
        file.write(after)
        with suppress(OSError):  # only root may give files away
            os.chown(temporary, status.st_uid, status.st_gid)
        temporary.chmod(stat.S_IMODE(status.st_mode))
        if path.read_bytes() != before:
            raise ChangedMeanwhile(name)


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file to write that takes the place of ``path`` in the end, or goes if anything fails."""
    import tempfile  # with all that it loads a tenth of what a run takes in which nothing changed

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield temporary, file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
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
