"""What healthlint asks of git, by its command; everywhere else it does without.

Paths are relative to the root of the repository, with slashes, and may hold any character; bytes that are no UTF-8 are kept.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import subprocess

SYMLINK, SUBMODULE = "120000", "160000"
"""Modes of entries of the index that are no plain files."""


class GitError(Exception):
    """What git could not do here, and what to do about it, in a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """A path that differs: where it was (None: it is new) and where it is (None: it is gone).

    ``moved`` says that nothing but the path differs, ``mode`` that the mode does and the text may; ``submodule`` that this is
    another repository.
    """

    old: str | None
    new: str | None
    moved: bool = False
    mode: bool = False
    submodule: bool = False


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that differ: ``count`` lines of the new text from ``line`` (from 1) on took the place of ``old``.

    Without new lines, ``line`` is the one before the place where ``old`` was. Lines end at LF alone.
    """

    line: int
    count: int
    old: str


class Entry(NamedTuple):
    """What the index holds of a path; ``stage`` is 0 unless the path is in conflict."""

    mode: str
    blob: str
    stage: int


def run(args: Sequence[str], cwd: Path) -> str:
    """What ``git ARGS`` prints in the folder ``cwd``. Raises GitError."""
    return os.fsdecode(_git(cwd, *args))


def root(folder: Path = Path()) -> Path:
    """The root of the repository that the folder is in; raises GitError outside of one."""
    return Path(run(["rev-parse", "--show-toplevel"], folder).removesuffix("\n"))


def merge_base(root: Path, ref: str) -> str:
    """The commit at which HEAD and ``ref`` parted; raises GitError, with what to fetch, where it cannot be told."""
    for name in (ref, "HEAD"):
        if name.startswith("-") or not _output(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"):
            raise GitError(f"git knows no commit {name!r} here; {_fetch(root, name)}")
    if base := _output(root, "merge-base", ref, "HEAD"):
        return base
    if _is_shallow(root):
        raise GitError(f"this clone is too shallow: it lacks the commit at which HEAD left {ref!r}; {_fetch(root, ref)}")
    raise GitError(f"HEAD and {ref!r} have no commit in common; name a branch or commit that HEAD grew from")


def head(root: Path) -> str:
    """The commit that is checked out, or before the first one a tree without files."""
    found = _output(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return found or os.fsdecode(_git(root, "hash-object", "-t", "tree", "--stdin").strip())


def changes(root: Path, base: str, *, staged: bool = False) -> list[Change]:
    """What differs between the commit ``base`` and the tracked files, or with ``staged`` the index; renames as one change."""
    return [*_changes(iter(_diff(root, base, staged, "--raw", "-z").split(b"\0")[:-1]))]


def renames(base: str, cwd: Path) -> dict[str, str]:
    """The files that the work tree has under another name than the commit ``base``: old path to new, relative to ``cwd``.

    A new name that git was not told of (``git add``) does not count. Raises GitError.
    """
    prefix = run(["rev-parse", "--show-prefix"], cwd).removesuffix("\n") or "."
    moved = [(change.old, change.new) for change in changes(root(cwd), base) if change.old and change.new]
    return {posixpath.relpath(old, prefix): posixpath.relpath(new, prefix) for old, new in moved if old != new}


def _changes(fields: Iterator[bytes]) -> Iterator[Change]:
    for header in fields:
        old_mode, new_mode, _, _, status = os.fsdecode(header[1:]).split(" ")
        path = os.fsdecode(next(fields))
        submodule = SUBMODULE in (old_mode, new_mode)
        match status[0]:
            case "A" | "T" | "U":  # a link that became a file is as good as new; so is what is in conflict
                yield Change(None, path, submodule=submodule)
            case "D":
                yield Change(path, None, submodule=submodule)
            case "R":
                yield Change(path, os.fsdecode(next(fields)), moved=status == "R100", submodule=submodule)
            case _:
                yield Change(path, path, mode=old_mode != new_mode, submodule=submodule)


def hunks(root: Path, base: str, change: Change, *, staged: bool = False) -> list[Hunk]:
    """The lines that differ in one file of ``changes(root, base, staged=staged)``."""
    paths = [path for path in dict.fromkeys((change.old, change.new)) if path]
    patch = _diff(root, base, staged, "--patch", "--unified=0", "--inter-hunk-context=0", "--text", "--", *paths)
    return [*_hunks(iter(patch.split(b"\n")))]


def _hunks(lines: Iterator[bytes]) -> Iterator[Hunk]:
    for line in lines:
        if header := _HUNK.match(line):
            removed, added = (int(header[n]) if header[n] else 1 for n in (1, 3))
            old = b"".join(next(lines)[1:] + b"\n" for _ in range(removed))
            yield Hunk(int(header[2]), added, old.decode(errors="replace"))


_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def index(root: Path) -> dict[str, Entry]:
    """Everything that the index holds; of a path in conflict one version."""
    entries: dict[str, Entry] = {}
    for line in _git(root, "ls-files", "-z", "--stage").split(b"\0")[:-1]:
        entry, _, path = line.partition(b"\t")
        mode, blob, stage = entry.decode().split(" ")
        entries[os.fsdecode(path)] = Entry(mode, blob, int(stage))
    return entries


def tree(root: Path, commit: str) -> dict[str, Entry]:
    """Everything that a commit holds."""
    entries: dict[str, Entry] = {}
    for line in _git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
        entry, _, path = line.partition(b"\t")
        mode, _, blob = entry.decode().split(" ")
        entries[os.fsdecode(path)] = Entry(mode, blob, 0)
    return entries


def blob(root: Path, name: str) -> bytes:
    """The bytes of the file that git calls by this hash."""
    return _git(root, "cat-file", "blob", name)


def _diff(root: Path, base: str, staged: bool, *arguments: str) -> bytes:
    """The difference from ``base``, whatever the user's configuration says of diffs.

    A third in common makes a rename: git compares lines, which hold whole paragraphs here, of which a word may have changed.
    """
    plain = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--find-renames=33%", "--ignore-submodules=none")
    return _git(root, "diff", *plain, *(["--cached"] if staged else []), base, *arguments)


def _is_shallow(root: Path) -> bool:
    return _output(root, "rev-parse", "--is-shallow-repository") == "true"


def _fetch(root: Path, ref: str) -> str:
    if _is_shallow(root):
        return "fetch the whole history (git fetch --unshallow; with actions/checkout, fetch-depth: 0; on GitLab, GIT_DEPTH: 0)"
    return f"check the spelling, or fetch it first (git fetch origin {ref.removeprefix('origin/')})"


def _output(cwd: Path, *arguments: str) -> str:
    """What git says in a line, or nothing where it fails."""
    done = _run(cwd, arguments)
    return os.fsdecode(done.stdout.strip()) if done.returncode == 0 else ""


def _git(cwd: Path, *arguments: str) -> bytes:
    done = _run(cwd, arguments)
    if done.returncode:
        said = (os.fsdecode(done.stderr).strip().splitlines() or [f"git {arguments[0]} ended with {done.returncode}"])[0]
        if said.startswith("fatal: not a git repository"):
            raise GitError(
                f"{cwd.resolve()} is not a git repository, which --since and --staged ask; leave them out, or run in one"
            )
        raise GitError(said.removeprefix("fatal: "))
    return done.stdout


def _run(cwd: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    import subprocess  # most runs ask git nothing

    command = ["git", "--literal-pathspecs", "--no-optional-locks", *arguments]
    environment = os.environ | {"LC_ALL": "C"}
    try:
        return subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
