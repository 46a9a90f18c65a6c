"""Notation is judged the same whatever space a typographer put between a number and its unit, and a fix leaves that space."""

from __future__ import annotations

import re

import pytest

from lint.engine import Engine
from lint.finding import Finding
from lint.readers import read
from lint.rulebook import packaged

EXAMPLES = {
    f"{rule.name} {number}": (rule, text)
    for rule in packaged().rules
    if rule.family == "notation"
    for number, text in enumerate(rule.examples.bad)
    if re.search(r"\d \S", text)
}


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"], ids=["no-break", "narrow", "thin"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_space_hides_what_is_wrong(shipped_engine: Engine, name: str, space: str) -> None:
    rule, text = EXAMPLES[name]

    def found(article: str) -> list[tuple[str, str, str]]:
        findings: tuple[Finding, ...] = shipped_engine.lint(read(article.encode(), "a.md"), {rule.name: rule.severity}).findings
        return [(f.place.text, f.fix.text if f.fix else "", f.message) for f in findings]

    plain = found(text)
    assert plain
    spaced = found(re.sub(r"(?<=\d) (?=\S)", space, text))
    assert [tuple(said.replace(space, " ") for said in one) for one in spaced] == plain
    assert not [fix for words, fix, _ in spaced if fix and space in words and space not in fix]
