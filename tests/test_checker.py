"""The outcome of one article, on which no other article has a say."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from lint.checker import Checker
from lint.project import open_project

SOUP = b"This is the best soup of all.\n"
PEBBLES = b"Swallow 5 pebbles at dawn.\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [(PEBBLES, "findings"), (b"Les pommes de terre sont une bonne chose. " * 20, "skipped"), (b"\xff", "failure")],
)
def test_an_outcome_is_findings_or_a_reason_or_a_failure_and_crosses_to_another_process(
    site: Path, data: bytes, what: str
) -> None:
    checked = Checker(open_project(Path())).check("a.md", data)
    assert [name for name in ("findings", "skipped", "failure") if getattr(checked, name)] == [what]
    assert checked.rules == ("swallow-pebbles", "best-soup")
    assert pickle.loads(pickle.dumps(checked)) == checked


def test_rules_of_other_articles_have_no_say(site: Path) -> None:
    """A rule with a score keeps quiet beside a hit of its family, but not beside one of a rule that holds elsewhere alone."""
    soup = Path("pack/promotion/best-soup.yaml").read_text()
    praise = soup.replace("name: best-soup", "name: praise").replace("formerly: [finest-soup]\n", "")
    praise = praise.replace("patterns:\n  - the best soup\n", "score: {head: promotion, at_least: 0.0}\n")
    Path("pack/promotion/praise.yaml").write_text(praise)
    Path("healthlint.yaml").write_text(
        "rule-folders: [pack]\nselect: [best-soup, praise]\noverrides: [{paths: [quiet.md], ignore: [best-soup]}]\n"
    )
    project = open_project(Path())
    assert project.faults == []
    checker = Checker(project)
    assert [finding.rule for finding in checker.check("a.md", SOUP).findings] == ["best-soup"]
    assert [finding.rule for finding in checker.check("quiet.md", SOUP).findings] == ["praise"]
