"""The formats that findings can be printed in: for people, for other programs, for code hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from lint.reports.run import Look, RuleInfo, Run, Tally

__all__ = ["FORMATS", "Look", "RuleInfo", "Run", "Tally"]

#: Turns a run into text. The pieces, joined, are the whole output with its last line end.
Render = Callable[[Run, Look], Iterator[str]]


def _format(name: str) -> Render:
    """The ``render`` of the module of this name, which is loaded when it is first used: a run prints one format or two."""

    def render(run: Run, look: Look) -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"lint.reports.{name}").render(run, look)
        return pieces

    return render


FORMATS: dict[str, Render] = {
    name: _format(name)
    for name in ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")
}
