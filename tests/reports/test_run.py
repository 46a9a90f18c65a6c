from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lint.checked import Failure
from lint.finding import Finding, Severity, Suppression
from lint.reports import Run


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        (Severity.ERROR, Severity.ERROR, 1),
        (Severity.WARNING, Severity.ERROR, 0),
        (Severity.WARNING, Severity.WARNING, 1),
        (Severity.INFO, Severity.INFO, 1),
    ],
)
def test_only_findings_at_or_above_the_limit_are_violations(
    make_finding: Callable[..., Finding], severity: Severity, fail_on: Severity, status: int
) -> None:
    assert Run((make_finding("Sip", severity=severity),), articles=1, fail_on=fail_on).exit_status == status


def test_a_suppressed_finding_is_no_violation(make_finding: Callable[..., Finding]) -> None:
    run = Run((make_finding("Sip", suppressed=Suppression("a quotation", 1)),), articles=1)
    assert run.exit_status == 0


def test_a_failure_outweighs_violations(make_finding: Callable[..., Finding]) -> None:
    run = Run((make_finding("Sip"),), articles=1, failures=(Failure("a.md", None, "no such file"),))
    assert run.exit_status == 2


def test_articles_are_counted_once_and_only_for_findings_that_count(make_finding: Callable[..., Finding]) -> None:
    dose = make_finding("Sip")
    letter = make_finding("Sip", path="letter.md", suppressed=Suppression("a quotation", 1))
    hint = make_finding("Sip", path="hint.md", severity=Severity.INFO)
    tally = Run((hint, letter, dose, replace(dose, rule="another")), articles=9).tally(Severity.WARNING)
    assert (tally.articles, tally.articles_with_findings) == (9, 1)
    assert (tally.error, tally.warning, tally.info, tally.suppressed) == (2, 0, 0, 1)
