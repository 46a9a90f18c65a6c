"""What a code host shows beside a line of an article."""

from __future__ import annotations

from lint.finding import Finding
from lint.reports.printable import one_line

#: What a report calls a file that could not be checked, where it needs the name of a rule.
FAILURE = "failure"


def remark(finding: Finding) -> list[str]:
    """What is wrong and, if there is advice, what to write instead; each in one printable line."""
    advice = [f"Instead: {one_line(finding.suggestion)}"] if finding.suggestion else []
    return [one_line(finding.message), *advice]
