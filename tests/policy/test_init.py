from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lint.finding import Finding, Place, Severity, Suppression
from lint.policy import Taken, apply, marked


def finding(rule: str) -> Finding:
    return Finding("a.md", "claims", rule, Severity.ERROR, "m", "w", "s", Place(0, 1, 1, 1, 1, 2, "x"))


@dataclass
class Without:
    rule: str
    name: str = "without"

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        return [found for found in findings if found.rule != self.rule]


@dataclass
class Silence:
    rule: str
    name: str = "silence"

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        return [replace(f, suppressed=Suppression("known", 1)) if f.rule == self.rule else f for f in findings]


def test_without_steps_everything_is_left() -> None:
    assert apply([], [finding("a")]) == ([finding("a")], [])


def test_each_step_sees_what_the_one_before_let_through() -> None:
    left, trace = apply([Without("a"), Without("b")], [finding("a"), finding("b"), finding("b"), finding("c")])
    assert left == [finding("c")]
    assert trace == [
        Taken("without", Counter(a=1, b=2, c=1), Counter(b=2, c=1)),
        Taken("without", Counter(b=2, c=1), Counter(c=1)),
    ]


def test_a_finding_marked_as_suppressed_goes_on_and_is_counted_as_kept_back() -> None:
    left, trace = apply([Silence("a")], [finding("a"), finding("b")])
    assert [f.rule for f in left] == ["a", "b"]
    assert trace == [Taken("silence", Counter(a=1, b=1), Counter(b=1))]


def test_what_was_marked_before_the_chain_is_told_from_the_findings() -> None:
    findings = Silence("a").apply([finding("a"), finding("b")])
    assert marked("silence", findings) == Taken("silence", Counter(a=1, b=1), Counter(b=1))
