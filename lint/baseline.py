"""The baseline's file: where it is, reading it with the renames that git knows, writing it, and how git is to merge it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Container, Iterable
from functools import cache
from pathlib import Path

from lint import git
from lint.checked import Checked, Failure
from lint.files import DISK, Files
from lint.output import write_pieces
from lint.policy.baseline import Book, Entry, lines, parse

ATTRIBUTES = ".gitattributes"


def read(path: Path, files: Files = DISK) -> Book:
    """The baseline in a file; what cannot be read of it is in ``failures``, and the rest holds."""
    try:
        entries, failures = parse(files.read(str(path), -1).decode("utf-8-sig"), str(path))
    except FileNotFoundError:
        return _unreadable(path, "no such file; `healthlint baseline create` makes one")
    except OSError as error:
        return _unreadable(path, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        return _unreadable(path, f"byte {error.start} is not UTF-8; restore the file from git")
    folder = path.parent
    own = {entry.path for entry in entries}
    gone = {name for name in own if not files.exists(str(folder / name))}
    names = {old: new for old, new in _renames(path, gone).items() if old in gone and new not in own}
    moved = frozenset(entry.under(names.get(entry.path, entry.path), entry.rule) for entry in entries)
    return Book(folder, moved, frozenset(gone - names.keys()), tuple(failures))


def _unreadable(path: Path, problem: str) -> Book:
    return Book(path.parent, failures=(Failure(str(path), None, problem),))


def write(entries: Iterable[Entry], path: Path) -> None:
    """Write the baseline as a whole. Raises OSError."""
    write_pieces(lines(entries), path)


def coverage(
    book: Book,
    severities: Callable[[str], Container[str]],
    paths: Iterable[str],
    checked: Iterable[Checked],
    failures: Iterable[Failure],
) -> Callable[[str, str], bool]:
    """What a run can tell of a baseline: whether it looked for what a rule finds in the article of a path.

    It did where it linted the article by that rule, and where the article is gone from a folder that was named.

    Args:
        book: the baseline.
        severities: the rules that would hold for an article that is gone.
        paths: what the user named.
        checked: the outcome for each article.
        failures: with them the files and folders that could not be read.
    """
    rules = {_absolute(one.path): one.rules for one in checked if not (one.skipped or one.failure)}
    folders = {_absolute(path) for path in paths if Path(path).is_dir()}
    closed = {_absolute(failure.path) for failure in failures}

    @cache
    def covers(path: str, rule: str) -> bool:
        article = _absolute(book.folder / path)
        if article in rules:
            return rule in rules[article]
        above = {article, *article.parents}
        looked = path in book.gone and not above.isdisjoint(folders) and above.isdisjoint(closed)
        return looked and rule in severities(str(article))

    return covers


def merge_by_union(path: Path) -> str:
    """Have git keep the lines of both sides when it merges the baseline.

    Adds a line to the ``.gitattributes`` beside the baseline and returns it; an empty string where there is nothing to do:
    outside of a repository, and where the attributes say already how to merge it. Raises OSError.
    """
    try:
        if git.run(["check-attr", "-z", "merge", "--", path.name], path.parent).split("\0")[2] != "unspecified":
            return ""
    except git.GitError:
        return ""
    line = f"{_pattern(path.name)} merge=union"
    with (path.parent / ATTRIBUTES).open("a+b") as file:  # one write at the end: what stands there is not touched
        file.seek(max(file.tell() - 1, 0))
        file.write(b"\n" * (file.read() not in (b"", b"\n")) + os.fsencode(line) + b"\n")
    return line


def _pattern(name: str) -> str:
    """A file's name as a pattern of .gitattributes that stands for this file alone."""
    pattern = "/" + re.sub(r"[*?\[\\]", r"\\\g<0>", name)
    return json.dumps(pattern, ensure_ascii=False) if re.search(r"\s", name) else pattern


def _absolute(path: str | Path) -> Path:
    # Unlike Path.resolve it follows no links: an article is where the publisher put it.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _renames(path: Path, gone: Collection[str]) -> dict[str, str]:
    """What git knows of articles that got a new name since the baseline was last committed."""
    if not gone:
        return {}
    try:
        base = git.run(["log", "-1", "--format=%H", "--", path.name], path.parent).strip()
        return git.renames(base or "HEAD", path.parent)
    except git.GitError:
        return {}
