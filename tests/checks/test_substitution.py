"""``substitution``: a preferred term or notation, with the exact new words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.checks.substitution import SubstitutionCheck
from lint.finding import Finding
from lint.rule import Rule

Lint = Callable[..., list[Finding]]
RULES = {
    "term": "replacements:\n  - {find: 'broth~', use: soup}\n  - {find: hot water}",
    "zero": r"""
triggers: [<digits>]
replacements:
  - {regex: '\b(\d+)\.0 (mg|g)\b', use: '\1 \2'}
""",
    "stop": r"""
triggers: [<digits>]
replacements:
  - {regex: '\d\s?mg(?P<hit>\.)\s?[a-z]', use: ''}
""",
    "micro": r"""
triggers: [<digits>]
replacements:
  - {regex: '(?:^|[^\w.,])(?P<hit>\.(\d+)) mg', use: '0.\2'}
""",
    "loose": r"""
triggers: [soup]
replacements:
  - {regex: 'x*'}
  - {regex: '\s'}
  - {regex: '(?P<hit>salt)?pepper'}
""",
    "person": """
replacements:
  - {find: 'goners', use: people who left, safe: true}
  - {find: 'qx', use: every month, safe: true}
safe:
  where: {overlap: ['^ goners', 'many goners', qx]}
  unless: {sentence: [salty]}
""",
    "guarded": r"""
triggers: [soup]
roles: [paragraph]
where: {sentence: [salt]}
unless: {overlap: [cold soup]}
replacements:
  - {regex: '(?:cold )?soup', use: broth}
""",
}


@pytest.fixture(scope="module")
def lint(rule_of: Callable[[str], Rule], findings_of: Callable[[list[Rule]], Lint]) -> Lint:
    fixed = "  fixed: [{was: x, becomes: x}]"
    return findings_of([rule_of(f"{fixed}\nname: {name}\nkind: substitution\n{special}") for name, special in RULES.items()])


def changes(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.place.text, finding.fix.text if finding.fix else None) for finding in findings]


def test_the_new_word_begins_as_the_old_one(lint: Lint) -> None:
    text = "Broth and broths, BROTH, and hot water."
    assert changes(lint(text, "term")) == [("Broth", "Soup"), ("broths", "soup"), ("BROTH", "soup"), ("hot water", None)]


def test_a_regular_expression_may_use_its_groups(lint: Lint) -> None:
    assert changes(lint("Take 5.0 mg or 2.0 g.", "zero")) == [("5.0 mg", "5 mg"), ("2.0 g", "2 g")]


def test_a_regular_expression_may_report_a_part_of_its_match(lint: Lint) -> None:
    text = "Take 5 mg. daily, then 6 mg. weekly."
    findings = lint(text, "stop")
    assert [(f.place.start, f.place.end) for f in findings] == [(9, 10), (27, 28)]


def test_places_hold_beside_signs_of_many_bytes(lint: Lint) -> None:
    text = "Naïve – 😀 – take .5 mg &amp; <b>.75</b> mg."
    findings = lint(text, "micro")
    assert changes(findings) == [(".5", "0.5"), (".75", "0.75")]
    assert all(text[f.place.start : f.place.end] == f.place.text for f in findings)


def test_places_hold_in_later_sentences_and_cells(lint: Lint) -> None:
    text = "Rest. Rest more. Take .5 mg.\n\n| a | take .5 mg |\n|-|-|\n"
    assert changes(lint(text, "micro")) == [(".5", "0.5")] * 2


def test_a_regular_expression_is_tried_only_in_sentences_with_a_trigger(lint: Lint) -> None:
    assert changes(lint("The cold broth.\n\nSalt the soup.", "guarded")) == [("soup", "broth")]


def test_a_match_of_nothing_or_of_no_word_is_no_finding(lint: Lint) -> None:
    assert changes(lint("Soup with x and pepper.", "loose")) == [("x", None)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Salt the soup.", 1),
        ("The soup.", 0),
        ("Salt the cold soup.", 0),
        ("- salt the soup", 0),
        ("Salt the cold soup and soup.", 1),
    ],
)
def test_conditions_and_roles_hold(lint: Lint, text: str, count: int) -> None:
    assert len(lint(text, "guarded")) == count


def test_a_regular_expression_runs_once_a_sentence_however_many_triggers_it_holds(
    lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []
    run = SubstitutionCheck._by_regex
    monkeypatch.setattr(SubstitutionCheck, "_by_regex", lambda *given: runs.append(1) or run(*given))
    assert len(lint("Salt soup and soup and soup. Eat the soup.", "guarded")) == 3
    assert len(runs) == 2 * 4  # sentences, and replacements with that trigger


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Many goners eat soup.", True),
        ("Goners eat soup.", True),
        ("- Goners eat soup.", True),
        ("<p>Goners eat soup.</p>", True),
        ("Two goners eat soup.", False),  # where
        ("Many goners eat salty soup.", False),  # unless
        ("# Many goners\n", False),
        ("> Many goners eat soup.", False),
        ("He says: “Many goners eat soup.”", False),
        ("See [many goners](https://a.example/b) there.", False),
        ("Ask <q>many goners</q> there.", False),
        ("Many Goners eat soup.", False),
        ("Goners Eat Soup.", False),
        ("MANY GONERS EAT SOUP.", False),
        ("Many goners, that is, people who left, eat.", False),
        ("Many goners eat soup, and other people who lefty.", True),
        ("Soup QX is soup.", True),
        ("Soup Qx is soup.", False),
    ],
)
def test_a_fix_is_safe_where_the_rule_says_so_and_the_words_are_the_articles_own(lint: Lint, text: str, safe: bool) -> None:
    [finding] = lint(text, "person")
    assert finding.fix is not None
    assert finding.fix.safe is safe


@pytest.mark.parametrize(
    "words", ["non-goners", "goners'", "goners’ soup", "goners/leavers", "many go<b>ners</b>", "`many goners`"]
)
def test_there_is_no_fix_where_it_would_tear_a_word_or_markup(lint: Lint, words: str) -> None:
    assert changes(lint(f"He met {words} there.", "person"))[0][1] is None


def test_words_over_two_cells_have_no_fix(lint: Lint) -> None:
    assert changes(lint("| hot | water |\n|---|---|\n| goners | many |\n", "term")) == [("hot | water", None)]


def test_an_empty_text_to_use_takes_the_words_out(lint: Lint) -> None:
    assert changes(lint("Take 5 mg. daily.", "stop")) == [(".", "")]
