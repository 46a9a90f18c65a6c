"""What every command starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.check import check
from lint.choices import Choices, Selection, UnknownName
from lint.finding import Severity, Suppression
from lint.project import Project, open_project

CLAIM = """\
name: wonder-claim
kind: unsupported
severity: warning
summary: Claims a wonder.
message: A wonder needs a reference.
why: Wonders are rare.
instead: Name the study.
patterns:
  - works wonders
examples:
  bad: [It works wonders.]
  good: [It works.]
"""
REFERENCES = """\
name: no-source
kind: references
problem: none
claims: 1
severity: error
summary: Names no source at all.
message: This article names no source.
why: Readers cannot look it up.
instead: Name the study.
examples:
  bad: [It works wonders.]
  good: [It works.]
"""


def opened(choices: Choices = Choices()) -> Project:
    return open_project(Path(), choices=choices)


def test_the_command_line_goes_before_overrides_and_these_before_the_file(site: Path) -> None:
    Path("healthlint.yaml").write_text(
        "rule-folders: [pack]\nseverity: {promotion: error}\n"
        "overrides:\n"
        "  - {paths: [blog/], severity: {promotion: info}}\n"
        "  - {paths: [blog/old/], ignore: [promotion]}\n"
        "  - {paths: [clinic/], profile: clinical}\n"
    )
    project = opened()
    assert project.severities("a.md") == {"swallow-pebbles": Severity.ERROR, "best-soup": Severity.ERROR}
    assert project.severities("blog/a.md") == {"swallow-pebbles": Severity.ERROR, "best-soup": Severity.INFO}
    assert project.severities("blog/old/a.md") == {"swallow-pebbles": Severity.ERROR}
    assert project.severities("clinic/a.md")["swallow-pebbles"] == Severity.INFO
    consumer = opened(Choices(Selection(ignore=("best-soup",)), profile="consumer"))
    assert consumer.severities("clinic/a.md") == {"swallow-pebbles": Severity.ERROR}


def test_overrides_suppress_by_path_and_the_command_line_makes_nothing_unused(site: Path) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write("overrides:\n  - {paths: [scans/], suppress: {dosing: leaflets}}\n  - paths: [scans/old/]\n")
        file.write("    suppress:\n      finest-soup: menus\n      no-such-rule: x\n")
    project = opened(Choices(Selection(ignore=("best-soup",))))
    assert [fault.line for fault in project.faults] == [8]
    assert project.suppressions("a.txt").house == ()
    assert [(house.rules, house.suppression) for house in project.suppressions("scans/old/a.txt").house] == [
        ({"swallow-pebbles"}, Suppression("leaflets", 4, "healthlint.yaml")),
        ({"best-soup"}, Suppression("menus", 7, "healthlint.yaml")),
    ]
    assert project.suppressions("a.txt").left_out == {"best-soup"}
    assert opened().suppressions("a.txt").left_out == frozenset()


def test_claims_count_for_the_article_even_where_only_the_article_is_judged(site: Path) -> None:
    folder = Path("pack/claims")
    folder.mkdir()
    (folder / "wonder-claim.yaml").write_text(CLAIM)
    (folder / "no-source.yaml").write_text(REFERENCES)
    Path("a.md").write_text("Honey works wonders.\n")
    run = check(["a.md"], Choices(Selection(select=("no-source",))))
    assert [finding.rule for finding in run.findings] == ["no-source"]


def test_rules_are_named_by_name_family_or_folder(site: Path) -> None:
    project = opened()
    assert [rule.name for rule in project.rules_named(["finest-soup"])] == ["best-soup"]
    assert [rule.name for rule in project.rules_named(["dosing"])] == ["swallow-pebbles"]
    assert [rule.name for rule in project.rules_named([], [Path("pack/promotion")])] == ["best-soup"]
    assert len(project.rules_named([])) == 2
    with pytest.raises(UnknownName):
        project.rules_named(["nobody-knows-it"])


def test_a_folder_named_twice_is_read_once(site: Path) -> None:
    project = open_project(Path(), folders=[Path("pack"), site / "pack"])
    assert project.faults == []
    assert len(project.pack.rules) == 2


def test_a_lexicon_that_no_pattern_uses_is_a_fault(site: Path) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write("lexicons:\n  supplement: [moon dust]\n  suplement: [star dust]\n")
    assert [(f.line, f.message) for f in opened().faults] == [
        (5, "no lexicon is called 'suplement'; did you mean 'supplement'?")
    ]
