"""What git has of a repository; and that of a commit about to be made everything is judged as it will be committed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from lint import git as lint_git
from lint.cache import Cache, folder
from lint.check import check
from lint.cli import cli
from lint.policy.changed import Changes
from lint.reports import Run
from lint.snapshot import Snapshot, Staged

Git = Callable[..., str]

PEBBLES = "Swallow 5 pebbles at dawn."
BY_PATH = "overrides:\n  - paths: ['*.md']\n    suppress:\n      dosing: an old joke\n"


@pytest.fixture
def new(git: Git) -> Git:
    """A new article is staged."""
    Path("new.md").write_text(PEBBLES)
    git("add", "new.md")
    return git


def staged() -> Run:
    return check(["."], changes=Changes.in_index())


def open_ones(run: Run) -> list[str]:
    assert not run.failures
    return [finding.rule for finding in run.findings if not finding.suppressed]


def test_the_configuration_is_that_of_the_commit(new: Git) -> None:
    configuration = Path("healthlint.yaml")
    before = configuration.read_text()
    configuration.write_text(before + BY_PATH)
    assert open_ones(staged()) == ["swallow-pebbles"]
    assert open_ones(check(["."])) == []
    new("add", "healthlint.yaml")
    configuration.write_text(before)
    assert open_ones(staged()) == []
    configuration.unlink()
    assert open_ones(staged()) == []


def test_the_rules_are_those_of_the_commit(new: Git) -> None:
    rule = Path("pack/dosing/swallow-pebbles.yaml")
    before = rule.read_text()
    rule.write_text(before.replace("swallow <digits>", "drink <digits>").replace("Swallow 5", "Drink 5"))
    Path("pack/promotion/best-soup.yaml").unlink()
    Path("pack/dosing/not-yet.yaml").write_text("name: not-yet\n")
    run = staged()
    assert open_ones(run) == ["swallow-pebbles"]
    assert {rule.name for rule in run.rules} == {"swallow-pebbles", "best-soup"}
    new("add", "--all")
    assert [failure.path for failure in staged().failures if failure.path.startswith("pack")] == ["pack/dosing/not-yet.yaml"]


def test_the_cache_tells_the_rules_of_the_commit_from_those_on_disk(new: Git) -> None:
    rule = Path("pack/dosing/swallow-pebbles.yaml")
    for pattern in ("swallow <digits>", "drink <digits>"):
        rule.write_text(rule.read_text().replace("swallow <digits>", pattern))
        found = [open_ones(check(["."], changes=changes, cache=Cache(folder()))) for changes in (Changes.in_index(), None)]
        assert found == [["swallow-pebbles"], ["swallow-pebbles"] if "swallow" in pattern else []]


def test_the_baseline_is_that_of_the_commit(new: Git) -> None:
    def status(*arguments: str) -> int:
        return CliRunner().invoke(cli, ["check", ".", *arguments]).exit_code

    assert CliRunner().invoke(cli, ["baseline", "create", "."]).exit_code == 0
    new("add", "healthlint-baseline.jsonl")
    entries = Path("healthlint-baseline.jsonl").read_text()
    assert (status(), status("--staged")) == (0, 0)
    Path("healthlint-baseline.jsonl").unlink()
    assert (status(), status("--staged")) == (1, 0)
    Path("healthlint-baseline.jsonl").write_text("")
    new("add", "healthlint-baseline.jsonl")
    Path("healthlint-baseline.jsonl").write_text(entries)
    assert (status(), status("--staged")) == (0, 1)


def test_what_git_does_not_track_is_taken_from_the_disk(new: Git) -> None:
    Path("own.yaml").write_text("rule-folders: [own]\nselect: [swallow-pebbles]\n")
    Path("own/dosing").mkdir(parents=True)
    Path("own/dosing/swallow-pebbles.yaml").write_text(Path("pack/dosing/swallow-pebbles.yaml").read_text())
    run = check(["new.md"], changes=Changes.in_index(), config=Path("own.yaml"))
    assert open_ones(run) == ["swallow-pebbles"]


def test_a_layout_is_that_of_the_commit(new: Git) -> None:
    layout = Path("layout.html")
    layout.write_text("<p>This is no substitute for the advice of your doctor.</p>")
    new("add", "layout.html")
    layout.unlink()
    files = Changes.in_index().files
    assert b"no substitute" in files.read("layout.html")


def test_a_snapshot_has_the_files_of_a_folder_and_follows_links(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("link.yaml").symlink_to("healthlint.yaml")
    Path("nowhere").symlink_to("gone")
    git("add", "--all")
    git("commit", "--quiet", "--message", "links")
    for entries in (lint_git.index(Path.cwd()), lint_git.tree(Path.cwd(), "HEAD")):
        snapshot = Snapshot(Path.cwd(), entries)
        assert snapshot.below("pack") == ["pack/dosing/swallow-pebbles.yaml", "pack/promotion/best-soup.yaml"]
        assert snapshot.below(str(Path("pack/dosing").absolute())) == [str(Path("pack/dosing/swallow-pebbles.yaml").absolute())]
        assert snapshot.below("pac") is None
        assert len(snapshot.below(".") or ()) == 5
        assert snapshot.read("link.yaml") == Path("healthlint.yaml").read_bytes()
        names = ("link.yaml", "nowhere", "pack", "gone", "a\0b/c")
        assert [snapshot.exists(name) for name in names] == [True, False, False, False, False]
        for name in ("nowhere", "gone", "pack", "../out.md"):
            with pytest.raises(OSError, match="not in git"):
                snapshot.read(name)
    root = Path.cwd()
    monkeypatch.chdir("pack")
    snapshot = Snapshot(root, lint_git.index(root))
    assert Staged(snapshot).below("dosing") == ["dosing/swallow-pebbles.yaml"]
    assert snapshot.read("../healthlint.yaml") == Path("../healthlint.yaml").read_bytes()
