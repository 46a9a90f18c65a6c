from __future__ import annotations

from pathlib import Path

import pytest

from lint.git import GitError, renames, run


@pytest.fixture
def repository(git: object, site: Path) -> Path:
    (site / "blog").mkdir()
    return site


def commit(folder: Path) -> str:
    run(["add", "--all"], folder)
    run(["commit", "--quiet", "--message", "x"], folder)
    return run(["rev-parse", "HEAD"], folder).strip()


def test_renames_are_told_from_the_folder_asked_from(repository: Path) -> None:
    for name in ("blog/a.md", "blog/ü\n.md", "top.md", "stays.md"):
        (repository / name).write_text(f"Words of {name}, and some more of them.\n")
    base = commit(repository)
    (repository / "news").mkdir()
    for old, new in (("blog/a.md", "blog/b.md"), ("blog/ü\n.md", "news/ü\n.md"), ("top.md", "blog/top.md")):
        run(["mv", old, new], repository)
    (repository / "stays.md").write_text("Other words.\n")
    assert renames(base, repository / "blog") == {"a.md": "b.md", "ü\n.md": "../news/ü\n.md", "../top.md": "top.md"}
    commit(repository)
    assert renames(base, repository)["top.md"] == "blog/top.md"


def test_an_article_edited_on_the_way_is_renamed_all_the_same(repository: Path) -> None:
    text = "".join(f"Line {number} of the article.\n" for number in range(20))
    (repository / "a.md").write_text(text)
    base = commit(repository)
    run(["mv", "a.md", "b.md"], repository)
    (repository / "b.md").write_text(text.replace("Line 7", "Line seven"))
    assert renames(base, repository) == {"a.md": "b.md"}


def test_what_git_cannot_do_is_an_error_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        run(["log"], tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git cannot be run"):
        run(["log"], tmp_path)
