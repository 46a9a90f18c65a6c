"""What a code host shows beside a line of an article."""

from __future__ import annotations

from lint.finding import Finding
from lint.reports.printable import one_line

#: What a report calls a file that could not be checked, where it needs the name of a rule.
FAILURE = "failure"


def remark(finding: Finding, between: str) -> str:
    """What is wrong and, after ``between``, what to write instead; each in one printable line."""
    message = one_line(finding.message)
    return f"{message}{between}Instead: {one_line(finding.suggestion)}" if finding.suggestion else message
