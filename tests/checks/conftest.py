"""Rules written in a test, on an engine that is built once a module: building one takes a quarter of a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lint.engine import Engine
from lint.finding import Finding
from lint.readers import read
from lint.rule import Rule, parse_rule
from lint.strictyaml import load

SHELL = """\
severity: warning
summary: s
message: m
why: w
instead: i
examples:
  bad: [x]
  good: [x]
"""


@pytest.fixture(scope="session")
def rule_of() -> Callable[[str], Rule]:
    """A rule from its name, kind and what is special about it."""
    return lambda text: parse_rule(load(SHELL + text, "rule.yaml"), "promotion")


@pytest.fixture(scope="session")
def findings_of() -> Callable[[list[Rule]], Callable[..., list[Finding]]]:
    """For some rules a function ``(text, rule name, suffix) -> findings``."""

    def build(rules: list[Rule]) -> Callable[..., list[Finding]]:
        engine = Engine(rules)
        severities = {rule.name: rule.severity for rule in rules}

        def lint(text: str, name: str, suffix: str = "md") -> list[Finding]:
            outcome = engine.lint(read(text.encode(), f"a.{suffix}"), {name: severities[name]})
            assert not outcome.skipped
            return list(outcome.findings)

        return lint

    return build
