"""From what a run found to fixed articles: which files change, into what, and how that is shown or written."""

from __future__ import annotations

import codecs
import difflib
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import PurePath

from lint.checked import Checked, Failure, Insertion
from lint.files import Contents
from lint.finding import Finding, fixable
from lint.fixes import Rewritten, fixed
from lint.output import ChangedMeanwhile, replace_file
from lint.readers import ReadError, decode
from lint.reports import Run
from lint.reports.printable import visible

Check = Callable[[str, bytes], Checked]
"""A path and other bytes for the article there to the outcome."""
Judge = Callable[[Sequence[Checked], Contents], Run]
"""Outcomes and the bytes they are about to what is reported of them."""

_ARTICLE = """\
Headaches

Most headaches pass without treatment. Migraine is a headache that comes back, often with nausea.

"""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Target(Enum):
    """Where fixed articles go besides ``Run.rewritten``: into their files, nowhere, or to the report, which is about them."""

    FILES = auto()
    NOWHERE = auto()
    REPORT = auto()


@dataclass(frozen=True, slots=True)
class Fixing:
    """Which fixes to make, the safe ones or with ``unsafe`` all, and where they go."""

    target: Target
    unsafe: bool = False


def insertion_fault(insertion: Insertion, check: Check) -> Failure | None:
    """What is wrong with the words that the configuration puts into articles without a disclaimer, if anything is."""
    outcome = check("article.txt", f"{_ARTICLE}{insertion.words}\n".encode())
    if not any(finding.family == "disclaimer" for finding in outcome.findings):
        return None
    problem = (
        "disclaimer.insert: an article with these words still lacks a disclaimer; say of the content that it does not replace "
        "professional advice, and what it is for or whom to ask instead (healthlint explain disclaimer-missing)"
    )
    return Failure(insertion.path, insertion.line, problem)


def fixed_run(fixing: Fixing, checked: Sequence[Checked], data: Contents, check: Check, judged: Judge) -> Run:
    """Fix the articles of a run.

    Args:
        fixing: which fixes to make, and whether in the files.
        checked: the outcomes for the articles as they are.
        data: their bytes.
        check: lints an article as it is after some fixes.
        judged: makes a run of outcomes; what its policy holds back is not fixed.
    Returns:
        What is left after the fixes, or, where nothing is to be made, what there is.
    """
    run = judged(checked, data)
    rewritten, failures = rewrite(run.findings, checked, data, check, unsafe=fixing.unsafe)
    if fixing.target is Target.NOWHERE:
        return replace(run, rewritten=tuple(rewritten), failures=(*run.failures, *failures))
    if fixing.target is Target.FILES:
        rewritten, unwritten = save(rewritten)
        failures += unwritten
    new = {one.path: one.after for one in rewritten}
    checked = [check(one.path, new[one.path]) if one.path in new else one for one in checked]
    run = judged(checked, lambda path: new[path] if path in new else data(path))
    fixed = sum(one.count.total() for one in rewritten)
    return replace(run, rewritten=tuple(rewritten), failures=(*run.failures, *failures), fixed=fixed)


def rewrite(
    findings: Iterable[Finding], checked: Iterable[Checked], data: Contents, check: Check, *, unsafe: bool
) -> tuple[list[Rewritten], list[Failure]]:
    """Fix articles, in memory.

    Args:
        findings: those that the policy chain let through; no others are fixed.
        checked: the outcomes from which they come.
        data: the bytes of the articles.
        check: lints an article as it is after some fixes.
        unsafe: whether fixes that are not safe are made.
    Returns:
        The articles that change, in the order of ``checked``, and a failure for each that is no longer as it was linted.
    """
    allowed: dict[str, list[Finding]] = defaultdict(list)
    for finding in fixable(findings, unsafe=unsafe):
        allowed[finding.path].append(finding)
    rewritten: list[Rewritten] = []
    failures: list[Failure] = []
    for one in checked:
        if one.path not in allowed:
            continue
        try:
            before = data(one.path)
            text, mark = decode(before, one.path), before[: before.startswith(codecs.BOM_UTF8) and len(codecs.BOM_UTF8)]

            def relint(text: str, path: str = one.path, mark: bytes = mark) -> Sequence[Finding] | None:
                outcome = check(path, mark + text.encode())
                return None if outcome.failure or outcome.skipped else outcome.findings

            new = fixed(text, one.findings, allowed[one.path], relint, unsafe=unsafe)
        except OSError as error:
            failures.append(Failure(one.path, None, f"cannot be read: {error.strerror}"))
        except (ReadError, ValueError):
            failures.append(_changed_meanwhile(one.path))
        else:
            if new.count:
                rewritten.append(Rewritten(one.path, before, mark + new.text.encode(), new.count))
    return rewritten, failures


def save(rewritten: Iterable[Rewritten]) -> tuple[list[Rewritten], list[Failure]]:
    """Write each article as a whole, or not at all: those that were written, and a failure for each of the others."""
    saved: list[Rewritten] = []
    failures: list[Failure] = []
    for one in rewritten:
        try:
            replace_file(one.path, one.before, one.after)
        except ChangedMeanwhile:
            failures.append(_changed_meanwhile(one.path))
        except OSError as error:
            failures.append(Failure(one.path, None, f"cannot be written, and is not fixed: {error.strerror}"))
        else:
            saved.append(one)
    return saved, failures


def diff(rewritten: Iterable[Rewritten]) -> Iterator[str]:
    """What changes, as a unified diff that ``git apply`` and ``patch -p1`` take."""
    for one in rewritten:
        name = visible(posixpath.normpath(PurePath(one.path).as_posix()))
        before, after = (_LINE.findall(data.decode()) for data in (one.before, one.after))
        for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _changed_meanwhile(path: str) -> Failure:
    return Failure(path, None, "was changed while healthlint read it, and is not fixed; run the command again")
