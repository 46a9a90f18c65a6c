from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lint.finding import Finding, Fix, Place
from lint.reports import Look, Run
from lint.reports.rdjson import render


def diagnostics(run: Run) -> Any:
    return json.loads("".join(render(run, Look())))["diagnostics"]


def test_open_findings_and_failures_are_diagnostics_that_obey_the_schema(
    tea_run: Run, schema_faults: Callable[[str, object], list[str]]
) -> None:
    for run in (tea_run, Run((), articles=0)):
        assert schema_faults("rdjson-DiagnosticResult", json.loads("".join(render(run, Look())))) == []
    missing, dose, failure = diagnostics(tea_run)
    where = {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 13}}
    assert dose == {
        "message": "Tells the reader how much to drink.\nInstead: Say what the label or a pharmacist advises.",
        "location": {"path": "content/tea.md", "range": where},
        "severity": "ERROR",
        "code": {"value": "dosing-instruction", "url": "https://example.org/guide#4"},
    }
    assert (missing["location"], missing["severity"]) == ({"path": "content/tea.md"}, "INFO")
    assert failure["location"] == {"path": "content/broken.md", "range": {"start": {"line": 7}}}


@pytest.mark.parametrize("before", ["", "a\U0001041c", "é" * 4095, "é" * 4096, "漢" * 10_000 + "a"])
def test_columns_count_bytes(make_finding: Callable[..., Finding], before: str) -> None:
    source = f"first\r\n{before}naïve dose"
    start, end = source.index("naïve"), source.index(" dose")
    place = Place(start, end, 2, len(before) + 1, 2, len(before) + 6, "naïve")
    run = Run((make_finding("Sip", place=place, path="a.md"),), articles=1, sources={"a.md": source})
    (diagnostic,) = diagnostics(run)
    line = source.encode().split(b"\r\n")[1]
    ends = diagnostic["location"]["range"]
    assert line[ends["start"]["column"] - 1 : ends["end"]["column"] - 1].decode() == "naïve"


def test_without_the_text_the_range_is_lines_and_nothing_is_replaced(tea_run: Run) -> None:
    safe = replace(tea_run.findings[1], fix=Fix("Drink", tea_run.findings[1].place, safe=True))
    (dose,) = diagnostics(Run((safe,), articles=1))
    assert dose["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}
    assert "suggestions" not in dose


def test_a_safe_fix_is_a_suggestion(make_finding: Callable[..., Finding], tea_run: Run) -> None:
    fix = Fix("Drink", make_finding("Sip").place, safe=True)
    findings = (make_finding("Sip two cups", fix=fix), make_finding("Sip two cups", fix=replace(fix, safe=False)))
    where = {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 4}}
    suggested = [entry.get("suggestions") for entry in diagnostics(replace(tea_run, findings=findings, failures=()))]
    assert suggested == [[{"range": where, "text": "Drink"}], None]
