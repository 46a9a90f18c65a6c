"""From paths to a Run: finds the articles, has each one checked, and sends all findings down the policy chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lint import __version__, policy
from lint.cache import Cache
from lint.checked import Checked, Failure, Skipped
from lint.choices import Choices
from lint.discover import Discovered, choose, discover, why_skipped
from lint.files import DISK, Contents
from lint.finding import Severity
from lint.globs import Globs
from lint.ground import Ground, Setup
from lint.locate import starting_folder
from lint.outcomes import one_by_one, outcomes
from lint.policy import Step
from lint.reports import Run
from lint.sources import Sources, Unsaved

if TYPE_CHECKING:
    from lint.fixing import Fixing
    from lint.former import Former
    from lint.policy.baseline import Book, Known
    from lint.policy.changed import Changed, Changes


def check(
    paths: Sequence[str],
    choices: Choices = Choices(),
    *,
    config: Path | None = None,
    fail_on: str | None = None,
    unsaved: Unsaved | None = None,
    book: Book | None = None,
    changes: Changes | None = None,
    jobs: int | None = 1,
    cache: Cache | None = None,
    fixing: Fixing | None = None,
) -> Run:
    """Lint articles.

    Args:
        paths: files, globs and folders, relative to the current folder.
        choices: what the command line says about rules.
        config: a configuration file; without it the nearest one above the first path holds.
        fail_on: the least severity that is a violation, or never; without it the configuration's.
        unsaved: an article from standard input, instead of ``paths``.
        book: the baseline, whose findings are held back; without it the run compares with none.
        changes: what changed; the run is about that alone.
        jobs: the most worker processes; None for one a core.
        cache: where the outcomes of earlier runs are, and those of this one go; without it nothing is kept.
        fixing: which fixes to make; without it, or where the configuration or the baseline has a fault, none.
    Returns:
        The run. Everything that went wrong is in ``failures``, and all the other articles are linted.
    Raises:
        UnknownName: ``choices`` name a rule, family or profile that does not exist.
        GitError: git cannot tell what ``changes`` asks of it.
    """
    named = [unsaved.path] if unsaved else paths
    data = _contents(unsaved, changes)
    files = changes.files if changes else DISK
    with Ground(starting_folder(named), config, choices, files, cache or Cache(None)) as ground:
        setup = ground.setup
        former = _former(changes, ground) if changes else None
        found = _unsaved(unsaved.path, setup.excluded) if unsaved else _find(paths, setup, former)
        failures = [*setup.failures, *(book.failures if book else ()), *found.failures]

        def judged(checked: Sequence[Checked], data: Contents) -> Run:
            failed = [*failures, *(one.failure for one in checked if one.failure)]
            sources = Sources((one.path for one in checked if one.findings), data)
            changed = _changed(former, sources, checked) if former else None
            known = _known(book, ground, named, checked, failed, changed) if book else None
            steps: list[Step] = [step for step in (known, changed) if step]
            reported = [finding for one in checked for finding in one.findings]
            findings, taken = policy.apply(steps, reported)
            held = {rule for one in checked for rule in one.rules}
            return Run(
                findings=tuple(findings),
                articles=sum(not (one.skipped or one.failure) for one in checked),
                skipped=(*found.skipped, *(Skipped(one.path, one.skipped) for one in checked if one.skipped)),
                failures=tuple(failed),
                sources=sources,
                rules=tuple(rule for rule in setup.rules if rule.name in held),
                version=__version__,
                taken=(policy.marked("suppressions", reported), *taken),
                fail_on=_severity(fail_on or setup.fail_on),
                baseline=known.comparison if known else None,
            )

        checked = outcomes(found.articles, data, ground, jobs)
        if not (fixing or setup.insertion):
            return judged(checked, data)
        from lint.fixing import fixed_run, insertion_fault

        relint = one_by_one(ground)
        if setup.insertion and (fault := insertion_fault(setup.insertion, relint)):
            failures.append(fault)
        if fixing is None or setup.failures or (book and book.failures):  # what is wanted is not known: nothing is written
            return judged(checked, data)
        return fixed_run(fixing, checked, data, relint, judged)


def _contents(unsaved: Unsaved | None, changes: Changes | None) -> Contents:
    if unsaved:
        return lambda _path: unsaved.data
    return changes.index.read if changes and changes.staged else DISK.read


def _find(paths: Sequence[str], setup: Setup, former: Former | None) -> Discovered:
    excluded = setup.excluded.match
    if former is None:
        return discover(paths, excluded)
    changes = former.changes
    found = choose(changes.index.listed(), paths, excluded) if changes.staged else discover(paths, excluded)
    if not any(map(changes.include, setup.carriers)):
        found.articles = [path for path in found.articles if changes.include(path) or former.by_path(path)]
    return found  # all of them where a file changed on which any may depend


def _former(changes: Changes, ground: Ground) -> Former:
    from lint.former import Former

    return Former(changes, ground, one_by_one(ground))


def _known(
    book: Book,
    ground: Ground,
    named: Iterable[str],
    checked: Iterable[Checked],
    failures: Iterable[Failure],
    changed: Changed | None,
) -> Known:
    from lint.baseline import coverage
    from lint.policy.baseline import Known

    covers = coverage(book, ground.severities, named, checked, failures)
    return Known(book, covers, ground.setup.current_name, changed.concerns if changed else None)


def _changed(former: Former, sources: Sources, checked: Iterable[Checked]) -> Changed:
    from lint.policy.changed import Changed

    dependencies = {one.path: [file.path for file in one.dependencies] for one in checked}
    return Changed(former.changes, sources, dependencies, former.silenced)


def _unsaved(name: str, excluded: Globs) -> Discovered:
    path = Path(name)
    if reason := why_skipped(path, excluded.match):
        return Discovered(skipped=[Skipped(str(path), reason)])
    return Discovered([str(path)])


def _severity(name: str) -> Severity | None:
    return None if name == "never" else Severity[name.upper()]
