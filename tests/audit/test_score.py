"""The score falls with every violation, is full where there is nothing to say, and is the sum of its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.audit.score import GRACE, ITEMS, PARTS, POINTS, score
from lint.finding import Finding, Place, Severity, Suppression
from lint.ledger import Claim, Ledger, Support
from lint.rule import FAMILIES

ALL = frozenset({"authorship", "attribution", "disclosure", "currency"})
CLAIM_RULES = {"claim-cause": 5, "claim-safety": 2, "claim-named-only": 9}
DOCUMENT = Path(__file__).parents[2] / "docs" / "score.md"


def finding(family: str, severity: Severity, rule: str = "some-rule", at: int = 0, suppressed: bool = False) -> Finding:
    place = Place(at, at + 5, 1, 1, 1, 6, "words")
    reason = Suppression("so it stays", 1) if suppressed else None
    return Finding("a.md", family, rule, severity, "m", "w", "i", place, around=(at, at + 5), suppressed=reason)


def claim(at: int, support: Support, risk: int = 5) -> Claim:
    return Claim("cause", risk, Place(at, at + 5, 1, 1, 1, 6, "words"), "words", "", support)


severities = st.sampled_from(list(Severity))
findings = st.builds(
    finding,
    st.sampled_from(FAMILIES),
    severities,
    st.sampled_from(["some-rule", *CLAIM_RULES]),
    st.integers(0, 3),
    st.booleans(),
)
ledgers = st.builds(
    Ledger,
    st.lists(st.builds(claim, st.integers(0, 3), st.sampled_from(list(Support)), st.integers(1, 9))).map(tuple),
    st.just(()),
    st.sets(st.sampled_from(sorted(ALL))).map(frozenset),
)


@given(st.lists(findings), findings, ledgers)
def test_a_further_violation_never_raises_it_or_a_part(found: list[Finding], further: Finding, ledger: Ledger) -> None:
    before, after = (score(some, ledger, CLAIM_RULES) for some in (found, [*found, further]))
    assert all(after[name] <= before[name] for name in before)


@given(st.lists(findings), ledgers)
def test_it_is_the_sum_of_its_parts_and_lies_between_0_and_100(found: list[Finding], ledger: Ledger) -> None:
    parts = score(found, ledger, CLAIM_RULES)
    total = parts.pop("")
    assert total == pytest.approx(sum(parts.values()))
    assert 0 <= total <= 100
    assert all(0 <= value <= PARTS[name].weight for name, value in parts.items())


@given(st.lists(findings), ledgers)
def test_a_further_reference_never_lowers_it(found: list[Finding], ledger: Ledger) -> None:
    more = Ledger((*ledger.claims, claim(9, Support.LINK)), (), ledger.benchmark)
    assert score(found, more, CLAIM_RULES)["claims"] >= score(found, ledger, CLAIM_RULES)["claims"]


def test_it_is_full_where_there_is_nothing_to_say() -> None:
    backed = Ledger((claim(0, Support.LINK),), (), ALL)
    assert score([finding("dosing", Severity.ERROR, suppressed=True)], backed, CLAIM_RULES)[""] == 100


def test_each_error_halves_a_part_as_three_warnings_and_twelve_hints_do() -> None:
    for severity, number in ((Severity.ERROR, 1), (Severity.WARNING, 3), (Severity.INFO, 12)):
        parts = score([finding("dosing", severity)] * number, Ledger(benchmark=ALL), CLAIM_RULES)
        assert parts["dosing"] == PARTS["dosing"].weight / 2
        assert parts[""] == 100 - parts["dosing"]


def test_an_unbacked_claim_weighs_by_its_risk_and_half_if_its_source_is_named() -> None:
    named = Ledger((claim(0, Support.NAMED),), (), ALL)
    bare = Ledger((claim(0, Support.NONE),), (), ALL)
    weight = PARTS["claims"].weight
    grave, light = (
        score([finding("claims", Severity.WARNING, rule)], bare, CLAIM_RULES)["claims"]
        for rule in ("claim-safety", "claim-cause")
    )
    assert (grave, light) == (round(weight * GRACE / (GRACE + 8), 2), round(weight * GRACE / (GRACE + 5), 2))
    half = score([finding("claims", Severity.INFO, "claim-named-only")], named, CLAIM_RULES)["claims"]
    assert half == round(weight * GRACE / (GRACE + 0.5), 2)


def test_a_missing_item_of_the_benchmark_takes_its_share() -> None:
    assert score([], Ledger(benchmark=ALL - {"disclosure"}), CLAIM_RULES)["transparency"] == 0.75 * PARTS["transparency"].weight


def test_the_page_about_it_says_what_the_code_does() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| ([\w, ]+) \|", page, re.MULTILINE)
    assert {name: (float(w), float(h), tuple(f.split(", "))) for name, w, h, f in rows} == {
        name: (part.weight, part.half, part.families) for name, part in PARTS.items()
    }
    for severity, points in POINTS.items():
        assert f"{severity} {points:g}" in page
    assert f"{GRACE:g}" in page
    assert f"of the {ITEMS} items" in page
    assert sum(part.weight for part in PARTS.values()) == 100
