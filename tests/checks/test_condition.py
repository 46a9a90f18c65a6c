"""Conditions around a hit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint.checks.page import Page
from lint.engine import Engine, Publisher
from lint.finding import Finding
from lint.readers import read
from lint.rule import Rule, parse_rule
from lint.strictyaml import load_file

RULE = """\
name: shop
kind: phrase
severity: warning
summary: Sells.
message: "“{text}”"
why: It sells.
instead: Leave it out.
examples:
  bad: [x]
  good: [x]
"""
SHOP_LINK = (
    RULE
    + """\
patterns: [<link>]
where:
  link: ["*shop.example*"]
unless:
  link: ["*/returns*"]
"""
)
SHOP_WORD = (
    RULE
    + """\
patterns: [salt]
where:
  link: ["*shop.example*"]
"""
)
NAMED_HOUSE = (
    RULE
    + """\
patterns: [visit <brand>]
unless:
  title: [refunds]
"""
)


def found(rule_text: str, text: str, folder: Path, brands: tuple[str, ...] = ()) -> list[str]:
    path = folder / "rule.yaml"
    path.write_text(rule_text)
    rule = parse_rule(load_file(path), "promotion")
    outcome = Engine([rule], Publisher(brands=brands)).lint(read(text.encode(), "page.md"), {rule.name: rule.severity})
    return [finding.place.text for finding in outcome.findings]


def test_a_link_is_judged_by_its_address(tmp_path: Path) -> None:
    text = "Try [our salt](https://shop.example/salt), or read [the trial](https://journal.example/1) first."
    assert found(SHOP_LINK, text, tmp_path) == ["our salt"]


def test_a_link_can_excuse(tmp_path: Path) -> None:
    assert found(SHOP_LINK, "See [how to send it back](https://shop.example/returns).", tmp_path) == []


def test_words_beside_a_link_are_no_link(tmp_path: Path) -> None:
    assert found(SHOP_WORD, "Salt is cheap [here](https://shop.example/).", tmp_path) == []


def test_a_configured_name_is_the_publishers(tmp_path: Path) -> None:
    text = "Visit Oak Lane on Monday, or visit Elm Row."
    assert found(NAMED_HOUSE, text, tmp_path, ("Oak Lane",)) == ["Visit Oak Lane"]


def test_a_title_can_excuse(tmp_path: Path) -> None:
    text = "# Refunds\n\nVisit Oak Lane on Monday."
    assert found(NAMED_HOUSE, text, tmp_path, ("Oak Lane",)) == []


CONDITIONS = {
    "where-overlap": "where: {overlap: [hot soup]}",
    "unless-overlap": "unless: {overlap: ['[hot|cold] soup']}",
    "where-sentence": "where: {sentence: [salt]}",
    "unless-sentence": "unless: {sentence: [salt]}",
    "where-before": "where: {before: [salt]}",
    "where-after": "where: {after: [salt]}",
    "where-near": "where: {near: [salt]}",
    "where-block": "where: {block: [salt]}",
    "where-heading": "where: {heading: [salt]}",
    "where-stem": "where: {stem: [salt]}",
    "where-title": "where: {title: [salt]}",
    "where-article": "where: {article: [salt]}",
    "where-context": "where: {context: [question, quoted]}",
    "where-role": "where: {role: [list-item, heading]}",
    "where-all": "where: {sentence: [salt], heading: [winter]}",
    "unless-any": "unless: {sentence: [salt], heading: [winter]}",
    "both": "where: {sentence: [salt]}\nunless: {sentence: [pepper]}",
}


@pytest.fixture(scope="module")
def lint(
    rule_of: Callable[[str], Rule], findings_of: Callable[..., Callable[..., list[Finding]]]
) -> Callable[..., list[Finding]]:
    heads = "roles: [heading, paragraph, list-item, table-cell]\npatterns: [soup]\nkind: phrase\n"
    return findings_of([rule_of(f"name: {name}\n{heads}{condition}") for name, condition in CONDITIONS.items()])


@pytest.mark.parametrize(
    ("rule", "text", "count"),
    [
        ("where-overlap", "Hot soup, cold soup, and soup.", 1),
        ("unless-overlap", "Hot soup, cold soup, and soup.", 1),
        ("where-sentence", "Salt goes into soup. Soup is good.", 1),
        ("unless-sentence", "Salt goes into soup. Soup is good.", 1),
        ("where-before", "Salt it. Soup is good. Soup is hot.", 1),
        ("where-before", "Salt it.\n\nSoup is good.", 1),
        ("where-before", "Salt it.\n\n## Meals\n\nSoup is good.", 0),
        ("where-before", "## Salt\n\nSoup is good.", 0),
        ("where-after", "Soup is hot. Soup is good. Salt it.", 1),
        ("where-after", "Soup is good.\n\n## Salt it", 0),
        ("where-near", "Soup with salt.", 1),
        ("where-near", "Salt it. Wait. Wait. Soup is good. Soup is hot.", 1),
        ("where-near", "# Salt\n\nSoup is good.", 1),
        ("where-near", "Soup is good. Salt it.", 0),
        ("where-block", "Soup is good. Wait. Wait. Wait. Salt it.\n\nSoup is hot.", 1),
        ("where-heading", "# Salt\n\nWait.\n\n## Meals\n\nSoup is good.\n\n# Rest\n\nSoup is hot.", 1),
        ("where-heading", "# Salt and soup", 0),
        ("where-stem", "Now salt the soup:\n\n- soup\n- soup again\n\nSoup is good.", 2),
        ("where-stem", "Salt it. Then wait:\n\n- soup", 0),
        ("where-stem", "Salt this:\n\n- one\n  - soup\n", 1),
        ("where-stem", "| salt | rest |\n|-|-|\n| soup | soup |\n", 2),
        ("where-stem", "| a | rest |\n|-|-|\n| b | soup |\n", 0),
        ("where-title", "# Salt\n\n## Meals\n\nSoup is good.", 1),
        ("where-title", "---\ntitle: On salt\n---\n# Meals\n\nSoup is good.", 1),
        ("where-title", "# Meals\n\n## Salt\n\nSoup is good.", 0),
        ("where-article", "Soup is good.\n\n# Rest\n\n- salt", 1),
        ("where-article", "Soup is good.", 0),
        ("where-context", "Is soup good? Soup is good.", 1),
        ("where-context", "They call it “soup” and soup.", 1),
        ("where-role", "# Soup\n\nSoup is good.\n\n- soup", 2),
        ("where-all", "# Winter\n\nSalt goes into soup. Soup is good.\n\n# Summer\n\nSalt goes into soup.", 1),
        ("unless-any", "# Winter\n\nSoup is good.\n\n# Summer\n\nSalt goes into soup. Soup is good.", 1),
        ("both", "Salt goes into soup. Salt and pepper go into soup. Soup is good.", 1),
    ],
)
def test_where_a_condition_looks(lint: Callable[..., list[Finding]], rule: str, text: str, count: int) -> None:
    assert len(lint(text, rule)) == count


def test_what_a_block_holds_is_looked_up_once(
    rule_of: Callable[[str], Rule], findings_of: Callable[..., Callable[..., list[Finding]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lint = findings_of([rule_of("name: soup\nkind: phrase\npatterns: [soup]\nwhere: {block: [salt]}")])
    looked: list[int] = []
    holds = Page.holds
    monkeypatch.setattr(Page, "holds", lambda page, pattern, sentence: looked.append(1) or holds(page, pattern, sentence))
    assert len(lint("Soup is good. " * 30 + "Salt it.", "soup")) == 30
    assert len(looked) == 31
