"""Texts and the fixes of their findings -> texts that are fixed; nothing here reads or writes a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lint.finding import Finding

MOST_PASSES = 5

Relint = Callable[[str], Sequence[Finding]]
"""A new text of the article to its findings that may be fixed."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after its fixes, and how many there were of each rule."""

    text: str
    fixes: Counter[str] = field(default_factory=Counter)


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that nobody suppressed and that have a fix: a safe one, or with ``unsafe`` any."""
    return [f for f in findings if f.suppressed is None and f.fix is not None and (unsafe or f.fix.safe)]


def once(text: str, findings: Iterable[Finding]) -> Fixed:
    """The text with the findings' fixes, each in its place; of those that overlap the first.

    Raises ValueError where the words at a place are not those that the fix was made for.
    """
    parts: list[str] = []
    count: Counter[str] = Counter()
    at, latest = 0, -1
    for finding in sorted(findings, key=lambda f: (f.fix.place.start, f.fix.place.end) if f.fix else (0, 0)):
        fix = finding.fix
        if fix is None or fix.place.start < at or fix.place.start == latest:
            continue
        if text[fix.place.start : fix.place.end] != fix.place.text:
            raise ValueError(f"the text does not read {fix.place.text!r} at {fix.place.start}")
        parts += [text[at : fix.place.start], fix.text]
        at, latest = fix.place.end, fix.place.start
        count[finding.rule] += 1
    return Fixed("".join([*parts, text[at:]]), count)
