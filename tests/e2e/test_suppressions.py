"""Findings silenced by the article or by the configuration, from the file to the report and the exit status."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

CONFIGURATION = "rule-folders: [pack]\nselect: [swallow-pebbles, best-soup, disclaimer-missing, suppression]\n"
DISCLAIMER = "\n\nThis page is general information and does not replace the advice of your doctor.\n"
BAD = "Swallow 5 pebbles at dawn."


@pytest.fixture
def folder(site: Path) -> Path:
    (site / "healthlint.yaml").write_text(CONFIGURATION)
    return site


def report(healthlint: Command, *arguments: str) -> list[dict[str, Any]]:
    return list(json.loads(healthlint("check", *arguments, "--format", "json").stdout)["findings"])


FORMS = [
    ("a.md", f"# Pebbles\n\n<!-- healthlint ignore-next swallow-pebbles: a joke -->\n{BAD}", 3),
    ("a.md", f"# Pebbles\n\n[//]: # (healthlint ignore-next dosing: a joke)\n{BAD}", 3),
    ("a.md", f"# Pebbles\n\n[comment]: <> (healthlint ignore-next dosing: a joke)\n\n{BAD}", 3),
    ("a.md", f"- Tea\n- <!-- healthlint ignore-next dosing: a joke --> {BAD}", 2),
    (
        "a.md",
        f"# Pebbles\n\n<!-- healthlint ignore-start dosing:\na joke -->\n\n{BAD}\n\n{BAD}\n\n<!-- healthlint ignore-end -->",
        3,
    ),
    ("a.md", f"# Pebbles\n\n{BAD}\n\n<!-- healthlint ignore-file dosing: a joke -->", 5),
    ("a.md", f"---\ntitle: Pebbles\nhealthlint:\n  ignore:\n    swallow-pebbles: a joke\n---\n{BAD}", 5),
    ("a.md", f"+++\ntitle = 'Pebbles'\n[healthlint.ignore]\nswallow-pebbles = 'a joke'\n+++\n{BAD}", 4),
    ("a.mdx", f"# Pebbles\n\n{{/* healthlint ignore-next swallow-pebbles: a joke */}}\n{BAD}", 3),
    ("a.mdx", f"{{/* healthlint ignore-start dosing: a joke */}}\n\n{BAD}\n\n{{/* healthlint ignore-end dosing */}}", 1),
    ("a.html", f"<h1>Pebbles</h1>\n<!-- healthlint ignore-next swallow-pebbles: a joke --><p>{BAD}</p>", 2),
    ("a.html", f"<ul><li>Tea<li><!--healthlint ignore-next dosing: a joke-->{BAD}</ul>", 1),
    ("a.html", f"<!-- healthlint ignore-file dosing: a joke --><h1>Pebbles</h1><p>{BAD}</p>", 1),
]


@pytest.fixture
def every_form(folder: Path) -> dict[str, int]:
    """An article for each form in a folder ``forms``, and the line of each suppression."""
    Path("forms").mkdir()
    lines = {}
    for number, (name, text, line) in enumerate(FORMS):
        path = f"forms/{number:02}{name}"
        Path(path).write_text(text + (f"<p>{DISCLAIMER}</p>" if name.endswith("html") else DISCLAIMER))
        lines[path] = line
    return lines


def test_every_form_silences_and_the_reports_say_why(every_form: dict[str, int], healthlint: Command) -> None:
    done = healthlint("check", "forms", "--format", "json")
    assert done.returncode == 0
    findings = json.loads(done.stdout)["findings"]
    assert {finding["rule"] for finding in findings} == {"swallow-pebbles"}
    assert {finding["suppressed"]["reason"] for finding in findings} == {"a joke"}
    assert {finding["path"]: finding["suppressed"]["line"] for finding in findings} == every_form
    [run] = json.loads(healthlint("check", "forms", "--format", "sarif").stdout)["runs"]
    for result in run["results"]:
        [suppression] = result["suppressions"]
        assert (suppression["kind"], suppression["justification"]) == ("inSource", "a joke")
        place = suppression["location"]["physicalLocation"]
        assert place["region"] == {"startLine": every_form[place["artifactLocation"]["uri"]]}


def test_without_the_suppression_every_article_is_reported(every_form: dict[str, int], healthlint: Command) -> None:
    for path in map(Path, every_form):
        path.write_text(path.read_text().replace("healthlint", "some-other-tool"))
    done = healthlint("check", "forms", "--format", "concise")
    assert done.returncode == 1
    assert {line.partition(":")[0] for line in done.stdout.decode().splitlines()} == every_form.keys()


def test_plain_text_is_silenced_by_path_and_the_report_names_the_line_of_the_configuration(
    folder: Path, healthlint: Command
) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write("overrides:\n  - paths: [leaflets/]\n    suppress:\n      dosing: scans of leaflets\n")
    Path("leaflets").mkdir()
    Path("leaflets/a.txt").write_text(BAD + DISCLAIMER)
    Path("b.txt").write_text(BAD + DISCLAIMER)
    done = healthlint("check", ".", "--format", "concise")
    assert done.stdout.decode().splitlines() == [
        "b.txt:1:1: error swallow-pebbles: “Swallow 5 pebbles” tells readers to swallow pebbles."
    ]
    [_, silenced] = report(healthlint, ".")
    assert silenced["suppressed"] == {"reason": "scans of leaflets", "line": 6, "path": "healthlint.yaml"}
    [run] = json.loads(healthlint("check", "leaflets", "--format", "sarif").stdout)["runs"]
    [suppression] = run["results"][0]["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["location"]["physicalLocation"] == {
        "artifactLocation": {"uri": "healthlint.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 6},
    }


def test_what_silences_nothing_is_reported_and_the_finding_stays(folder: Path, healthlint: Command) -> None:
    for name, said in (
        ("a.md", "ignore-next swallow-pebbles"),
        ("b.md", "ignore-next swallow-pebble: a joke"),
        ("c.md", "ignore-next best-soup: a joke"),
    ):
        Path(name).write_text(f"# Pebbles\n\n<!-- healthlint {said} -->\n{BAD}{DISCLAIMER}")
    done = healthlint("check", "a.md", "b.md", "c.md", "--format", "concise")
    assert done.returncode == 1
    stays = "error swallow-pebbles: “Swallow 5 pebbles” tells readers to swallow pebbles."
    assert done.stdout.decode().splitlines() == [
        "a.md:3:1: error suppression-malformed: This suppression cannot be followed, so it silences nothing. "
        "Say why, after a colon: “ignore-next RULE: reason”.",
        f"a.md:4:1: {stays}",
        "b.md:3:29: error suppression-unknown: No rule or family is called “swallow-pebble”. Did you mean “swallow-pebbles”?",
        f"b.md:4:1: {stays}",
        "c.md:3:29: warning suppression-unused: This suppression of “best-soup” silences nothing. "
        "The next block begins on line 4.",
        f"c.md:4:1: {stays}",
    ]


def test_findings_about_suppressions_are_rules_like_any_other(folder: Path, healthlint: Command) -> None:
    Path("a.md").write_text(f"# Tea\n\n<!-- healthlint ignore-next best-soup: a joke -->\nTea.{DISCLAIMER}")
    assert healthlint("check", "a.md").returncode == 0
    assert healthlint("check", "a.md", "--fail-on", "warning").returncode == 1
    assert healthlint("check", "a.md", "--fail-on", "warning", "--ignore", "suppression-unused").returncode == 0
    with Path("healthlint.yaml").open("a") as file:
        file.write("severity: {suppression: error}\n")
    assert healthlint("check", "a.md").returncode == 1
    assert b"# suppression-unused" in healthlint("explain", "suppression-unused").stdout


def test_a_rule_that_the_command_line_leaves_out_makes_no_suppression_unused(folder: Path, healthlint: Command) -> None:
    Path("a.md").write_text(f"# Pebbles\n\n<!-- healthlint ignore-next dosing, best-soup: a joke -->\n{BAD}{DISCLAIMER}")
    assert [f["rule"] for f in report(healthlint, "a.md", "--ignore", "best-soup")] == ["swallow-pebbles"]
    assert [f["rule"] for f in report(healthlint, "a.md", "--ignore", "dosing")] == ["suppression-unused"]


def test_an_article_wide_finding_takes_the_whole_file(folder: Path, healthlint: Command) -> None:
    text = "<!-- healthlint {} disclaimer-missing: in the layout -->\n# Anaemia\n\nIron tablets treat anaemia.\n"
    Path("a.md").write_text(text.format("ignore-next"))
    done = healthlint("check", "a.md", "--format", "concise")
    assert [line.split()[2] for line in done.stdout.decode().splitlines()] == ["disclaimer-missing:", "suppression-unused:"]
    Path("a.md").write_text(text.format("ignore-file"))
    assert healthlint("check", "a.md").returncode == 0


def test_verbose_tells_what_was_silenced(folder: Path, healthlint: Command) -> None:
    Path("a.md").write_text(f"<!-- healthlint ignore-next dosing: a joke -->\n{BAD}\n\n{BAD}{DISCLAIMER}")
    told = healthlint("check", "a.md", "--verbose").stderr.decode()
    assert "suppressions: 2 findings came, 1 went on\n  swallow-pebbles: 1 of 2 kept back\n" in told


def test_a_reason_may_be_left_out_where_the_configuration_says_so(folder: Path, healthlint: Command) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write("suppression-reason: optional\noverrides:\n  - {paths: [b.txt], suppress: {dosing: ''}}\n")
    Path("a.md").write_text(f"<!-- healthlint ignore-next dosing -->\n{BAD}{DISCLAIMER}")
    Path("b.txt").write_text(BAD + DISCLAIMER)
    assert healthlint("check", "a.md", "b.txt").returncode == 0
    assert [f["suppressed"]["reason"] for f in report(healthlint, "a.md", "b.txt")] == ["", ""]


def test_a_comment_is_never_linted_itself(folder: Path, healthlint: Command) -> None:
    for path, comment in (
        ("a.md", "<!-- {} -->"),
        ("b.md", "[//]: # ({})"),
        ("c.mdx", "{{/* {} */}}"),
        ("d.html", "<!-- {} -->"),
    ):
        said = comment.format(f"healthlint ignore-file dosing: {BAD} Here is the best soup.")
        Path(path).write_text(f"{said}\n\nTea.\n\n<p>{DISCLAIMER.strip()}</p>\n")
    assert {finding["rule"] for finding in report(healthlint, ".")} == {"suppression-unused"}


def test_mistakes_in_the_configuration_are_one_line_each_and_silence_nothing(folder: Path, healthlint: Command) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write(
            "overrides:\n  - paths: ['*.txt']\n    suppress:\n      dossing: x\n      dosing: ''\n      suppression: x\n"
        )
    Path("a.txt").write_text(BAD + DISCLAIMER)
    done = healthlint("check", "a.txt", "--format", "concise")
    assert done.returncode == 2
    begins = "error failure: overrides.suppress"
    assert done.stdout.decode().splitlines() == [
        "a.txt:1:1: error swallow-pebbles: “Swallow 5 pebbles” tells readers to swallow pebbles.",
        f"healthlint.yaml:6:1: {begins}.dossing: no rule or family is called 'dossing'; did you mean 'dosing'?",
        f"healthlint.yaml:7:1: {begins}.dosing: say why, as in 'dosing: quoted from the leaflet', "
        "or set 'suppression-reason: optional'",
        f"healthlint.yaml:8:1: {begins}.suppression: findings about suppressions are never suppressed; "
        "name the rule under 'ignore' or 'severity'",
    ]
