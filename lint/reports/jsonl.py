"""Everything that a run found as JSON Lines, one object a line, for programs that read as they go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from lint.reports.json import finding_fields
from lint.reports.run import Look, Run
from lint.reports.streaming import json_value


def render(run: Run, _look: Look) -> Iterator[str]:
    """Each finding, suppressed ones too, each skipped article, each failure, then the summary; ``type`` says which it is."""
    records = (
        ("finding", map(finding_fields, run.findings)),
        ("skipped", map(asdict, run.skipped)),
        ("failure", map(asdict, run.failures)),
        ("summary", [{"healthlint": run.version, **asdict(run.tally())}]),
    )
    for kind, fields in records:
        for members in fields:
            yield json_value({"type": kind, **members}) + "\n"
