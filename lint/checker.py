"""Reads and lints one article after another; whatever happens to one, the answer is a ``Checked`` and the next is as good."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lint.article import Article
from lint.checked import Checked, Failure
from lint.finding import Severity
from lint.ledger import Ledger
from lint.project import Project
from lint.readers import ReadError, read

if TYPE_CHECKING:
    from lint.engine import Engine


@dataclass(frozen=True, slots=True)
class Examination:
    """The outcome of one article, the article itself where it could be read, and its ledger where it was linted."""

    checked: Checked
    article: Article | None = None
    ledger: Ledger | None = None


class Checker:
    """Checks articles by the rules of a project. The first article loads spaCy and compiles the rules that hold for it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._engines: dict[frozenset[str], Engine] = {}

    def __reduce__(self) -> tuple[type[Checker], tuple[Project]]:
        return Checker, (replace(self._project, _made={}),)

    def prepare(self, paths: Iterable[str]) -> None:
        """Load and compile what the articles at ``paths`` need: processes that are forked after that need not do it again."""
        for path in paths:
            self._engine(self._project.severities(path))

    def check(self, path: str, data: bytes) -> Checked:
        """What is to say of an article: the bytes of the file at ``path``, which is relative to the current folder."""
        try:
            return self.examine(path, lambda: read(data, path)).checked
        except MemoryError:
            return Checked(path, failure=Failure(path, None, "it takes more memory than there is; leave it out"))

    def examine(self, path: str, article: Callable[[], Article], *, with_ledger: bool = False) -> Examination:
        """What is to say of what ``article`` reads (it may raise ReadError), by the rules that hold for ``path``.

        Raises MemoryError: what is left of a process that has none is another's to decide.
        """
        severities = self._project.severities(path)
        rules = tuple(severities)
        engine = self._engine(severities)
        known: Article | None = None
        try:
            known = article()
            if not known.text.strip():
                raise ReadError(path, 1, "the file is empty; write the article, or name the file under 'exclude'")
            outcome = engine.lint(known, severities, with_ledger=with_ledger)
            if outcome.skipped:
                return Examination(Checked(path, skipped=outcome.skipped, rules=rules), known)
            findings = self._project.suppressions(path).apply(known, outcome.findings)
        except ReadError as error:
            return Examination(Checked(path, failure=Failure(error.path, error.line, error.problem), rules=rules), known)
        except MemoryError:
            raise
        except Exception as error:  # one article must not cost the others their findings
            problem = f"healthlint broke on this article ({type(error).__name__}: {error}); please report it"
            return Examination(Checked(path, failure=Failure(path, None, problem), rules=rules), known)
        checked = Checked(path, findings, rules=rules, dependencies=outcome.dependencies)
        return Examination(checked, known, outcome.ledger)

    def _engine(self, severities: Mapping[str, Severity]) -> Engine:
        """An engine for just these rules: what it says of an article must not hang on which others are linted beside it."""
        names = frozenset(severities)
        if names not in self._engines:
            with _without_collector():
                self._engines[names] = self._project.engine([rule for rule in self._project.pack.rules if rule.name in names])
        return self._engines[names]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Make what stays for the whole run: the garbage collector neither looks at it meanwhile nor after every few articles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
