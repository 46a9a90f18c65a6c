"""Changed only: what differs since a commit, and the policy step that keeps the findings which that change touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from lint import git
from lint.files import DISK, Files
from lint.finding import Finding
from lint.policy.touched import Span, touched
from lint.snapshot import Snapshot, Staged


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
        return any(map(self._differs, self.index.names(path)))

    def touched(self, path: str, text: str) -> list[Span]:
        """Where the text of an article that changed did change."""
        change = self._change(path)
        if change is None:
            return [(0, len(text))]
        return touched(text, self._hunks(change))

    def former_path(self, path: str) -> str | None:
        """Where the file at ``path`` was; None where it is new, or what it was cannot be told."""
        *links, name = self.index.names(path)
        change = self._change(path)
        if change and change.old and not links:
            return self.before.path(change.old)
        return path if change or (name in self.index.entries and name not in self._by_path) else None

    @property
    def files(self) -> Files:
        """Where that is which goes with the articles: in the work tree, or with ``staged`` in the index if git tracks it."""
        return Staged(self.index) if self.staged else DISK

    @cached_property
    def index(self) -> Snapshot:
        """What the index holds."""
        return Snapshot(self.root, git.index(self.root))

    @cached_property
    def before(self) -> Snapshot:
        """What the commit ``base`` holds."""
        return Snapshot(self.root, git.tree(self.root, self.base))

    def _change(self, path: str) -> git.Change | None:
        """How the file at ``path`` came of another; None where it did not, or leads elsewhere."""
        *links, name = self.index.names(path)
        change = self._by_path.get(name)
        if not change or change.old is None or change.submodule or any(map(self._differs, links)):
            return None
        return change

    def _differs(self, name: str) -> bool:
        if name in self._by_path:
            change = self._by_path[name]
            return not change.moved and (not change.mode or bool(self._hunks(change)))
        for parent in map(str, PurePosixPath(name).parents):
            if parent in self.index.entries:  # a submodule is a repository of its own: it counts as a whole
                return parent in self._by_path
        if name in self._gone:
            return True
        return not self.staged and name not in self.index.entries and (self.root / name).exists()

    def _hunks(self, change: git.Change) -> list[git.Hunk]:
        return git.hunks(self.root, self.base, change, staged=self.staged)

    @cached_property
    def _changes(self) -> list[git.Change]:
        return git.changes(self.root, self.base, staged=self.staged)

    @cached_property
    def _by_path(self) -> dict[str, git.Change]:
        return {change.new: change for change in self._changes if change.new}

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(change.old for change in self._changes if change.old and change.old != change.new)


@dataclass
class Changed:
    """Keeps findings whose sentence, or what explains them, was touched, and those about the whole of a changed article.

    ``texts`` are those of the articles with findings. An article changed too when a file changed on which it depends.
    Of what nobody touched, those findings are kept that ``unsilenced`` says a suppression silenced which went.
    """

    changes: Changes
    texts: Mapping[str, str]
    dependencies: Mapping[str, Iterable[str]]
    unsilenced: Callable[[Finding], bool]
    name: str = "changed"
    _spans: dict[str, list[Span]] = field(default_factory=dict)

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        return [finding for finding in findings if self.concerns(finding)]

    def concerns(self, finding: Finding) -> bool:
        """Is this finding about what changed?"""
        return self._touched(finding) or (finding.suppressed is None and self.unsilenced(finding))

    def _touched(self, finding: Finding) -> bool:
        path = finding.path
        changed = self.changes.include(path)
        if finding.place.whole_article:
            return changed or any(map(self.changes.include, self.dependencies.get(path, ())))
        if not changed:
            return False
        if path not in self._spans:
            self._spans[path] = self.changes.touched(path, self.texts[path])
        places = [finding.around, *((place.start, place.end) for place in (finding.place, *(r.place for r in finding.related)))]
        return any(start < last and end > first for first, last in places for start, end in self._spans[path])
