"""GitLab Code Quality, which a merge request shows in its widget and beside the changed lines.

https://docs.gitlab.com/ci/testing/code_quality/ says which fields GitLab reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain

from lint.checked import Failure
from lint.finding import Finding, Severity
from lint.reports.printable import one_line, visible
from lint.reports.remark import FAILURE, remark
from lint.reports.run import Look, Run
from lint.reports.streaming import json_list

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Run, _look: Look) -> Iterator[str]:
    """A list with an entry for every finding that nobody suppressed, then one for every failure."""
    yield from json_list(chain(map(_degradation, run.open_findings), map(_failed, run.failures)))
    yield "\n"


def _degradation(finding: Finding) -> dict[str, object]:
    return {
        "description": " ".join(remark(finding)),
        "check_name": one_line(finding.rule),
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": visible(finding.path), "lines": {"begin": finding.place.line, "end": finding.place.end_line}},
    }


def _failed(failure: Failure) -> dict[str, object]:
    identity = f"{failure.path}\0{failure.message}".encode(errors="surrogatepass")
    return {
        "description": f"Could not be checked: {one_line(failure.message)}",
        "check_name": FAILURE,
        "fingerprint": hashlib.sha256(identity).hexdigest()[:24],
        "severity": "blocker",
        "location": {"path": visible(failure.path), "lines": {"begin": failure.line or 1}},
    }
