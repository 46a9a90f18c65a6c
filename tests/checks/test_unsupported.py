"""Claims: the score they must reach, the words that need none, and what is noted of those that something backs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.checks.page import Page
from lint.finding import Finding
from lint.rule import Rule

CLAIM = "name: claim\nkind: unsupported\nscore: {head: claim, at_least: '0.5'}\npatterns: [stones]\ncertain: [stones kill]\n"
REST = "name: rest\nkind: unsupported\nscore: {head: claim, at_least: '0.5'}\n"

Lint = Callable[..., list[Finding]]


@pytest.fixture
def lint(rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Lint], monkeypatch: pytest.MonkeyPatch) -> Lint:
    """Sentences on lakes score 0.75, others 0.25."""
    monkeypatch.setattr(Page, "score", lambda _page, _head, sentence: 0.75 if "lakes" in sentence.features else 0.25)
    return findings_of([rule_of(CLAIM), rule_of(REST)])


def test_a_claim_must_reach_the_score_unless_its_words_are_certain(lint: Lint) -> None:
    found = lint("Stones float. Stones float on lakes. Stones kill.", "claim")
    assert [(finding.place.text, finding.confidence) for finding in found] == [("Stones", 0.75), ("Stones", 0.5)]


def test_a_claim_names_the_words_that_weighed_most_where_the_score_decided(lint: Lint) -> None:
    scored, certain = lint("Stones on lakes reduce the risk of cancer. Stones kill.", "claim")
    assert "risk of" in scored.weighed
    assert certain.weighed == ()


def test_a_rule_without_patterns_takes_what_scores_high_and_no_other_rule_took(lint: Lint) -> None:
    found = lint("Stones float on lakes. Sand drifts on lakes. Clay melts.", "rest")
    assert [finding.place.text for finding in found] == ["Sand drifts on lakes"]


def test_what_is_backed_is_reported_by_neither(lint: Lint) -> None:
    text = "Stones float on lakes [1]. According to the CDC, stones kill. Sand drifts on lakes (Okafor, 2019)."
    assert lint(text, "claim") == lint(text, "rest") == []
