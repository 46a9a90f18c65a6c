"""``healthlint baseline`` and what ``check`` makes of a baseline: what is written, what is said where, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lint import cli

PEBBLES = "Swallow 6 pebbles at dawn.\n"
SOUP = "This is the best soup of all.\n"
BASE = Path("healthlint-baseline.jsonl")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli.cli, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def written() -> list[tuple[str, str]]:
    return [(entry["path"], entry["rule"]) for entry in map(json.loads, BASE.read_text().splitlines())]


@pytest.fixture
def archive(site: Path) -> Path:
    """Two articles with both faults."""
    for name in ("blog/a.md", "news/b.md"):
        Path(name).parent.mkdir()
        Path(name).write_text(SOUP + "\n" + PEBBLES)
    return site


@pytest.fixture
def adopted(archive: Path) -> Path:
    """The same with a baseline, and since then one fault mended in each article and one added."""
    run("baseline", "create")
    Path("blog/a.md").write_text(PEBBLES)
    Path("news/b.md").write_text(SOUP + "\nSwallow 7 pebbles too.\n")
    return archive


def test_create_writes_down_what_is_found_and_check_is_content(archive: Path) -> None:
    created = run("baseline", "create")
    assert (created.stdout, created.exit_code) == (f"{BASE}: 4 findings in 2 articles, known from now on\n", 0)
    assert written() == [
        ("blog/a.md", "best-soup"),
        ("blog/a.md", "swallow-pebbles"),
        ("news/b.md", "best-soup"),
        ("news/b.md", "swallow-pebbles"),
    ]
    checked = run("check", "--fail-on", "info")
    assert (checked.stdout, checked.stderr) == ("no errors or warnings in 2 articles, 4 in the baseline\n", "")
    assert checked.exit_code == 0


@pytest.mark.parametrize("options", [["--jobs=2"], ["--no-cache"]])
def test_what_check_found_out_need_not_be_worked_out_again(
    archive: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    asked: list[int | None] = []
    monkeypatch.setattr("lint.pool.staff", lambda articles, jobs: asked.append(articles) or 0)
    run("baseline", "create", *options)
    assert asked == ([2] if options == ["--no-cache"] else [])
    assert len(written()) == 4


def test_create_twice_writes_the_same_bytes_and_only_if_forced(archive: Path) -> None:
    run("baseline", "create")
    before = BASE.read_bytes()
    refused = run("baseline", "create")
    assert refused.exit_code == 2
    assert "--force replaces it" in refused.stderr
    assert run("baseline", "create", "--force").exit_code == 0
    assert BASE.read_bytes() == before


def test_check_reports_what_is_new_and_says_what_is_fixed(adopted: Path) -> None:
    result = run("check", "--format", "json")
    report = json.loads(result.stdout)
    assert [finding["text"] for finding in report["findings"]] == ["Swallow 7 pebbles"]
    assert report["summary"]["known"] == 2
    assert result.stderr == "2 entries of the baseline are fixed; `healthlint baseline prune` removes them\n"
    assert result.exit_code == 1
    one = run("check", "blog", "--select", "promotion")
    assert one.stderr == "1 entry of the baseline is fixed; `healthlint baseline prune` removes it\n"
    assert one.exit_code == 0


@pytest.mark.parametrize("format_", ["text", "concise", "sarif", "github"])
def test_no_report_holds_what_is_known(adopted: Path, format_: str) -> None:
    assert "swallow-pebbles" in run("check", "news", "--no-baseline", "-f", format_).stdout
    report = run("check", "-f", format_, "--all").stdout
    assert "Swallow 7 pebbles" in report
    assert "Swallow 6 pebbles" not in report


def test_no_baseline_shows_everything(adopted: Path) -> None:
    result = run("check", "--no-baseline", "-f", "json")
    assert len(json.loads(result.stdout)["findings"]) == 3
    assert result.stderr == ""


def test_prune_removes_what_is_fixed_and_nothing_new_comes_in(adopted: Path) -> None:
    result = run("baseline", "prune")
    assert (result.stdout, result.exit_code) == (f"{BASE}: 2 entries removed, 2 left\n", 0)
    assert written() == [("blog/a.md", "swallow-pebbles"), ("news/b.md", "best-soup")]
    assert run("check").exit_code == 1


def test_update_writes_the_present_state_of_what_it_lints(adopted: Path) -> None:
    result = run("baseline", "update", "news")
    assert (result.stdout, result.exit_code) == (f"{BASE}: 1 entry added, 1 removed, 4 in all\n", 0)
    assert '"swallow 7 pebbles too."' in BASE.read_text()
    assert ("blog/a.md", "best-soup") in written()
    assert run("check").exit_code == 0


def test_update_can_take_in_the_findings_of_one_rule_alone(archive: Path) -> None:
    run("baseline", "create", "--select", "promotion")
    Path("blog/c.md").write_text(SOUP + "\n" + PEBBLES)
    assert run("baseline", "update", "--select", "dosing").exit_code == 0
    left = json.loads(run("check", "-f", "json").stdout)["findings"]
    assert [(finding["path"], finding["rule"]) for finding in left] == [("blog/c.md", "best-soup")]


@pytest.mark.parametrize("command", ["update", "prune"])
def test_without_a_baseline_there_is_nothing_to_change(archive: Path, command: str) -> None:
    result = run("baseline", command)
    assert result.exit_code == 2
    assert f"{BASE} failed: no such file; `healthlint baseline create` makes one" in result.stderr
    assert not BASE.exists()


def test_a_baseline_that_is_named_holds_for_every_command(archive: Path) -> None:
    Path("kept").mkdir()
    named = ("--baseline", "kept/base.jsonl")
    for command in (["create"], ["update"], ["prune"], ["show"]):
        assert run("baseline", *command, *named).exit_code == 0
    assert json.loads(Path("kept/base.jsonl").read_text().splitlines()[0])["path"] == "../blog/a.md"
    assert run("check", *named).exit_code == 0
    assert run("check").exit_code == 1
    assert run("check", "--baseline", "gone.jsonl").exit_code == 2


def test_a_broken_line_is_told_and_the_others_hold_but_nothing_is_written(adopted: Path) -> None:
    with BASE.open("a") as file:
        file.write("<<<<<<< HEAD\n")
    before = BASE.read_bytes()
    checked = run("check", "blog", "-f", "json")
    assert checked.exit_code == 2
    assert checked.stderr.startswith(f"{BASE}:5 failed: no entry of a baseline: mend the line or delete it")
    assert json.loads(checked.stdout)["summary"]["known"] == 1
    for command in ("update", "prune"):
        result = run("baseline", command)
        assert result.exit_code == 2
        assert f"{BASE}:5 failed" in result.stderr
        assert "nothing was written" in result.stderr
        assert BASE.read_bytes() == before


@pytest.mark.parametrize("command", [["create", "--force"], ["update"], ["prune"]])
def test_a_configuration_that_cannot_be_used_changes_no_baseline(adopted: Path, command: list[str]) -> None:
    before = BASE.read_bytes()
    Path("healthlint.yaml").write_text("profil: x\n")
    result = run("baseline", *command)
    assert result.exit_code == 2
    assert "healthlint.yaml:1 failed" in result.stderr
    assert BASE.read_bytes() == before


def test_an_article_that_cannot_be_read_keeps_its_entries_and_the_others_are_written(adopted: Path) -> None:
    Path("news/b.md").write_bytes(b"\xff")
    result = run("baseline", "update")
    assert result.exit_code == 2
    assert result.stderr.startswith("news/b.md:1 failed: ")
    assert written() == [("blog/a.md", "swallow-pebbles"), ("news/b.md", "best-soup"), ("news/b.md", "swallow-pebbles")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--select", "dosage"], "did you mean 'dosing'?"),
        (["--baseline", "gone/base.jsonl"], "cannot be written: No such file"),
    ],
)
def test_mistakes_on_the_command_line_are_one_clear_line(archive: Path, options: list[str], words: str) -> None:
    result = run("baseline", "create", *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_show_counts_by_rule_and_by_folder(adopted: Path) -> None:
    with BASE.open("a") as file:
        file.write('{"path": "top.md", "rule": "best-\\u001bsoup", "nth": 1}\n')
    assert run("baseline", "show").stdout == (
        "5 entries in 3 articles\n\n2  best-soup\n2  swallow-pebbles\n1  best-<U+001B>soup\n\n2  blog\n2  news\n1  .\n"
    )
    assert json.loads(run("baseline", "show", "--format", "json").stdout) == {
        "entries": 5,
        "articles": 3,
        "rules": {"best-soup": 2, "best-\x1bsoup": 1, "swallow-pebbles": 2},
        "folders": {".": 1, "blog": 2, "news": 2},
    }


def test_show_tells_of_a_broken_line_and_counts_the_others(adopted: Path) -> None:
    with BASE.open("a") as file:
        file.write("?\n")
    result = run("baseline", "show")
    assert result.exit_code == 2
    assert result.stdout.startswith("4 entries in 2 articles\n")
    assert f"{BASE}:5 failed" in result.stderr


def test_standard_input_is_compared_under_its_name(adopted: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["check", "--stdin-filename", "blog/a.md", "-f", "json"], input=SOUP + "\n" + PEBBLES)
    assert json.loads(result.stdout)["summary"]["known"] == 2
    assert result.exit_code == 0


def test_verbose_says_what_the_baseline_kept_back(adopted: Path) -> None:
    told = run("check", "--verbose").stderr
    assert (
        "baseline: 3 findings came, 1 went on\n  best-soup: 1 of 1 kept back\n  swallow-pebbles: 1 of 2 kept back\n"
    ) in told
