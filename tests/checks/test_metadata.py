"""What an article says about itself, in its metadata or on the page, and claims that need something behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import Engine
from lint.readers import read
from lint.rule import parse_rule
from lint.strictyaml import load_file

HEAD = """\
name: r
kind: metadata
severity: info
summary: s
message: "{text}"
why: w
instead: i
examples:
  bad: [x]
  good: [x]
"""
KEEPER = HEAD + "keys: [keeper, kept_by]\nsaid_by: ['kept by <capitalised>']\n"
TESTED = HEAD + "patterns: [tested daily]\nkeys: [tester]\nreferences_count: true\nunless:\n  context: [negated, question]\n"


def found(tmp_path: Path, rule_text: str, article: str, name: str = "a.md") -> list[str]:
    path = tmp_path / "r.yaml"
    path.write_text(rule_text)
    rule = parse_rule(load_file(path), "metadata")
    return [finding.message for finding in Engine([rule]).lint(read(article.encode(), name), {"r": rule.severity}).findings]


@pytest.mark.parametrize(
    ("article", "fires"),
    [
        ("A lighthouse.", True),
        ("---\nkeeper: Ada\n---\nA lighthouse.", False),
        ("---\nKept_By: Ada\n---\nA lighthouse.", False),
        ("---\nkeeper: ' '\n---\nA lighthouse.", True),
        ("---\nkeeper: []\n---\nA lighthouse.", True),
        ("A lighthouse, kept by Ada.", False),
        ("A lighthouse, kept by a family.", True),
    ],
)
def test_a_key_or_the_page_must_say_it(tmp_path: Path, article: str, fires: bool) -> None:
    assert found(tmp_path, KEEPER, article) == ([""] if fires else [])


def test_schema_org_data_speaks_for_a_page(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"@type": "Place", "Keeper": %s}</script>'
    page = f"<html><head>{data}</head><body><p>A lighthouse.</p></body></html>"
    assert found(tmp_path, KEEPER, page % '"Ada"', "a.html") == []
    assert found(tmp_path, KEEPER, page % '""', "a.html") == [""]


@pytest.mark.parametrize(
    ("article", "claims"),
    [
        ("The lamp is tested daily. Tested daily, it never fails.", ["tested daily"]),
        ("The lamp is never tested daily.", []),
        ("Is the lamp tested daily?", []),
        ("The lamp is old.", []),
        ("---\ntester: Ada\n---\nThe lamp is tested daily.", []),
        ("The lamp is tested daily.[^1]\n\n[^1]: Ada's log, 1901.", []),
    ],
)
def test_a_claim_is_reported_once_and_where_it_stands(tmp_path: Path, article: str, claims: list[str]) -> None:
    assert found(tmp_path, TESTED, article) == claims
