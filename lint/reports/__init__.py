"""The formats that findings can be printed in: for people, for other programs, for code hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lint.reports import concise, github, json, sarif, text
from lint.reports.run import Look, RuleInfo, Run, Tally

__all__ = ["FORMATS", "Look", "RuleInfo", "Run", "Tally"]

#: By name, what turns a run into text. The pieces, joined, are the whole output with its last line end.
FORMATS: dict[str, Callable[[Run, Look], Iterator[str]]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
}
