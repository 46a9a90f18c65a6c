"""From paths to a Run: finds the articles, reads and lints one after another; what fails spoils nothing else."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lint import __version__, policy
from lint.discover import Discovered, discover, why_skipped
from lint.finding import Finding, Severity
from lint.project import Choices, Project, open_project
from lint.readers import ReadError, read
from lint.reports import Failure, RuleInfo, Run, Skipped
from lint.rule import Rule
from lint.rulepage import page

_SECONDS_BEFORE_BAR = 2


@dataclass(frozen=True, slots=True)
class Unsaved:
    """An article that came through standard input: the name it is checked under, and its bytes."""

    path: str
    data: bytes


@dataclass(slots=True)
class _Results:
    findings: list[Finding] = field(default_factory=list)
    articles: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)


def check(
    paths: Sequence[str],
    choices: Choices = Choices(),
    *,
    config: Path | None = None,
    fail_on: str | None = None,
    unsaved: Unsaved | None = None,
) -> Run:
    """Lint articles.

    Args:
        paths: files, globs and folders, relative to the current folder.
        choices: what the command line says about rules.
        config: a configuration file; without it the nearest one above the first path holds.
        fail_on: the least severity that is a violation, or never; without it the configuration's.
        unsaved: an article from standard input, instead of ``paths``.
    Returns:
        The run. Everything that went wrong is in ``failures``, and all the other articles are linted.
    Raises:
        UnknownName: ``choices`` name a rule, family or profile that does not exist.
    """
    named = [unsaved.path] if unsaved else paths
    project = open_project(_start(named), config, choices)
    project.check_choices()
    found = _unsaved(unsaved.path, project) if unsaved else discover(paths, project.settings.excludes)
    rules = project.rules_for(found.articles)
    results = _Results(skipped=found.skipped, failures=[*project.failures, *found.failures])
    if found.articles:
        _lint_all(found.articles, project, rules, unsaved, results)
    findings, taken = policy.apply((), results.findings)
    return Run(
        findings=tuple(findings),
        articles=results.articles,
        skipped=tuple(results.skipped),
        failures=tuple(results.failures),
        sources=results.sources,
        rules=tuple(map(_info, rules)),
        version=__version__,
        fail_on=_severity(fail_on or project.settings.values.fail_on),
        taken=tuple(taken),
    )


def _start(paths: Sequence[str]) -> Path:
    first = Path(paths[0]) if paths else Path()
    if first.is_dir():
        return first
    return first.parent if first.parent.is_dir() else Path()


def _unsaved(name: str, project: Project) -> Discovered:
    path = Path(name)
    if reason := why_skipped(path, project.settings.excludes):
        return Discovered(skipped=[Skipped(str(path), reason)])
    return Discovered([str(path)])


def _lint_all(
    articles: Sequence[str], project: Project, rules: Sequence[Rule], unsaved: Unsaved | None, results: _Results
) -> None:
    engine = project.engine(rules)
    gc.freeze()  # the rules stay for the whole run: the collector need not look at them again after every few articles
    for path in _progress(articles):
        try:
            article = read(unsaved.data if unsaved else Path(path).read_bytes(), path)
            if not article.text.strip():
                raise ReadError(path, 1, "the file is empty; write the article, or name the file under 'exclude'")
            outcome = engine.lint(article, project.severities(path))
        except ReadError as error:
            results.failures.append(Failure(error.path, error.line, error.problem))
        except OSError as error:
            results.failures.append(Failure(path, None, f"cannot be read: {error.strerror}"))
        except Exception as error:  # one article must not cost the others their findings
            problem = f"healthlint broke on this article ({type(error).__name__}: {error}); please report it"
            results.failures.append(Failure(path, None, problem))
        else:
            if outcome.skipped:
                results.skipped.append(Skipped(path, outcome.skipped))
                continue
            results.articles += 1
            results.findings += outcome.findings
            if outcome.findings:
                results.sources[path] = article.text


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
