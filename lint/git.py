"""What healthlint asks of git, by its command; everywhere else it does without."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Sequence
from pathlib import Path


class GitError(Exception):
    """A git command that failed, or that is not there to run; the message is git's own."""


def run(args: Sequence[str], cwd: Path) -> str:
    """What ``git ARGS`` prints in the folder ``cwd``; names of files that are no UTF-8 keep their bytes. Raises GitError."""
    try:
        done = subprocess.run(["git", *args], cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        raise GitError(os.fsdecode(done.stderr).strip() or f"git {args[0]} ended with {done.returncode}")
    return os.fsdecode(done.stdout)


def renames(base: str, cwd: Path) -> dict[str, str]:
    """The files that the work tree has under another name than the commit ``base``: old path to new, relative to ``cwd``.

    A new name that git was not told of (``git add``) does not count. Raises GitError.
    """
    prefix = run(["rev-parse", "--show-prefix"], cwd).removesuffix("\n") or "."
    listed = run(["diff", "--no-ext-diff", "--find-renames", "--diff-filter=R", "--name-status", "-z", base, "--"], cwd)
    fields = iter(listed.split("\0")[:-1])  # R100, old, new, R087, old, new, …
    return {posixpath.relpath(old, prefix): posixpath.relpath(new, prefix) for _, old, new in zip(*[fields] * 3, strict=True)}
