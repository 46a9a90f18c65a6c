"""SARIF 2.1.0, for code scanning, editors and anything else that reads static-analysis results.

Plain dictionaries, checked against the OASIS schema by a test: sarif-om has had no release since 2019 and needs pbr, and
sarif-pydantic would load pydantic for every report and check less than the schema does.
Section numbers below are those of the SARIF 2.1.0 specification.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from urllib.parse import quote

from lint.checked import Failure, Skipped
from lint.finding import Finding, Fix, Place, Severity
from lint.reports.printable import address
from lint.reports.run import Look, RuleInfo, Run
from lint.reports.streaming import json_object, json_value

Json = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BRACKET = re.compile(r"[\\\[\]]")


def render(run: Run, _look: Look) -> Iterator[str]:
    """A log of one run, with suppressed findings in it; ``docs/output-formats.md`` says what goes where."""
    indices = {rule.name: index for index, rule in enumerate(run.rules)}
    driver = {"name": "healthlint", "version": run.version, "rules": [_rule(rule) for rule in run.rules]}
    yield json_value({"$schema": _SCHEMA, "version": "2.1.0"})[:-1] + ', "runs": ['
    yield from json_object(
        {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "invocations": [_invocation(run)]},
        {"results": (_result(finding, indices) for finding in run.findings)},
    )
    yield "]}\n"


def _rule(rule: RuleInfo) -> Json:
    described: Json = {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": _with_suggestion(rule.why, rule.suggestion), "markdown": rule.help_markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["health", rule.family]},
    }
    if rule.standards:
        described["helpUri"] = address(rule.standards[0].url)
    return described


def _invocation(run: Run) -> Json:
    notifications = [*map(_failed, run.failures), *map(_skipped, run.skipped)]
    return {
        "executionSuccessful": not run.failures,
        "exitCode": run.exit_status,
        "toolExecutionNotifications": notifications,
    }


def _failed(failure: Failure) -> Json:
    where: Json = {"artifactLocation": _artifact(failure.path)}
    if failure.line is not None:
        where["region"] = {"startLine": failure.line}
    return {"level": "error", "message": _message(failure.message), "locations": [{"physicalLocation": where}]}


def _skipped(skipped: Skipped) -> Json:
    where = {"artifactLocation": _artifact(skipped.path)}
    message = _message(f"Skipped: {skipped.reason}")
    return {"level": "note", "message": message, "locations": [{"physicalLocation": where}]}


def _result(finding: Finding, indices: Mapping[str, int]) -> Json:
    result: Json = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": _message(_with_suggestion(finding.message, finding.suggestion)),
        "locations": [_location(finding.path, finding.place)],
        "partialFingerprints": {"healthlint/v1": finding.fingerprint},
        # Where one result of a run has suppressions, all must, if only an empty list (§3.27.23).
        "suppressions": _suppressions(finding),
        "properties": {"confidence": round(finding.confidence, 3), "weighed": finding.weighed},
    }
    if finding.rule in indices:
        result["ruleIndex"] = indices[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            _location(finding.path, related.place) | {"id": number, "message": _message(related.message)}
            for number, related in enumerate(finding.related, start=1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding, finding.fix)]
    return result


def _suppressions(finding: Finding) -> list[Json]:
    suppressed = finding.suppressed
    if suppressed is None:
        return []
    kind = "inSource" if suppressed.path is None else "external"
    where = {"artifactLocation": _artifact(suppressed.path or finding.path), "region": {"startLine": suppressed.line}}
    return [{"kind": kind, "justification": suppressed.reason, "location": {"physicalLocation": where}}]


def _fix(finding: Finding, fix: Fix) -> Json:
    change = {"deletedRegion": _region(fix.place), "insertedContent": {"text": fix.text}}
    return {
        "description": _message(("" if fix.safe else "(unsafe) ") + (finding.suggestion or finding.message)),
        "artifactChanges": [{"artifactLocation": _artifact(finding.path), "replacements": [change]}],
    }


def _location(path: str, place: Place) -> Json:
    region = _region(place) | {"snippet": {"text": place.text}}
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _region(place: Place) -> Json:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _artifact(path: str) -> Json:
    """An address relative to the folder of the run; a path outside of it is absolute and stays so."""
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(os.fsencode(PurePath(path).as_posix())), "uriBaseId": "%SRCROOT%"}


def _with_suggestion(text: str, suggestion: str) -> str:
    return f"{text}\n\nInstead: {suggestion}" if suggestion else text


def _message(text: str) -> Json:
    """``text`` with what would read as an embedded link (§3.11.6) defused: the words of an article must not become one."""
    return {"text": _BRACKET.sub(r"\\\g<0>", text) if "](" in text else text}
