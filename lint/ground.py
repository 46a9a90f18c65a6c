"""What a run starts from: a project, or what an earlier run learnt of the same project; and what came of articles before.

A run in which nothing changed is answered from the cache. It opens no project, so it loads neither spaCy nor pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lint.cache import Cache
from lint.checked import Checked, Dependency, Failure, Insertion
from lint.choices import Choices
from lint.files import Files
from lint.finding import Severity
from lint.fingerprint import digest, hold, of_contents, of_path, of_program
from lint.globs import Globs
from lint.locate import candidates, first
from lint.reports import RuleInfo

if TYPE_CHECKING:
    from lint.project import Project

_WRITTEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run needs of its project besides linting; plain, to be kept. What a policy step needs becomes a field here.

    ``folder`` is the configuration's, to which the globs of ``exclude`` are relative. ``rules`` are all that are known,
    ``formerly`` old names of rules and those they bear today. ``rule_folders`` are the project's own, as they were,
    ``carriers`` files that may have a say in any article.
    """

    folder: str
    exclude: tuple[str, ...]
    fail_on: str
    rules: tuple[RuleInfo, ...]
    formerly: tuple[tuple[str, str], ...]
    rule_folders: tuple[Dependency, ...]
    carriers: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    insertion: Insertion | None = None

    @property
    def excluded(self) -> Globs:
        return Globs(self.exclude, Path(self.folder))

    def current_name(self, rule: str) -> str:
        """The name that a rule bears today; a name that nobody knows stays as it is."""
        return dict(self.formerly).get(rule, rule)


class Ground:
    """The project that holds for ``start`` or stands in ``file``, with what the command line chooses.

    ``files`` are its own, and those on which articles depend; ``places`` are where its configuration may stand.
    Use it in a ``with`` statement: what came of articles is written to the cache in time, and at the end.
    """

    def __init__(self, start: Path, file: Path | None, choices: Choices, files: Files, cache: Cache) -> None:
        self.places = (file,) if file else tuple(candidates(start))
        self._start, self._file, self._choices = start, file or first(self.places, files), choices
        self._files, self._cache = files, cache

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._write()
        self._cache.close()

    @cached_property
    def project(self) -> Project:
        """The project itself. Raises UnknownName for a choice of the command line that does not exist."""
        from lint.project import open_project

        project = open_project(self._start, self._file, self._choices, files=self._files)
        project.check_choices()
        return project

    @cached_property
    def setup(self) -> Setup:
        """What the run needs of the project, from the cache if it can be; raises UnknownName as ``project`` does."""
        known: Setup | None = self._cache.get(self._base, Setup)
        if known is not None and hold(known.rule_folders, self._files):
            return known
        setup = self._made()
        if not setup.failures:  # their paths are told as seen from here, and they should go away soon
            self._cache.put(self._base, setup)
        return setup

    def severities(self, path: str) -> Mapping[str, Severity]:
        """The rules that hold for an article, for which the project has to be opened."""
        return self.project.severities(path)

    def key(self, path: str, data: bytes) -> str:
        """The key of what comes of the article at ``path``, whose bytes are ``data``."""
        return digest(self._state, path, data)

    def recall(self, key: str) -> Checked | None:
        """What came of an article, if that still holds."""
        checked: Checked | None = self._cache.get(key, Checked)
        if checked is None or any(of_contents(path, self._files.read) != known for path, known in checked.dependencies):
            return None
        return checked

    def keep(self, key: str, checked: Checked) -> None:
        """Remember what came of an article; failures are tried again each time."""
        if checked.failure is None:
            self._cache.put(key, checked)
            if self._cache.waiting >= _WRITTEN_AT_ONCE:
                self._write()

    def _write(self) -> None:
        # Rules may have been edited while they were at work: what came of that must not pass for what comes of either.
        if self._cache.waiting and not (self._base == self._fingerprint() and hold(self.setup.rule_folders, self._files)):
            self._cache.forget()
        self._cache.write()

    def _made(self) -> Setup:
        from lint.project import rule_info

        settings = self.project.settings
        return Setup(
            folder=str(settings.folder),
            exclude=settings.values.exclude,
            fail_on=settings.values.fail_on,
            rules=tuple(map(rule_info, self.project.pack.rules)),
            formerly=tuple((old, rule.name) for rule in self.project.pack.rules for old in rule.formerly),
            rule_folders=self.project.rule_folders,
            carriers=tuple(carrier.path for carrier in settings.carriers()),
            failures=tuple(self.project.failures),
            insertion=self.project.insertion,
        )

    @cached_property
    def _base(self) -> str:
        return self._fingerprint()

    def _fingerprint(self) -> str:
        """Everything that counts but the rules of the project's own, which only its configuration can tell."""
        file = str(self._file.absolute()) if self._file else ""
        return digest(of_program(), str(Path.cwd()), file, of_path(file, self._files) if file else "", repr(self._choices))

    @cached_property
    def _state(self) -> str:
        """Everything that counts."""
        return digest(self._base, *(part for folder in self.setup.rule_folders for part in folder))
