"""Paths that a configuration names by globs, as a .gitignore file does, relative to the folder the configuration stands in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True)
class Globs:
    """Globs and the folder that they are relative to."""

    patterns: tuple[str, ...]
    folder: Path

    def match(self, path: str) -> bool:
        """Do they name the path, which is relative to the current folder?"""
        if not self.patterns:
            return False
        absolute, folder = _absolute(path), _absolute(self.folder)
        return absolute.is_relative_to(folder) and self._spec.match_file(absolute.relative_to(folder).as_posix())

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec  # takes as long to load as a small article to lint, and most runs do without

        return GitIgnoreSpec.from_lines(self.patterns)


def _absolute(path: str | Path) -> Path:
    # Unlike Path.resolve it follows no links: an article is where the publisher put it.
    return Path(os.path.abspath(path))  # noqa: PTH100
