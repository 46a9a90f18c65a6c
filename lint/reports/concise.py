"""One line a finding, for grep and for editors that jump to ``path:line:column``."""

from __future__ import annotations

from collections.abc import Iterator

from lint.reports.printable import one_line, visible
from lint.reports.remark import FAILURE
from lint.reports.run import Look, Run


def render(run: Run, _look: Look) -> Iterator[str]:
    """Every finding that nobody suppressed, then every failure (rule name ``failure``)."""
    for finding in run.open_findings:
        position = f"{visible(finding.path)}:{finding.place.line}:{finding.place.column}"
        yield f"{position}: {finding.severity} {one_line(finding.rule)}: {one_line(finding.message)}\n"
    for failure in run.failures:
        yield f"{visible(failure.path)}:{failure.line or 1}:1: error {FAILURE}: {one_line(failure.message)}\n"
