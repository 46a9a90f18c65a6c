"""Reviewdog's Diagnostic Format, with which findings become review comments on any code host that reviewdog knows.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf describes it. Its columns count bytes of UTF-8, and its
messages are posted as they are into comments that code hosts render as Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, groupby

from lint.checked import Failure
from lint.finding import Finding, Place
from lint.reports.excerpt import split_lines
from lint.reports.inert import inert, inert_line
from lint.reports.printable import address, one_line, visible
from lint.reports.remark import FAILURE, remark
from lint.reports.run import Look, Run
from lint.reports.streaming import json_object

Json = dict[str, object]
#: From a line and a column in code points to the column in bytes.
_ByteColumn = Callable[[int, int], int]

_STRIDE = 4096


def render(run: Run, _look: Look) -> Iterator[str]:
    """One diagnostic for every finding that nobody suppressed, then one for every failure."""
    yield from json_object({"source": {"name": "healthlint"}}, {"diagnostics": _diagnostics(run)})
    yield "\n"


def _diagnostics(run: Run) -> Iterator[Json]:
    for path, findings in groupby(run.open_findings, key=lambda finding: finding.path):
        byte_column = _byte_columns(run.sources[path]) if path in run.sources else None
        for finding in findings:
            yield _diagnostic(finding, byte_column)
    yield from map(_failed, run.failures)


def _diagnostic(finding: Finding, byte_column: _ByteColumn | None) -> Json:
    code = {"value": one_line(finding.rule)}
    if finding.standards:
        code["url"] = address(finding.standards[0].url)
    diagnostic: Json = {
        "message": "\n".join(map(inert_line, remark(finding))),
        "location": _location(finding.path, finding.place, byte_column),
        "severity": str(finding.severity).upper(),
        "code": code,
    }
    if finding.fix and finding.fix.safe and byte_column:
        diagnostic["suggestions"] = [{"range": _range(finding.fix.place, byte_column), "text": finding.fix.text}]
    return diagnostic


def _location(path: str, place: Place, byte_column: _ByteColumn | None) -> Json:
    """Without a range it is about the whole file."""
    location: Json = {"path": visible(path)}
    if not place.whole_article:
        location["range"] = _range(place, byte_column)
    return location


def _range(place: Place, byte_column: _ByteColumn | None) -> Json:
    """Whole lines where the text of the article is not at hand."""
    if byte_column is None:
        return {"start": {"line": place.line}, "end": {"line": place.end_line}}
    return {
        "start": {"line": place.line, "column": byte_column(place.line, place.column)},
        "end": {"line": place.end_line, "column": byte_column(place.end_line, place.end_column)},
    }


def _failed(failure: Failure) -> Json:
    location: Json = {"path": visible(failure.path)}
    if failure.line is not None:
        location["range"] = {"start": {"line": failure.line}}
    message = f"Could not be checked: {inert(one_line(failure.message))}"
    return {"message": message, "location": location, "severity": "ERROR", "code": {"value": FAILURE}}


def _byte_columns(source: str) -> _ByteColumn:
    """What makes a column in bytes of a column in code points, both from 1, given the line; the bytes of an article that is
    one long line are counted once, not once a finding."""
    lines = split_lines(source)

    @cache
    def bytes_before(line: int) -> list[int]:
        text = lines[line - 1]
        return [0, *accumulate(_bytes(text[at : at + _STRIDE]) for at in range(0, len(text), _STRIDE))]

    def byte_column(line: int, column: int) -> int:
        whole, rest = divmod(column - 1, _STRIDE)
        start = whole * _STRIDE
        return bytes_before(line)[whole] + _bytes(lines[line - 1][start : start + rest]) + 1

    return byte_column


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))
