"""An old archive adopts the gate: the real command in a real repository, with branches, renames and merges."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.reports import FORMATS

Git = Callable[..., str]
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

ARTICLES = 120
BASE = Path("healthlint-baseline.jsonl")


def text(number: int) -> str:
    return (
        f"# Article {number}\n\nA stew that warms its {number} guests.\n\nSwallow {number} pebbles at dawn.\n\n"
        f"Number {number} is the best soup of all, and number {number + 1000} is the best soup too.\n\n"
        "Here is the best soup.\n"
    )


def path(number: int) -> Path:
    return Path(f"archive/{number % 7}/{number}.md")


def commit(git: Git, message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def entries() -> set[str]:
    return set(BASE.read_text().splitlines())


@pytest.fixture
def archive(git: Git, healthlint: Command) -> Git:
    """An archive of faulty articles whose baseline is committed, and a branch that is checked out."""
    for number in range(ARTICLES):
        path(number).parent.mkdir(parents=True, exist_ok=True)
        path(number).write_text(text(number))
    commit(git, "articles")
    created = healthlint("baseline", "create")
    assert created.stdout.decode().splitlines() == [
        f"{BASE}: {4 * ARTICLES} findings in {ARTICLES} articles, known from now on",
        f".gitattributes: added “/{BASE} merge=union”, so that git merges the baseline by itself",
    ]
    commit(git, "baseline")
    git("switch", "--quiet", "--create", "work")
    return git


def edit(number: int, old: str, new: str) -> None:
    assert old in path(number).read_text()
    path(number).write_text(path(number).read_text().replace(old, new))


@pytest.mark.parametrize("format_", FORMATS)
def test_only_what_the_branch_brings_is_reported(archive: Git, healthlint: Command, format_: str) -> None:
    assert healthlint("check", "--fail-on", "info").returncode == 0
    edit(1, "A stew", "Swallow 5001 pebbles. A stew")  # one bad sentence more
    edit(2, "Swallow 2 pebbles at dawn.", "A soup.")  # an old one mended
    archive("mv", str(path(3)), "archive/renamed.md")
    edit(4, "Swallow 4 pebbles at dawn", "Swallow 5004 pebbles at dawn")  # an old one edited
    edit(5, "Swallow 5 pebbles at dawn.", "Swallow 5005 pebbles.")  # one mended, another of the rule made
    path(6).unlink()
    commit(archive, "work")
    done = healthlint("check", "--format", format_, "--fail-on", "warning")
    report = done.stdout.decode()
    assert done.returncode == 1
    assert [number for number in (5001, 5004, 5005) if f"Swallow {number} pebbles" not in report] == []
    assert not [number for number in range(1, ARTICLES) if f"Swallow {number} pebbles" in report and number != 5]
    assert "renamed" not in report
    assert "7 entries of the baseline are fixed" in done.stderr.decode()

    before = entries()
    assert healthlint("baseline", "prune").stdout.decode() == f"{BASE}: 7 entries removed, {4 * ARTICLES - 7} left\n"
    assert len(before - entries()) == 7 + 4  # what is fixed, and what bears the new name
    assert len(entries() - before) == 4
    again = healthlint("check", "--format", format_, "--fail-on", "warning")
    assert (again.returncode, again.stdout, again.stderr) == (1, done.stdout, b"")


def test_two_branches_that_prune_and_accept_merge_without_a_conflict(archive: Git, healthlint: Command) -> None:
    for branch, fixed, broken in (("one", 10, 11), ("two", 11, 10)):
        archive("switch", "--quiet", "--create", branch, "work")
        edit(fixed, f"Swallow {fixed} pebbles at dawn.", "A soup.")
        edit(broken, "A stew", f"Swallow {broken + 5000} pebbles. A stew")
        assert healthlint("baseline", "update", str(path(fixed)), str(path(broken))).returncode == 0
        commit(archive, branch)
    archive("merge", "--quiet", "--no-edit", "one")
    assert healthlint("check", "--fail-on", "info").returncode == 0
    assert healthlint("baseline", "update").returncode == 0
    assert len(entries()) == 4 * ARTICLES
    merged = BASE.read_bytes()
    healthlint("baseline", "create", "--force")
    assert BASE.read_bytes() == merged


def test_a_folder_that_moves_keeps_its_entries_over_many_commits(archive: Git, healthlint: Command) -> None:
    archive("mv", "archive/3", "archive/old")
    commit(archive, "move")
    archive("mv", "archive/old", "moved")
    for article in Path("moved").iterdir():
        article.write_text(article.read_text().replace("Here is the best soup.", "Here is a soup.", 1))
    commit(archive, "move again, and mend")
    done = healthlint("check", "--fail-on", "info", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["known"] == 4 * ARTICLES - len(list(Path("moved").iterdir()))
    assert healthlint("baseline", "update", "moved").returncode == 0
    commit(archive, "baseline")
    assert healthlint("check", "--fail-on", "info").returncode == 0


def test_a_run_over_some_articles_leaves_the_others_entries_alone(archive: Git, healthlint: Command) -> None:
    for number in range(ARTICLES):
        edit(number, f"Swallow {number} pebbles at dawn.", "A soup.")
    before = entries()
    assert healthlint("baseline", "prune", "archive/1", str(path(2))).returncode == 0
    gone = {(json.loads(line)["path"], json.loads(line)["rule"]) for line in before - entries()}
    mended = [number for number in range(ARTICLES) if number % 7 == 1] + [2]
    assert gone == {(path(number).as_posix(), "swallow-pebbles") for number in mended}


def test_a_clone_that_is_shallow_still_knows_renamed_articles(
    archive: Git, healthlint: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive("mv", str(path(3)), "archive/renamed.md")
    commit(archive, "rename")
    archive("clone", "--quiet", "--depth=1", f"file://{tmp_path}", "shallow")
    monkeypatch.chdir("shallow")
    assert healthlint("check", "--fail-on", "info").returncode == 0
