"""The files of a repository as git's index, or a commit, has them."""

from __future__ import annotations

import errno
import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lint import git
from lint.files import DISK, MOST_BYTES

_MOST_LINKS = 20


@dataclass(frozen=True)
class Snapshot:
    """Files by their names in git; the paths that the methods take are as seen from the current folder."""

    root: Path
    entries: Mapping[str, git.Entry]
    _folders: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def read(self, path: str, _most: int = -1, /) -> bytes:
        """The bytes of a file; raises OSError where there is none, and git.GitError where git fails."""
        entry = self.entries.get(self.names(path)[-1])
        if entry is None or entry.mode in (git.SYMLINK, git.SUBMODULE):
            raise FileNotFoundError(errno.ENOENT, "it is not in git's index", path)
        if entry.stage:
            raise OSError(errno.EBUSY, "it is in conflict; resolve that and add it", path)
        return git.blob(self.root, entry.blob)

    def exists(self, path: str, /) -> bool:
        """Is there a file, or a link to one?"""
        if "\0" in path:
            return False
        entry = self.entries.get(self.names(path)[-1])
        return entry is not None and entry.mode not in (git.SYMLINK, git.SUBMODULE)

    def below(self, folder: str, /) -> list[str] | None:
        """All files in a folder and in those inside it; None where there is none."""
        name = self.names(folder)[-1]
        start = "" if name == "." else f"{name}/"
        files = (other for other, entry in self.entries.items() if entry.mode != git.SUBMODULE)
        inside = [file[len(start) :] for file in files if file.startswith(start)]
        return [os.path.join(folder, *rest.split("/")) for rest in inside] or None  # noqa: PTH118 (as the disk spells them)

    def names(self, path: str) -> list[str]:
        """What git calls the file; where it is a symbolic link, that and what it leads to."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = Path(os.path.relpath(Path(folder).resolve(), self.root)).as_posix()
        names = [posixpath.normpath(posixpath.join(self._folders[folder], name))]
        while (entry := self.entries.get(names[-1])) and entry.mode == git.SYMLINK and len(names) < _MOST_LINKS:
            target = os.fsdecode(git.blob(self.root, entry.blob))
            names.append(posixpath.normpath(posixpath.join(posixpath.dirname(names[-1]), target)))
        return names

    def listed(self) -> list[str]:
        """Every file and link."""
        return [self.path(name) for name, entry in self.entries.items() if entry.mode != git.SUBMODULE]

    def path(self, name: str) -> str:
        """The path of what git calls ``name``."""
        return os.path.relpath(self.root / name, Path.cwd().resolve())


@dataclass(frozen=True)
class Staged:
    """What the next commit holds, and from the disk what git knows nothing of."""

    index: Snapshot

    def read(self, path: str, most: int = MOST_BYTES + 1, /) -> bytes:
        """The bytes of a file; raises OSError where there is none."""
        return (self.index if self._tracks(path) else DISK).read(path, most)

    def exists(self, path: str, /) -> bool:
        """Is there a file?"""
        return self.index.exists(path) or DISK.exists(path)

    def below(self, folder: str, /) -> list[str] | None:
        """All files in a folder and in those inside it: those that git knows, if it knows one."""
        return self.index.below(folder) or DISK.below(folder)

    def _tracks(self, path: str) -> bool:
        return self.index.names(path)[0] in self.index.entries
