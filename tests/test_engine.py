"""The order of things: which hits of several rules become findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import Engine
from lint.finding import Severity
from lint.readers import read
from lint.rulebook import read_pack


@pytest.mark.parametrize(
    ("active", "reported"),
    [
        ({"swallow-pebbles", "best-soup"}, ["swallow-pebbles", "best-soup"]),
        ({"best-soup"}, ["best-soup", "best-soup"]),
    ],
)
def test_a_rule_keeps_quiet_in_a_sentence_that_a_rule_it_yields_to_reports(
    site: Path, active: set[str], reported: list[str]
) -> None:
    soup = site / "pack/promotion/best-soup.yaml"
    soup.write_text(soup.read_text() + "yields_to: [swallow-pebbles]\n")
    rules = read_pack(site / "pack").rules
    article = read(b"# Health\n\nSwallow 5 pebbles with the best soup. Here is the best soup.", "a.md")
    outcome = Engine(rules).lint(article, dict.fromkeys(active, Severity.WARNING))
    assert [finding.rule for finding in outcome.findings] == reported
