"""``phrase``: words that must not stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.checks.page import Page
from lint.finding import Finding
from lint.language.reading import Sentence
from lint.rule import Rule

Lint = Callable[..., list[Finding]]
RULES = {
    "plain": "patterns: [hot soup, soup]",
    "headings": "patterns: [soup]\nroles: [heading]",
    "scored": "patterns: [soup]\nscore: {head: claim, at_least: '0.5'}",
    "score-alone": "score: {head: promotion, at_least: '0.5'}",
}


@pytest.fixture(scope="module")
def lint(rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Lint]) -> Lint:
    return findings_of([rule_of(f"name: {name}\nkind: phrase\n{special}") for name, special in RULES.items()])


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scorer that believes in salt: sentences with the word score 0.75, others 0.25."""
    monkeypatch.setattr(Page, "score", lambda _page, _head, sentence: 0.75 if salty(sentence) else 0.25)


def salty(sentence: Sentence) -> bool:
    return "salt" in sentence.features


def words(findings: list[Finding]) -> list[str]:
    return [finding.place.text for finding in findings]


def test_of_places_that_overlap_the_longest_is_reported(lint: Lint) -> None:
    assert words(lint("We eat hot soup, then soup.", "plain")) == ["hot soup", "soup"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# Soup", 1),
        ("Soup", 1),
        ("- Soup", 1),
        ("> Soup", 1),
        ("| Soup |\n|-|\n", 1),
        ("Rest.[^1]\n\n[^1]: Soup", 1),
        ("```\nSoup\n```", 0),
        ("---\ntitle: Soup\n---\nRest.", 0),
        ("# References\n\n1. Soup, 2020", 0),
    ],
)
def test_a_rule_looks_at_the_running_text_unless_it_names_roles(lint: Lint, text: str, count: int) -> None:
    assert len(lint(text, "plain")) == count


def test_a_rule_may_name_the_roles_it_looks_at(lint: Lint) -> None:
    assert words(lint("# Hot soup\n\nHot soup.", "headings")) == ["soup"]


@pytest.mark.usefixtures("scores")
def test_a_score_may_be_needed_beside_the_words(lint: Lint) -> None:
    [finding] = lint("Soup needs salt. Soup is good. Salt it.", "scored")
    assert (finding.place.start, finding.confidence) == (0, 0.75)


@pytest.mark.usefixtures("scores")
def test_a_rule_without_patterns_reports_the_sentences_that_score(lint: Lint) -> None:
    assert words(lint("“Salt helps!”[1] Rest is good. See [salt](/s).", "score-alone")) == ["Salt helps", "See [salt"]


@pytest.mark.usefixtures("scores")
def test_a_rule_without_patterns_leaves_sentences_that_another_rule_of_its_family_reports(lint: Lint) -> None:
    assert words(lint("Salt the hot soup. Salt the rest.", "score-alone")) == ["Salt the rest"]


@pytest.mark.usefixtures("scores")
def test_conditions_and_roles_hold_for_a_rule_without_patterns(
    rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Lint]
) -> None:
    special = "score: {head: dosing, at_least: '0.5'}\nunless: {sentence: [perhaps]}\nroles: [paragraph]"
    lint = findings_of([rule_of(f"name: excused\nkind: phrase\n{special}")])
    assert words(lint("Perhaps salt helps. Salt heals.\n\n- salt again", "excused")) == ["Salt heals"]


def test_a_sentence_without_a_word_is_never_scored_high_enough(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "score", lambda _page, _head, _sentence: 1.0)
    assert words(lint("((((\n\nRest.", "score-alone")) == ["Rest"]
