"""Every wording in disclaimer_wordings.yaml is judged through the real engine as a careful editor would judge it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lint.engine import Engine
from lint.readers import read
from lint.rulebook import packaged

WORDINGS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("disclaimer_wordings.yaml").read_text(encoding="utf-8")
)
STATES = {"disclaimer-missing": "none", "disclaimer-partial": "partial", "disclaimer-linked-only": "linked"}
ARTICLE = """# Living with gout

Gout is a kind of arthritis. Crystals of urate form in a joint, often in the big toe, and the joint turns hot and painful within
hours. Colchicine calms an attack, and allopurinol lowers urate so that fewer attacks follow.

"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(rule for rule in packaged().rules if rule.name in STATES)


def judged(engine: Engine, text: str) -> str:
    whole = text.startswith(("---", "<!doctype"))
    path = "article.html" if text.startswith("<!doctype") else "article.md"
    article = read((text if whole else ARTICLE + text).encode(), path)
    rules = {rule.name: rule.severity for rule in packaged().rules if rule.name in STATES}
    states = [STATES[finding.rule] for finding in engine.lint(article, rules).findings]
    return states[0] if states else "full"


@pytest.mark.parametrize("wording", WORDINGS, ids=[f"{n}-{w['expected']}" for n, w in enumerate(WORDINGS, 1)])
def test_a_wording_is_judged_as_an_editor_would(engine: Engine, wording: dict[str, Any]) -> None:
    assert judged(engine, wording["text"]) == wording["expected"]


def test_there_are_wordings_of_every_kind() -> None:
    assert len(WORDINGS) >= 150
    assert {wording["expected"] for wording in WORDINGS} == {"none", "partial", "full", "linked"}
