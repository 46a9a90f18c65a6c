"""A gate on what changed, in real repositories: what counts as touched, new, moved, staged; what git cannot tell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.check import check
from lint.git import GitError
from lint.policy.changed import Changes
from lint.reports import Run

Git = Callable[..., str]

PEBBLES = "Swallow 5 pebbles at dawn."
OLD = "A stew warms. Swallow 9 pebbles at dusk. Here is the best soup."


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def commit(git: Git, **files: str) -> None:
    for name, text in files.items():
        write(name.replace("__", "/") + ".md", text)
    git("add", "--all")
    git("commit", "--quiet", "--message", "more")


def since(*paths: str, ref: str = "main") -> Run:
    return check(paths or ["."], changes=Changes.since(ref))


def staged(*paths: str) -> Run:
    return check(paths or ["."], changes=Changes.in_index())


def words(run: Run) -> list[tuple[str, str]]:
    assert not run.failures
    return [(finding.path, finding.place.text) for finding in run.findings]


@pytest.fixture
def branch(git: Git) -> Git:
    """A branch beside main, both with an article that has been faulty for long."""
    commit(git, old=f"# Soup\n\n{OLD}\n\n{OLD}\n", stew="# Stew\n\n" + PEBBLES)
    git("switch", "--quiet", "--create", "work")
    return git


def test_without_changes_there_is_nothing_to_say(branch: Git) -> None:
    assert words(since()) == words(staged()) == []
    assert words(check(["."])) != []


def test_of_a_long_line_the_sentence_that_changed_counts(branch: Git) -> None:
    write("old.md", f"# Soup\n\n{OLD}\n\n{OLD.replace('dusk', 'noon')}\n")
    run = since()
    assert words(run) == [("old.md", "Swallow 9 pebbles")]
    assert run.findings[0].place.line == 5
    assert run.exit_status == 1
    assert [(step.step, step.came.total(), step.went.total()) for step in run.taken][-1] == ("changed", 4, 1)


def test_committed_staged_unstaged_and_untracked_work_counts_since_the_merge_base(branch: Git) -> None:
    commit(branch, committed=PEBBLES)
    branch("switch", "--quiet", "main")
    commit(branch, stew="# Stew\n\n", later=PEBBLES)
    branch("switch", "--quiet", "work")
    write("staged.md", PEBBLES)
    branch("add", "staged.md")
    write("new/untracked.md", PEBBLES)
    assert [path for path, _ in words(since())] == ["committed.md", "new/untracked.md", "staged.md"]
    assert [path for path, _ in words(staged())] == ["staged.md"]
    assert [path for path, _ in words(since("new"))] == ["new/untracked.md"]


def test_a_renamed_article_is_compared_with_what_it_was(branch: Git) -> None:
    branch("mv", "old.md", "renamed.md")
    assert words(since()) == words(staged()) == []
    write("renamed.md", f"# Soup\n\n{OLD} {PEBBLES}\n\n{OLD}\n")  # a third of its lines is as it was
    assert words(since()) == [("renamed.md", "Swallow 5 pebbles")]
    branch("add", "--all")
    assert words(staged()) == words(since())


def test_another_mode_or_another_wrapping_is_no_violation(branch: Git) -> None:
    Path("stew.md").chmod(0o755)
    write("old.md", f"# Soup\n\n{OLD}\n\n{OLD}\n".replace(". ", ".\n"))
    assert words(since()) == []


def test_the_index_is_linted_whatever_the_work_tree_says(branch: Git) -> None:
    write("bad.md", PEBBLES)
    write("good.md", "Rest.")
    branch("add", "--all")
    write("bad.md", "Rest.")
    write("good.md", PEBBLES)
    Path("gone.md").write_text(PEBBLES)
    branch("add", "gone.md")
    Path("gone.md").unlink()
    assert words(staged()) == [("bad.md", "Swallow 5 pebbles"), ("gone.md", "Swallow 5 pebbles")]
    assert words(staged("gone.md")) == [("gone.md", "Swallow 5 pebbles")]
    assert staged().sources["bad.md"] == PEBBLES
    assert Path("bad.md").read_text() == "Rest."


def test_before_the_first_commit_everything_staged_is_new(site: Path, git: Git) -> None:
    git("switch", "--quiet", "--orphan", "fresh")
    write("a.md", PEBBLES)
    git("add", "a.md")
    assert words(check(["a.md"], changes=Changes.in_index(), config=None)) == []  # the rules went with the configuration


@pytest.mark.parametrize("name", ["two words.md", "new\nline.md", 'quo"te.md', "-dash.md", "crème brûlée.md", "[a]*.md"])
def test_names_of_all_kinds(branch: Git, name: str) -> None:
    write(f"./{name}", f"{OLD}\n")
    branch("add", "--all")
    branch("commit", "--quiet", "--message", "begin")
    branch("branch", "--force", "main")
    write(f"./{name}", f"{OLD} {PEBBLES}\n")
    assert words(since()) == [(name, "Swallow 5 pebbles")]
    branch("add", "--all")
    assert words(staged()) == [(name, "Swallow 5 pebbles")]


def test_from_a_folder_below_the_root_and_by_absolute_paths(branch: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    write("below/a.md", PEBBLES)
    branch("add", "--all")
    monkeypatch.chdir("below")
    assert words(since(".")) == words(staged(".")) == [("a.md", "Swallow 5 pebbles")]
    assert [text for _, text in words(since(str(Path.cwd())))] == ["Swallow 5 pebbles"]
    assert words(since("..")) == [("../below/a.md", "Swallow 5 pebbles")]


def test_a_link_changes_with_what_it_leads_to_and_when_it_leads_elsewhere(branch: Git) -> None:
    Path("link.md").symlink_to("stew.md")
    branch("add", "--all")
    branch("commit", "--quiet", "--message", "link")
    branch("branch", "--force", "main")
    assert words(since()) == []
    write("stew.md", "# Stew\n\n" + PEBBLES + " Swallow 6 pebbles.")
    branch("add", "--all")
    expected = [("link.md", "Swallow 6 pebbles"), ("stew.md", "Swallow 6 pebbles")]
    assert words(since()) == words(staged()) == expected
    branch("reset", "--quiet", "--hard")
    Path("link.md").unlink()
    Path("link.md").symlink_to("old.md")
    branch("add", "--all")
    assert {path for path, _ in words(since())} == {path for path, _ in words(staged())} == {"link.md"}


def test_a_submodule_counts_as_a_whole(branch: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    subprocess.run(["git", "init", "--quiet"], cwd=other, check=True)
    (other / "a.md").write_text(PEBBLES)
    for command in (["add", "."], ["commit", "--quiet", "--message", "a"]):
        subprocess.run(["git", *command], cwd=other, check=True)
    branch("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "sub")
    assert words(since()) == [("sub/a.md", "Swallow 5 pebbles")]
    assert words(staged()) == []
    branch("commit", "--quiet", "--message", "sub")
    branch("branch", "--force", "main")
    assert words(since()) == []
    write("sub/a.md", PEBBLES + " Rest.")
    assert words(since()) == [("sub/a.md", "Swallow 5 pebbles")]


def test_line_ends_that_git_converts_are_no_change(branch: Git) -> None:
    branch("config", "core.autocrlf", "true")
    Path("old.md").write_bytes(f"# Soup\n\n{OLD}\n\n{OLD} {PEBBLES}\n".replace("\n", "\r\n").encode())
    Path("stew.md").write_bytes(("# Stew\n\n" + PEBBLES).replace("\n", "\r\n").encode())
    assert words(since()) == [("old.md", "Swallow 5 pebbles")]


def test_settings_of_the_user_change_nothing(branch: Git) -> None:
    for name, value in (
        ("diff.external", "false"),
        ("diff.noprefix", "true"),
        ("diff.renames", "false"),
        ("diff.interHunkContext", "9"),
        ("color.diff", "always"),
        ("diff.relative", "true"),
    ):
        branch("config", name, value)
    write(".gitattributes", "*.md binary\n")
    branch("mv", "old.md", "renamed.md")
    write("renamed.md", f"# Soup\n\n{OLD}\n\n{OLD.replace('dusk', 'noon')}\n")
    assert words(since()) == [("renamed.md", "Swallow 9 pebbles")]


def test_an_article_in_conflict_fails_alone(branch: Git) -> None:
    commit(branch, stew="# Stew\n\nRest.")
    branch("switch", "--quiet", "main")
    commit(branch, stew="# Stew\n\nSleep.")
    with pytest.raises(subprocess.CalledProcessError):
        branch("merge", "work")
    write("new.md", PEBBLES)
    branch("add", "new.md")
    run = staged()
    assert [failure.message for failure in run.failures] == ["cannot be read: it is in conflict; resolve that and add it"]
    assert [finding.path for finding in run.findings] == ["new.md"]


def test_what_is_not_in_the_index_is_said(branch: Git) -> None:
    write("untracked.md", PEBBLES)
    run = staged("untracked.md", "nothing.md")
    assert [failure.path for failure in run.failures] == ["untracked.md", "nothing.md"]
    assert "add it" in run.failures[0].message


def problem(change: Callable[[], Changes]) -> str:
    with pytest.raises(GitError) as caught:
        change()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_git_cannot_tell_is_an_error_that_says_what_to_do(branch: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "git knows no commit 'mian' here; check the spelling, or fetch it" in problem(lambda: Changes.since("mian"))
    assert "no commit '--all'" in problem(lambda: Changes.since("--all"))
    branch("switch", "--quiet", "--orphan", "alone")
    assert "no commit 'HEAD'" in problem(lambda: Changes.since("main"))
    branch("commit", "--quiet", "--allow-empty", "--message", "alone")
    assert "have no commit in common" in problem(lambda: Changes.since("main"))
    os.chdir(tmp_path_factory.mktemp("nowhere"))
    assert "not a git repository" in problem(Changes.in_index)


def test_a_shallow_clone_says_what_to_fetch(branch: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(branch, stew="# Stew\n\nRest.")
    commit(branch, stew="# Stew\n\nSleep.")
    branch("switch", "--quiet", "main")
    commit(branch, soup="Soup.")
    clone = tmp_path / "clone"
    branch("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", f"file://{tmp_path}", str(clone))
    monkeypatch.chdir(clone)
    for ref in ("origin/main", "origin/other"):
        message = problem(lambda ref=ref: Changes.since(ref))  # type: ignore[misc]
        assert "git fetch --unshallow" in message
        assert "fetch-depth: 0" in message
    branch("fetch", "--quiet", "--unshallow")
    assert Changes.since("origin/main").include("stew.md")
