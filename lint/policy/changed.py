"""Changed only: what differs since a commit, and the policy step that keeps the findings which that change touched."""

from __future__ import annotations

import errno
import os
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from lint import git
from lint.finding import Finding
from lint.policy.touched import Span, touched

_MOST_LINKS = 20
# What a suppression silences, in a comment; and in front matter, where each stands on a line of its own: in YAML further in
# than the page's own keys (language: en), in TOML told from these by a hyphen alone.
_IN_COMMENT = re.compile(r"healthlint\s+ignore-(?:next|start|file)\s+([a-z-]+(?:\s*,\s*[a-z-]+)*)")
_IN_FRONT_MATTER = re.compile(r"^(?:[ \t]+[\"']?([a-z-]+)[\"']?\s*:|[\"']?([a-z]+(?:-[a-z]+)+)[\"']?\s*=)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^\1", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Changes:
    """What differs from the commit ``base``: in the work tree, new files included, or with ``staged`` in the index.

    Paths are as seen from the current folder. Every method raises git.GitError where git fails.
    """

    root: Path
    base: str
    staged: bool = False

    @classmethod
    def since(cls, ref: str) -> Changes:
        """What the work tree changed since it parted from ``ref``; raises git.GitError where git cannot tell."""
        root = git.root()
        return cls(root, git.merge_base(root, ref))

    @classmethod
    def in_index(cls) -> Changes:
        """What the next commit would change; raises git.GitError outside of a repository."""
        root = git.root()
        return cls(root, git.head(root), staged=True)

    def include(self, path: str) -> bool:
        """Is the file at ``path`` new, gone or different? One that only has another name or mode is not."""
        return any(map(self._differs, self._names(path)))

    def touched(self, path: str, text: str) -> list[Span]:
        """Where the text of an article that changed did change."""
        *links, name = self._names(path)
        change = self._by_path.get(name)
        if not change or change.old is None or change.submodule or any(map(self._differs, links)):
            return [(0, len(text))]
        return touched(text, self._hunks(change))

    def unsilenced(self, path: str, text: str) -> frozenset[str]:
        """The rules and families that suppressions named which the article at ``path``, now ``text``, no longer holds."""
        change = self._by_path.get(self._names(path)[-1])
        if not change or change.old is None or change.submodule:
            return frozenset()
        front = _FRONT_MATTER.match(text)
        last = front[0].count("\n") if front else 0
        names: set[str] = set()
        for hunk in self._hunks(change):
            names.update(name.strip() for match in _IN_COMMENT.finditer(hunk.old) for name in match[1].split(","))
            if hunk.line <= last:
                names.update(match[1] or match[2] for match in _IN_FRONT_MATTER.finditer(hunk.old))
        return frozenset(names)

    def listed(self) -> list[str]:
        """Every file in the index."""
        folder = Path.cwd().resolve()
        return [os.path.relpath(self.root / name, folder) for name, entry in self._index.items() if entry.mode != git.SUBMODULE]

    def staged_bytes(self, path: str) -> bytes:
        """The file as the index has it; raises OSError where it has none."""
        entry = self._index.get(self._names(path)[-1])
        if entry is None or entry.mode in (git.SYMLINK, git.SUBMODULE):
            raise FileNotFoundError(errno.ENOENT, "it is not in git's index", path)
        if entry.stage:
            raise OSError(errno.EBUSY, "it is in conflict; resolve that and add it", path)
        return git.blob(self.root, entry.blob)

    def _differs(self, name: str) -> bool:
        if name in self._by_path:
            change = self._by_path[name]
            return not change.moved and (not change.mode or bool(self._hunks(change)))
        for parent in map(str, PurePosixPath(name).parents):
            if parent in self._index:  # a submodule is a repository of its own: it counts as a whole
                return parent in self._by_path
        if name in self._gone:
            return True
        return not self.staged and name not in self._index and (self.root / name).exists()

    def _hunks(self, change: git.Change) -> list[git.Hunk]:
        return git.hunks(self.root, self.base, change, staged=self.staged)

    def _names(self, path: str) -> list[str]:
        """What git calls the file; where it is a symbolic link, that and what it leads to."""
        folder = Path(path).parent.resolve()
        names = [posixpath.normpath(Path(os.path.relpath(folder / Path(path).name, self.root)).as_posix())]
        while (entry := self._index.get(names[-1])) and entry.mode == git.SYMLINK and len(names) < _MOST_LINKS:
            target = os.fsdecode(git.blob(self.root, entry.blob))
            names.append(posixpath.normpath(posixpath.join(posixpath.dirname(names[-1]), target)))
        return names

    @cached_property
    def _changes(self) -> list[git.Change]:
        return git.changes(self.root, self.base, staged=self.staged)

    @cached_property
    def _by_path(self) -> dict[str, git.Change]:
        return {change.new: change for change in self._changes if change.new}

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(change.old for change in self._changes if change.old and change.old != change.new)

    @cached_property
    def _index(self) -> dict[str, git.Entry]:
        return git.index(self.root)


@dataclass
class Changed:
    """Keeps findings whose sentence, or what explains them, was touched, and those about the whole of a changed article.

    Those of a rule count too that a suppression silenced which was taken away: nobody knows any more which these were.
    ``texts`` are those of the articles with findings. An article changed too when a file changed on which it depends.
    """

    changes: Changes
    texts: Mapping[str, str]
    dependencies: Mapping[str, Iterable[str]]
    name: str = "changed"
    _spans: dict[str, list[Span]] = field(default_factory=dict)
    _unsilenced: dict[str, frozenset[str]] = field(default_factory=dict)

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        return [finding for finding in findings if self.concerns(finding)]

    def concerns(self, finding: Finding) -> bool:
        """Is this finding about what changed?"""
        path = finding.path
        changed = self.changes.include(path)
        if finding.place.whole_article:
            return changed or any(map(self.changes.include, self.dependencies.get(path, ())))
        if not changed:
            return False
        if path not in self._spans:
            self._spans[path] = self.changes.touched(path, self.texts[path])
            self._unsilenced[path] = self.changes.unsilenced(path, self.texts[path])
        if not self._unsilenced[path].isdisjoint((finding.rule, finding.family)):
            return True
        places = [finding.around, *((place.start, place.end) for place in (finding.place, *(r.place for r in finding.related)))]
        return any(start < last and end > first for first, last in places for start, end in self._spans[path])
