"""Conditions around a hit."""

from __future__ import annotations

from pathlib import Path

from lint.engine import Engine, Publisher
from lint.readers import read
from lint.rule import parse_rule
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
