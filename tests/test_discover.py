"""Which files a run takes for articles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lint.discover import Discovered, discover, is_article


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.\n")


def found(*paths: str, excluded: tuple[str, ...] = ()) -> Discovered:
    return discover(paths, excluded.__contains__)


def test_a_folder_gives_its_articles_in_order_of_their_paths() -> None:
    write("site/b/z.md", "site/a.html", "site/b/c.txt", "site/b.mdx", "site/logo.svg", "site/data.json")
    assert found("site").articles == ["site/a.html", "site/b.mdx", "site/b/c.txt", "site/b/z.md"]


def test_hidden_files_and_other_peoples_code_are_passed_by() -> None:
    write(".drafts/a.md", "node_modules/x/readable.md", ".venv/lib/b.md", "vendor/c.md", ".d.md", "e.md")
    assert found(".") == Discovered(["e.md"], [], [])


def test_a_hidden_file_that_is_named_is_taken() -> None:
    write(".drafts/a.md")
    assert found(".drafts/a.md").articles == [".drafts/a.md"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.txt",
        "LICENSE",
        "LICENSE-MIT.txt",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
        "SECURITY.md",
        "requirements.txt",
        "requirements-dev.txt",
        "robots.txt",
        "humans.txt",
        "ads.txt",
        "llms.txt",
        "llms-full.txt",
        "CMakeLists.txt",
    ],
)
def test_files_that_every_project_has_are_no_articles(name: str) -> None:
    assert not is_article(name)
    write(name, "gout.md")
    assert found(".") == Discovered(["gout.md"], [], [])
    assert [(s.path, s.reason) for s in found(name).skipped] == [(name, "a file of this name is no article")]


@pytest.mark.parametrize("name", ["licensed-medicines.md", "security-of-supply.md", "changes-in-sleep.md", "readmission.txt"])
def test_an_article_whose_name_only_begins_alike_is_one(name: str) -> None:
    assert is_article(name)


def test_an_article_named_twice_is_found_once() -> None:
    write("site/a.md")
    assert found("site/a.md", "./site/a.md", "site", "site/*.md").articles == ["site/a.md"]


def test_a_glob_that_the_shell_left_alone_is_expanded() -> None:
    write("site/a.md", "site/deep/b.md", "site/c.txt")
    assert found("site/**/*.md").articles == ["site/a.md", "site/deep/b.md"]


def test_what_does_not_exist_fails_and_spoils_nothing() -> None:
    write("a.md")
    outcome = found("gone.md", "*.html", "a.md")
    assert outcome.articles == ["a.md"]
    assert [(f.path, f.line) for f in outcome.failures] == [("gone.md", None), ("*.html", None)]
    assert "no such file" in outcome.failures[0].message
    assert "no file matches" in outcome.failures[1].message


def test_what_is_no_regular_file_fails_instead_of_blocking() -> None:
    os.mkfifo("pipe.md")
    assert [f.path for f in found("pipe.md").failures] == ["pipe.md"]
    assert found(".").articles == []


def test_a_folder_without_articles_is_said_to_hold_none() -> None:
    write("site/data.json")
    assert [(s.path, s.reason) for s in found("site").skipped] == [("site", "no articles in this folder")]


def test_excluded_articles_are_passed_by_in_folders_and_skipped_aloud_when_named() -> None:
    write("a.md", "old.md")
    assert found(".", excluded=("old.md",)) == Discovered(["a.md"], [], [])
    assert [s.reason for s in found("old.md", excluded=("old.md",)).skipped] == ["the configuration excludes it"]


def test_links_to_folders_are_not_followed_so_that_no_loop_can_be() -> None:
    write("site/a.md")
    Path("site/again").symlink_to(Path("site").resolve(), target_is_directory=True)
    assert found("site").articles == ["site/a.md"]


def test_a_link_to_a_folder_that_is_named_is_entered() -> None:
    write("articles/a.md")
    Path("content").symlink_to(Path("articles").resolve(), target_is_directory=True)
    assert found("content").articles == ["content/a.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_read_fails() -> None:
    write("site/locked/a.md", "site/b.md")
    Path("site/locked").chmod(0)
    outcome = found("site")
    Path("site/locked").chmod(0o700)
    assert outcome.articles == ["site/b.md"]
    assert [f.path for f in outcome.failures] == ["site/locked"]
