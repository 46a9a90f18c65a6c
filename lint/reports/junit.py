"""JUnit XML, which build servers show as tests: a suite for each article, a test for each finding.

A test fails exactly where its finding makes the run fail; a lesser finding is a test that passes and says something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lint.checked import Failure, Skipped
from lint.finding import Finding
from lint.reports.excerpt import split_lines
from lint.reports.printable import one_line, visible
from lint.reports.run import Look, Run
from lint.reports.text import paragraph, quoted

_SELF = "healthlint"


def render(run: Run, _look: Look) -> Iterator[str]:
    """A suite for each article with findings, then one for the run: its failures, what it skipped, and that it took place."""
    yield "<?xml version='1.0' encoding='UTF-8'?>\n<testsuites name=\"healthlint\">\n"
    for path, findings in groupby(run.findings, key=lambda finding: finding.path):
        yield _suite(path, _cases(run, path, findings))
    yield _suite(_SELF, _cases_of_the_run(run))
    yield "</testsuites>\n"


def _suite(name: str, cases: Iterable[Element]) -> str:
    suite = Element("testsuite", name=visible(name))
    suite.extend(cases)
    suite.set("tests", str(len(suite)))
    for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"testcase/{outcome}"))))
    indent(suite)
    return tostring(suite, encoding="unicode") + "\n"


def _cases(run: Run, path: str, findings: Iterable[Finding]) -> Iterator[Element]:
    lines = split_lines(run.sources.get(path, ""))
    named: Counter[str] = Counter()
    for finding in findings:
        # No line in the name: build servers know a test again by it. They drop all but one of the same name.
        name = finding.rule + (f": {quoted(finding.place.text)}" if finding.place.text else "")
        named[name] += 1
        case = _case(path, name if named[name] == 1 else f"{name} ({named[name]})", finding.place.line)
        about = "\n".join(paragraph(finding, lines, set()))
        if finding.suppressed:
            where = f"{finding.suppressed.path or path}, line {finding.suppressed.line}"
            _add(case, "skipped", message=f"suppressed by {where}: {finding.suppressed.reason}")
        elif run.fails(finding):
            _add(case, "failure", about, type=str(finding.severity), message=finding.message)
        else:
            _add(case, "system-out", about)
        yield case


def _cases_of_the_run(run: Run) -> Iterator[Element]:
    """The one test that is always there: a report without any is an error to some build servers."""
    tally = run.tally()
    case = Element("testcase", classname=_SELF, name="articles checked")
    _add(case, "system-out", f"{tally.articles} checked, {tally.articles_with_findings} of them with findings")
    yield case
    for failure in run.failures:
        yield _failed(failure)
    for skipped in run.skipped:
        yield _skipped(skipped)


def _failed(failure: Failure) -> Element:
    case = _case(failure.path, "could not be checked", failure.line)
    _add(case, "error", message=failure.message)
    return case


def _skipped(skipped: Skipped) -> Element:
    case = _case(skipped.path, "skipped", None)
    _add(case, "skipped", message=skipped.reason)
    return case


def _case(path: str, name: str, line: int | None) -> Element:
    case = Element("testcase", classname=visible(path), name=one_line(name), file=visible(path))
    if line is not None:
        case.set("line", str(line))
    return case


def _add(case: Element, kind: str, text: str = "", **attributes: str) -> None:
    SubElement(case, kind, {name: one_line(value) for name, value in attributes.items()}).text = text or None
