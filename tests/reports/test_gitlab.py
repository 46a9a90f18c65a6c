from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lint.checked import Failure
from lint.reports import Look, Run
from lint.reports.gitlab import render


def gitlab_report(run: Run) -> Any:
    return json.loads("".join(render(run, Look())))


def test_open_findings_and_failures_are_entries_that_obey_the_schema(
    tea_run: Run, schema_faults: Callable[[str, object], list[str]]
) -> None:
    report = gitlab_report(tea_run)
    assert schema_faults("gitlab-code-quality", report) == []
    assert [(entry["check_name"], entry["severity"]) for entry in report] == [
        ("missing-disclaimer", "info"),
        ("dosing-instruction", "major"),
        ("failure", "blocker"),
    ]
    assert report[1] == {
        "description": "Tells the reader how much to drink. Instead: Say what the label or a pharmacist advises.",
        "check_name": "dosing-instruction",
        "fingerprint": "f00d",
        "severity": "major",
        "location": {"path": "content/tea.md", "lines": {"begin": 3, "end": 3}},
    }
    assert report[2]["location"] == {"path": "content/broken.md", "lines": {"begin": 7}}


def test_each_failure_has_a_fingerprint_of_its_own() -> None:
    failures = (Failure("a.md", None, "gone"), Failure("b.md", None, "gone"), Failure("b.md", None, "empty"))
    assert len({entry["fingerprint"] for entry in gitlab_report(Run((), articles=0, failures=failures))}) == 3


def test_a_clean_run_is_an_empty_list() -> None:
    assert gitlab_report(Run((), articles=1)) == []
