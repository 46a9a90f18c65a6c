"""What becomes of findings: a chain of named steps, each of which lets some through, and a count of what each kept back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from lint.finding import Finding

__all__ = ["Step", "Taken", "apply", "marked"]


class Step(Protocol):
    """One step of the chain.

    ``apply`` gets the findings of a run, sorted by path and place, and returns those that go on, in the same order; it may
    mark one (``dataclasses.replace``) instead of keeping it back.
    """

    name: str

    def apply(self, findings: Sequence[Finding]) -> list[Finding]: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What one step did: for each rule the number of open findings that came in and that went on."""

    step: str
    came: Counter[str]
    went: Counter[str]


def apply(steps: Iterable[Step], findings: Iterable[Finding]) -> tuple[list[Finding], list[Taken]]:
    """Send findings through the steps.

    Args:
        steps: in the order in which they hold.
        findings: sorted by path and place.
    Returns:
        The findings that are left, and what each step took in and let out.
    """
    left = list(findings)
    trace: list[Taken] = []
    for step in steps:
        came = _open(left)
        left = step.apply(left)
        trace.append(Taken(step.name, came, _open(left)))
    return left, trace


def marked(step: str, findings: Sequence[Finding]) -> Taken:
    """What a step did that marks findings before the chain begins, told from the findings as it left them."""
    return Taken(step, Counter(finding.rule for finding in findings), _open(findings))


def _open(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings if finding.suppressed is None)
