"""Workflow commands, which GitHub Actions shows as annotations beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from lint.finding import Finding, Severity
from lint.reports.printable import one_line, visible
from lint.reports.remark import remark
from lint.reports.run import Look, Run

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# As https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts escapes them; "%" must come first.
_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))


def render(run: Run, _look: Look) -> Iterator[str]:
    """One command for every finding that nobody suppressed, and an error for every failure."""
    for finding in run.open_findings:
        where = {"file": visible(finding.path), **_position(finding)}
        yield _command(_COMMANDS[finding.severity], where | {"title": one_line(finding.rule)}, "\n".join(remark(finding)))
    for failure in run.failures:
        where = {"file": visible(failure.path), "line": str(failure.line or 1)}
        yield _command("error", where | {"title": "could not be checked"}, one_line(failure.message))


def _position(finding: Finding) -> dict[str, str]:
    place = finding.place
    if place.whole_article:
        return {"line": "1"}
    if place.line != place.end_line:
        # The runner rejects columns in an annotation of several lines (actions/runner#1175).
        return {"line": str(place.line), "endLine": str(place.end_line)}
    return {
        "line": str(place.line),
        "col": str(place.column),
        "endLine": str(place.end_line),
        "endColumn": str(place.end_column),
    }


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_escape(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escape(message, _DATA)}\n"


def _escape(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for character, code in table:
        text = text.replace(character, code)
    return text
