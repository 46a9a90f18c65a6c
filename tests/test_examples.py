"""The examples inside rules, run through the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.examples import broken_examples
from lint.project import open_project

RULE = Path("pack/dosing/swallow-pebbles.yaml")


def broken() -> list[tuple[int | None, str]]:
    project = open_project(Path())
    assert project.faults == []
    return [(example.line, example.problem) for example in broken_examples(project.rules_named(["dosing"]), project)]


def replaced(old: str, new: str) -> None:
    RULE.write_text(RULE.read_text().replace(old, new))


@pytest.mark.usefixtures("site")
def test_examples_that_hold_are_not_broken() -> None:
    assert broken() == []


@pytest.mark.usefixtures("site")
def test_a_bad_example_must_be_reported() -> None:
    replaced("- Swallow 5 pebbles.", "- Swallow a pebble.")
    assert broken() == [(15, "a bad example is not reported; change the patterns or the example")]


@pytest.mark.usefixtures("site")
def test_a_good_example_must_not_be_reported() -> None:
    replaced("- Swallow 5 raisins.", "- Swallow 5 pebbles.")
    assert broken() == [(17, "a good example is reported for “Swallow 5 pebbles”; add an exception or change the example")]


@pytest.mark.usefixtures("site")
def test_a_report_of_another_rule_does_not_count() -> None:
    replaced("- Swallow 5 raisins.", "- This is the best soup.")
    assert broken() == []


@pytest.mark.usefixtures("site")
def test_an_example_may_be_a_whole_page_of_html() -> None:
    replaced("- Swallow 5 pebbles.", '- "<!doctype html><html><body><p>Swallow 5 <b>pebbles</b>.</p></body></html>"')
    assert broken() == []


@pytest.mark.usefixtures("site")
def test_a_rule_that_is_switched_off_is_tried_too() -> None:
    RULE.write_text(RULE.read_text() + "enabled: false\n")
    replaced("- Swallow 5 pebbles.", "- Swallow a pebble.")
    assert [line for line, _ in broken()] == [15]


@pytest.mark.usefixtures("site")
def test_an_example_that_cannot_be_read_is_broken() -> None:
    replaced("- Swallow 5 raisins.", '- "---\\ntitle: [open\\n---\\nSwallow 5 raisins."')
    [(line, problem)] = broken()
    assert line == 17
    assert problem.startswith("the example cannot be read: ")


UNUSED = """\
name: nothing-silenced
kind: suppression
problem: unused
severity: info
summary: s
message: m
why: w
instead: i
examples:
  bad: ["<!-- healthlint ignore-next dosing: why not -->\\nSwallow 5 raisins."]
  good: ["<!-- healthlint ignore-next dosing: why not -->\\nSwallow 5 pebbles."]
"""


@pytest.mark.usefixtures("site")
def test_examples_about_suppressions_are_tried_with_the_other_rules_at_work() -> None:
    path = Path("pack/suppression/nothing-silenced.yaml")
    path.parent.mkdir()
    path.write_text(UNUSED)

    def problems() -> list[str]:
        project = open_project(Path())
        return [example.problem for example in broken_examples(project.rules_named(["suppression"]), project)]

    assert problems() == []
    path.write_text(UNUSED.replace("pebbles", "peas").replace("raisins", "pebbles"))
    assert [problem[:13] for problem in problems()] == ["a bad example", "a good exampl"]
