"""From paths to a run, in one process: what is linted, what fails, and that nothing spoils anything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from lint.article import Article
from lint.check import check
from lint.choices import Choices, Selection
from lint.engine import Engine, Outcome
from lint.finding import Severity
from lint.reports import Run
from lint.sources import Unsaved

PEBBLES = "Swallow 5 pebbles at dawn.\n"
SOUP = "This is the best soup of all.\n"


def hits(run: Run) -> list[tuple[str, str]]:
    return [(finding.path, finding.rule) for finding in run.findings]


def failed(run: Run) -> list[tuple[str, int | None]]:
    return [(failure.path, failure.line) for failure in run.failures]


def test_findings_come_in_the_order_of_paths_and_places(site: Path) -> None:
    Path("b.md").write_text(PEBBLES)
    Path("a.txt").write_text("A stew.\n\n" + SOUP + "\n" + PEBBLES)
    Path("c.html").write_text(f"<p>{PEBBLES}</p>")
    run = check(["c.html", "b.md", "a.txt"])
    assert hits(run) == [
        ("a.txt", "best-soup"),
        ("a.txt", "swallow-pebbles"),
        ("b.md", "swallow-pebbles"),
        ("c.html", "swallow-pebbles"),
    ]
    assert (run.articles, run.failures, run.exit_status) == (3, (), 1)
    assert run.findings[0].place.line == 3


def test_the_report_gets_sources_and_the_rules_that_hold(site: Path) -> None:
    Path("a.md").write_text(PEBBLES)
    Path("b.md").write_text("Nothing here.\n")
    run = check(["."], Choices(Selection(ignore=("best-soup",))))
    assert run.sources == {"a.md": PEBBLES}
    assert [rule.name for rule in run.rules] == ["swallow-pebbles"]
    assert "Swallow 5 raisins." in run.rules[0].help_markdown


@pytest.mark.parametrize(
    ("fail_on", "configured", "status"),
    [(None, None, 0), ("warning", None, 1), ("never", None, 0), (None, "warning", 1), ("error", "warning", 0)],
)
def test_the_command_line_then_the_configuration_say_what_fails(
    site: Path, fail_on: str | None, configured: str | None, status: int
) -> None:
    Path("a.md").write_text(SOUP)
    if configured:
        with Path("healthlint.yaml").open("a") as file:
            file.write(f"fail-on: {configured}\n")
    assert check(["a.md"], fail_on=fail_on).exit_status == status


def test_every_bad_input_gets_its_line_and_the_good_article_its_finding(site: Path) -> None:
    Path("good.md").write_text(PEBBLES)
    Path("latin.md").write_bytes("One line.\nCrème\n".encode("latin-1"))
    Path("image.md").write_bytes(b"\x89PNG\x00\x00")
    Path("empty.md").write_text("\n")
    Path("front.md").write_text("---\ntitle: [open\n---\n" + PEBBLES)
    Path("photo.png").write_bytes(b"\x89PNG")
    names = ["gone.md", "good.md", "latin.md", "image.md", "empty.md", "front.md", "photo.png"]
    run = check(names)
    assert hits(run) == [("good.md", "swallow-pebbles")]
    assert [path for path, _ in failed(run)] == ["gone.md", "empty.md", "front.md", "image.md", "latin.md", "photo.png"]
    assert ("latin.md", 2) in failed(run)
    assert run.exit_status == 2
    assert all("\n" not in failure.message for failure in run.failures)


def test_a_configuration_that_cannot_be_used_fails_and_the_defaults_hold(site: Path) -> None:
    Path("healthlint.yaml").write_text("profil: x\n")
    Path("a.md").write_text("Words.\n")
    run = check(["a.md"])
    assert failed(run) == [("healthlint.yaml", 1)]
    assert "until then the defaults hold" in run.failures[0].message
    assert (run.articles, run.exit_status) == (1, 2)


def test_faults_in_a_rule_pack_leave_the_other_rules_at_work(site: Path) -> None:
    Path("pack/promotion/best-soup.yaml").write_text("name: best-soup\n")
    Path("a.md").write_text(PEBBLES)
    run = check(["a.md"])
    assert hits(run) == [("a.md", "swallow-pebbles")]
    assert failed(run) == [("pack/promotion/best-soup.yaml", 1), ("healthlint.yaml", 2)]
    assert "no rule or family is called 'best-soup'" in run.failures[1].message


def test_an_article_on_which_healthlint_breaks_spoils_no_other(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(PEBBLES)
    Path("b.md").write_text(PEBBLES)
    lint = Engine.lint

    def broken(self: Engine, article: Article, severities: Mapping[str, Severity], **how: bool) -> Outcome:
        if article.path == "a.md":
            raise RecursionError("too deep")
        return lint(self, article, severities, **how)

    monkeypatch.setattr(Engine, "lint", broken)
    run = check(["a.md", "b.md"])
    assert hits(run) == [("b.md", "swallow-pebbles")]
    assert failed(run) == [("a.md", None)]
    assert "RecursionError: too deep" in run.failures[0].message


def test_standard_input_is_linted_under_the_name_given(site: Path) -> None:
    run = check([], unsaved=Unsaved("drafts/new.md", PEBBLES.encode()))
    assert hits(run) == [("drafts/new.md", "swallow-pebbles")]


@pytest.mark.parametrize(("name", "reason"), [("README.md", "no article"), ("old/a.md", "excludes")])
def test_standard_input_is_skipped_where_the_file_would_be(site: Path, name: str, reason: str) -> None:
    with Path("healthlint.yaml").open("a") as file:
        file.write("exclude: [old/]\n")
    run = check([], unsaved=Unsaved(name, PEBBLES.encode()))
    assert hits(run) == []
    assert reason in run.skipped[0].reason


def test_the_configuration_above_the_first_path_holds(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("blog").mkdir()
    Path("blog/a.md").write_text(SOUP + PEBBLES)
    Path("blog/healthlint.yaml").write_text("rule-folders: [../pack]\nselect: [best-soup]\n")
    assert hits(check(["blog"])) == hits(check(["blog/a.md"])) == [("blog/a.md", "best-soup")]


def test_a_configuration_that_is_named_holds_instead(site: Path) -> None:
    Path("a.md").write_text(SOUP + PEBBLES)
    Path("other.yaml").write_text("rule-folders: [pack]\nselect: [best-soup]\n")
    assert hits(check(["a.md"], config=Path("other.yaml"))) == [("a.md", "best-soup")]
    missing = check(["a.md"], config=Path("gone.yaml"))
    assert failed(missing) == [("gone.yaml", None)]


def test_brands_and_lexicons_of_the_configuration_reach_the_rules(site: Path) -> None:
    rule = Path("pack/dosing/swallow-pebbles.yaml")
    rule.write_text(rule.read_text().replace("swallow <digits> pebbles", "swallow <mineral>"))
    Path("healthlint.yaml").write_text("rule-folders: [pack]\nselect: [swallow-pebbles]\nlexicons: {mineral: [rose quartz]}\n")
    Path("a.md").write_text("Swallow rose quartz.\n")
    assert [finding.place.text for finding in check(["a.md"]).findings] == ["Swallow rose quartz"]


def test_overrides_change_rules_and_severities_by_path(site: Path) -> None:
    for name in ("blog/a.md", "news/b.md"):
        Path(name).parent.mkdir()
        Path(name).write_text(SOUP + "\n" + PEBBLES)
    with Path("healthlint.yaml").open("a") as file:
        file.write('overrides:\n  - paths: ["blog/*.md"]\n    ignore: [swallow-pebbles]\n    severity: {promotion: info}\n')
    run = check(["."])
    assert [(f.path, f.rule, f.severity) for f in run.findings] == [
        ("blog/a.md", "best-soup", Severity.INFO),
        ("news/b.md", "best-soup", Severity.WARNING),
        ("news/b.md", "swallow-pebbles", Severity.ERROR),
    ]


def test_a_bar_is_drawn_on_a_terminal_alone(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.md"):
        Path(name).write_text(PEBBLES)
    monkeypatch.setattr("lint.outcomes._SECONDS_BEFORE_BAR", 0)
    check(["."])
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    check(["."])
    out, err = capsys.readouterr()
    assert (out, "Linting" in err) == ("", True)
