"""What an editor found in the two founding articles, which stand beside the repository and are not copied into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from lint.engine import Engine
from lint.finding import Finding, Severity
from lint.readers import read
from lint.rulebook import packaged

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="there is no ../shared/seeds beside this checkout")


@cache
def findings(prefix: str) -> tuple[Finding, ...]:
    path = next(SEEDS.glob(f"{prefix}_*.txt"))
    rules = [rule for rule in packaged().rules if rule.enabled]
    outcome = Engine(rules).lint(read(path.read_bytes(), path.name), {rule.name: rule.severity for rule in rules})
    assert outcome.skipped == ""
    return outcome.findings


def rules_of(prefix: str, family: str) -> set[str]:
    return {f.rule for f in findings(prefix) if f.family == family and f.severity >= Severity.WARNING}


def words_of(prefix: str, family: str) -> list[str]:
    return [f.place.text for f in findings(prefix) if f.family == family and f.severity >= Severity.WARNING]


def test_the_first_has_no_disclaimer() -> None:
    assert rules_of("000", "disclaimer") == {"disclaimer-missing"}


def test_the_first_has_no_reference_at_all() -> None:
    assert any(finding.place.whole_article for finding in findings("000") if finding.family == "claims")


@pytest.mark.parametrize("prefix", ["000", "004"])
def test_pharmacology_and_signs_of_misuse_are_no_dosing_instructions(prefix: str) -> None:
    assert words_of(prefix, "dosing") == []


@pytest.mark.parametrize("prefix", ["000", "004"])
def test_both_warn_against_stopping_suddenly_or_name_supervision(prefix: str) -> None:
    assert rules_of(prefix, "safety") == set()


def test_the_disclaimer_of_the_second_is_accepted() -> None:
    assert rules_of("004", "disclaimer") == set()


@pytest.mark.parametrize("call", ["addiction specialists can", "contact The Recovery Village"])
def test_the_calls_to_action_of_the_second_are_promotion(call: str) -> None:
    text = next(SEEDS.glob("004_*.txt")).read_bytes().decode()
    start = text.index(call)
    places = [f.place for f in findings("004") if f.family == "promotion" and f.severity >= Severity.WARNING]
    assert any(place.start < start + len(call) and place.end > start for place in places)


def test_brand_names_of_medicines_are_no_promotion() -> None:
    assert not [words for words in words_of("004", "promotion") if "Klonopin" in words or "Xanax" in words]


@pytest.mark.parametrize(("rule", "word"), [("review-claim-unsupported", "reviewed"), ("sourcing-claim-unsupported", "cited")])
def test_the_second_claims_what_nothing_bears_out(rule: str, word: str) -> None:
    (claim,) = [finding.place.text for finding in findings("004") if finding.rule == rule]
    assert word in claim
