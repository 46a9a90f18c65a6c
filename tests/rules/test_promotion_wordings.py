"""Every wording in promotion_wordings.yaml is judged through the real engine as a careful editor would judge it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lint.engine import Engine
from lint.finding import Severity
from lint.readers import read
from lint.rulebook import packaged

WORDINGS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("promotion_wordings.yaml").read_text(encoding="utf-8"))
RULES = [rule for rule in packaged().rules if rule.family == "promotion" and rule.enabled]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(RULES)


def reported(engine: Engine, wording: dict[str, Any]) -> bool:
    """Is any of the wording's text reported, at a severity that is shown?"""
    article = read(wording["page"].encode(), "article.md")
    start = article.text.index(wording["text"])
    end = start + len(wording["text"])
    findings = engine.lint(article, {rule.name: rule.severity for rule in RULES}).findings
    return any(f.severity >= Severity.WARNING and f.place.start < end and f.place.end > start for f in findings)


def case(number: int, wording: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="the rules do not see it yet")] if wording.get("unmet") else []
    return pytest.param(wording, id=f"{number}-{'sells' if wording['promotional'] else 'informs'}", marks=marks)


@pytest.mark.parametrize("wording", [case(n, w) for n, w in enumerate(WORDINGS, 1)])
def test_a_wording_is_judged_as_an_editor_would(engine: Engine, wording: dict[str, Any]) -> None:
    assert reported(engine, wording) == wording["promotional"]


def test_there_are_wordings_of_both_kinds_and_few_are_unmet() -> None:
    selling = [w for w in WORDINGS if w["promotional"]]
    assert len(WORDINGS) >= 250
    assert len(WORDINGS) - len(selling) >= 0.4 * len(WORDINGS)
    assert sum(w.get("unmet", False) for w in selling) <= 0.15 * len(selling)
