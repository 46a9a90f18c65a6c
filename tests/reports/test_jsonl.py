from __future__ import annotations

import json

from lint.reports import Look, Run
from lint.reports.json import render as render_json
from lint.reports.jsonl import render


def test_each_line_says_what_it_is_and_holds_what_json_holds(tea_run: Run) -> None:
    lines = [json.loads(line) for line in "".join(render(tea_run, Look())).splitlines()]
    whole = json.loads("".join(render_json(tea_run, Look())))
    assert lines == [
        *({"type": "finding", **finding} for finding in whole["findings"]),
        *({"type": "skipped", **skipped} for skipped in whole["skipped"]),
        *({"type": "failure", **failure} for failure in whole["failures"]),
        {"type": "summary", "healthlint": "0.1.0", **whole["summary"]},
    ]
    assert lines[2]["suppressed"] == {"reason": "quoted from a reader's letter", "line": 2, "path": None}
