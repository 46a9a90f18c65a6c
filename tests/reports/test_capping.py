from __future__ import annotations

from collections.abc import Callable

from lint.finding import Finding, Severity
from lint.reports.capping import cap


def test_the_gravest_then_surest_stay_in_the_order_of_the_text(make_finding: Callable[..., Finding]) -> None:
    weights = [(1, 0.5), (1, 0.9), (2, 0.1), (1, 0.6), (1, 0.9), (1, 0.4), (1, 0.7)]
    claims = [
        make_finding("Sip", family="claims", message=str(at), severity=Severity(severity), confidence=confidence)
        for at, (severity, confidence) in enumerate(weights)
    ]
    assert [(finding.message, left_out) for finding, left_out in cap(claims)] == [
        ("1", 0),
        ("2", 0),
        ("3", 0),
        ("4", 0),
        ("6", 2),
    ]


def test_each_capped_family_has_its_own_limit_and_other_families_none(make_finding: Callable[..., Finding]) -> None:
    findings = [make_finding("Sip", family=family) for family in ("claims", "dosing", "promotion") * 6]
    kept = cap(findings)
    assert [finding.family for finding, left_out in kept if left_out == 1] == ["claims", "promotion"]
    assert sum(finding.family == "dosing" for finding, _ in kept) == 6
    assert len(kept) == 16


def test_equals_stay_by_position(make_finding: Callable[..., Finding]) -> None:
    claims = [make_finding("Sip", family="claims", message=str(at)) for at in range(8)]
    assert [finding.message for finding, _ in cap(claims)] == ["0", "1", "2", "3", "4"]
