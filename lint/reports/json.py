"""Everything that a run found as one JSON object, for other programs; ``docs/output-formats.md`` says what each field means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields

from lint.finding import Finding, Fix, Place, Standard, Suppression
from lint.reports.run import Look, Run
from lint.reports.streaming import json_object


def render(run: Run, _look: Look) -> Iterator[str]:
    """The object ``{"healthlint", "summary", "findings", "skipped", "failures"}``; suppressed findings are in it."""
    yield from json_object(
        {"healthlint": run.version, "summary": asdict(run.tally())},
        {
            "findings": map(finding_fields, run.findings),
            "skipped": map(asdict, run.skipped),
            "failures": map(asdict, run.failures),
        },
    )
    yield "\n"


def finding_fields(finding: Finding) -> dict[str, object]:
    """Everything about a finding, under the names that ``docs/output-formats.md`` explains."""
    return {
        "path": finding.path,
        "family": finding.family,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "why": finding.why,
        **_values(finding.place),
        "suggestion": finding.suggestion,
        "fix": _fix(finding.fix) if finding.fix else None,
        "standards": [_values(standard) for standard in finding.standards],
        "fingerprint": finding.fingerprint,
        "related": [{"message": related.message, **_values(related.place)} for related in finding.related],
        "suppressed": _values(finding.suppressed) if finding.suppressed else None,
        "confidence": round(finding.confidence, 3),
        "weighed": finding.weighed,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"replacement": fix.text, "safe": fix.safe, **_values(fix.place)}


def _values(part: Place | Standard | Suppression) -> dict[str, object]:
    """What ``asdict`` gives of parts that hold plain values alone, in a tenth of the time."""
    return {field.name: getattr(part, field.name) for field in fields(part)}
