"""From paths to a Run: finds the articles, has each one checked, and sends all findings down the policy chain."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lint import __version__, policy
from lint.baseline import coverage
from lint.checked import Checked, Failure, Skipped
from lint.checker import Checker
from lint.discover import Discovered, choose, discover, why_skipped
from lint.finding import Severity
from lint.policy import Step, suppressions
from lint.policy.baseline import Book, Known
from lint.policy.changed import Changed, Changes
from lint.project import Choices, Project, open_project, starting_folder
from lint.reports import RuleInfo, Run
from lint.rule import Rule
from lint.rulepage import page
from lint.sources import Contents, Sources, Unsaved, contents

_SECONDS_BEFORE_BAR = 2


def check(
    paths: Sequence[str],
    choices: Choices = Choices(),
    *,
    config: Path | None = None,
    fail_on: str | None = None,
    unsaved: Unsaved | None = None,
    book: Book = Book(),
    changes: Changes | None = None,
) -> Run:
    """Lint articles.

    Args:
        paths: files, globs and folders, relative to the current folder.
        choices: what the command line says about rules.
        config: a configuration file; without it the nearest one above the first path holds.
        fail_on: the least severity that is a violation, or never; without it the configuration's.
        unsaved: an article from standard input, instead of ``paths``.
        book: the baseline, whose findings are held back.
        changes: what changed; the run is about that alone.
    Returns:
        The run. Everything that went wrong is in ``failures``, and all the other articles are linted.
    Raises:
        UnknownName: ``choices`` name a rule, family or profile that does not exist.
        GitError: git cannot tell what ``changes`` asks of it.
    """
    named = [unsaved.path] if unsaved else paths
    project = open_project(starting_folder(named), config, choices)
    project.check_choices()
    if changes and changes.staged:
        project.contents = changes.staged_bytes
    found = _unsaved(unsaved.path, project) if unsaved else _find(paths, project, changes)
    data = changes.staged_bytes if changes and changes.staged else contents(unsaved)
    checked = list(_check_all(found.articles, data, Checker(project)))
    sources = Sources((one.path for one in checked if one.findings), data)
    skipped = (*found.skipped, *(Skipped(one.path, one.skipped) for one in checked if one.skipped))
    failures = [
        *project.failures,
        *book.failures,
        *found.failures,
        *(one.failure for one in checked if one.failure),
    ]
    dependencies = {one.path: [file.path for file in one.dependencies] for one in checked}
    changed = Changed(changes, sources, dependencies) if changes else None
    covers = coverage(book, project, named, checked, failures)
    known = Known(book, covers, project.rulebook.current_name, changed.concerns if changed else None)
    steps: list[Step] = [known, *([changed] if changed else [])]
    reported = [finding for one in checked for finding in one.findings]
    findings, taken = policy.apply(steps, reported)
    held = {rule for one in checked for rule in one.rules}
    return Run(
        findings=tuple(findings),
        articles=sum(not (one.skipped or one.failure) for one in checked),
        skipped=skipped,
        failures=tuple(failures),
        sources=sources,
        rules=tuple(_info(rule) for rule in project.pack.rules if rule.name in held),
        version=__version__,
        fail_on=_severity(fail_on or project.settings.values.fail_on),
        taken=(suppressions.taken(reported), *taken),
        baseline=known.comparison,
    )


def _find(paths: Sequence[str], project: Project, changes: Changes | None) -> Discovered:
    excluded = project.settings.excludes
    if changes is None:
        return discover(paths, excluded)
    found = choose(changes.listed(), paths, excluded) if changes.staged else discover(paths, excluded)
    if not any(changes.include(carrier.path) for carrier in project.settings.carriers()):
        found.articles = [path for path in found.articles if changes.include(path)]
    return found  # all of them where a file changed on which any may depend


def _unsaved(name: str, project: Project) -> Discovered:
    path = Path(name)
    if reason := why_skipped(path, project.settings.excludes):
        return Discovered(skipped=[Skipped(str(path), reason)])
    return Discovered([str(path)])


def _check_all(articles: Sequence[str], data: Contents, checker: Checker) -> Iterator[Checked]:
    """The outcome for every article, in their order."""
    for path in _progress(articles):
        try:
            article = data(path)
        except OSError as error:
            yield Checked(path, failure=Failure(path, None, f"cannot be read: {error.strerror}"))
        else:
            yield checker.check(path, article)


def _progress(articles: Sequence[str]) -> Iterable[str]:
    if len(articles) == 1 or not sys.stderr.isatty():
        return articles
    from tqdm import tqdm

    bar: Iterable[str] = tqdm(articles, desc="Linting", unit=" articles", delay=_SECONDS_BEFORE_BAR, leave=False)
    return bar


def _severity(name: str) -> Severity | None:
    return None if name == "never" else Severity[name.upper()]


def _info(rule: Rule) -> RuleInfo:
    return RuleInfo(
        rule.name, rule.family, rule.severity, rule.summary, rule.why, rule.instead, rule.cited, help_markdown=page(rule)
    )
