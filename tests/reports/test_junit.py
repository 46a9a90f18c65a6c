from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from junitparser import Error, Failure, JUnitXml, Skipped

from lint.finding import Finding, Severity
from lint.reports import Look, Run
from lint.reports.junit import render


def suites(run: Run) -> dict[str, dict[str, object]]:
    """As junitparser reads them: for each suite the outcome of each test, None for one that passed."""
    report = JUnitXml.fromstring("".join(render(run, Look())).encode())
    for suite in report:
        counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped)
    return {suite.name: {case.name: next(iter(case.result), None) for case in suite} for suite in report}


def test_a_finding_is_a_test_that_fails_where_it_fails_the_run(tea_run: Run) -> None:
    tea = suites(tea_run)["content/tea.md"]
    assert list(tea) == [
        "missing-disclaimer",
        "dosing-instruction: “Sip two cups”",
        "unreferenced-claim: “wipes out hay fever”",
    ]
    missing, dose, claim = tea.values()
    assert missing is None
    assert isinstance(dose, Failure)
    assert (dose.type, dose.message) == ("error", "Tells the reader how much to drink.")
    assert isinstance(claim, Skipped)
    assert claim.message == "suppressed by content/tea.md, line 2: quoted from a reader's letter"
    lenient, strict = (suites(replace(tea_run, fail_on=least))["content/tea.md"] for least in (None, Severity.INFO))
    assert [type(outcome) for outcome in lenient.values()] == [type(None), type(None), Skipped]
    assert [type(outcome) for outcome in strict.values()] == [Failure, Failure, Skipped]


def test_a_test_says_what_the_text_report_says(tea_run: Run) -> None:
    text = "".join(render(tea_run, Look()))
    for words in (
        ">content/tea.md:3:1 error dosing-instruction\n  Tells the reader",
        "\n  3 | Sip two cups each dawn.\n    | ^^^^^^^^^^^^\n",
        "<system-out>content/tea.md:1:1 info missing-disclaimer\n",
        'file="content/tea.md" line="3"',
    ):
        assert words in text


def test_the_run_has_a_suite_of_its_own(tea_run: Run) -> None:
    took_place, failed, skipped = suites(tea_run)["healthlint"].values()
    assert took_place is None
    assert isinstance(failed, Error)
    assert isinstance(skipped, Skipped)
    assert (failed.message, skipped.message) == ("byte 0xff is not UTF-8", "not in English")
    assert suites(Run((), articles=12)) == {"healthlint": {"articles checked": None}}


def test_findings_alike_are_tests_of_different_names(make_finding: Callable[..., Finding]) -> None:
    run = Run(tuple(make_finding("Sip") for _ in range(3)), articles=1)
    assert list(suites(run)["content/tea.md"]) == [f"dosing-instruction: “Sip”{again}" for again in ("", " (2)", " (3)")]
