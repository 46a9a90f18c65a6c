"""The baseline's file: where it is, what a run can tell of it, the renames that git knows, and how git is to merge it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint import baseline, locate
from lint.check import check
from lint.checked import Failure
from lint.choices import Choices, Selection
from lint.policy.baseline import Book, Entry
from lint.policy.changed import Changes
from lint.project import open_project

Git = Callable[..., str]

PEBBLES = "Swallow 5 pebbles at dawn.\n"
SOUP = "This is the best soup of all.\n"


def commit(git: Git) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")


def article(path: str, text: str = PEBBLES) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def accept(*paths: str, file: str = locate.BASELINE) -> None:
    baseline.write(check(paths or ["."], book=Book(Path(file).parent)).baseline.present, Path(file))


def entries(*keys: tuple[str, str]) -> set[Entry]:
    return {Entry(path, rule) for path, rule in keys}


def test_it_is_beside_the_configuration_file_that_holds_or_was_named(site: Path) -> None:
    Path("blog").mkdir()
    assert locate.baseline(Path("blog")) == Path(locate.BASELINE)
    assert locate.baseline(Path(), Path("blog/other.yaml")) == Path("blog", locate.BASELINE)


def test_without_a_configuration_it_is_at_the_root_of_the_repository(site: Path) -> None:
    Path("healthlint.yaml").unlink()
    Path("blog").mkdir()
    assert locate.baseline(Path("blog")) == Path(locate.BASELINE)
    Path(".git").rmdir()
    assert locate.baseline(Path("blog")) == Path(locate.BASELINE)


def test_none_is_no_fault_unless_it_was_named(site: Path) -> None:
    [failure] = baseline.read(Path("gone.jsonl")).failures
    assert (failure.path, failure.line) == ("gone.jsonl", None)
    assert "`healthlint baseline create` makes one" in failure.message


def test_a_file_that_cannot_be_read_is_one_failure(site: Path) -> None:
    Path("latin.jsonl").write_bytes(b"{\xff}\n")
    Path("folder.jsonl").mkdir()
    for name, words in (("latin.jsonl", "byte 1 is not UTF-8"), ("folder.jsonl", "cannot be read")):
        [failure] = baseline.read(Path(name)).failures
        assert failure.path == name
        assert words in failure.message


@pytest.mark.parametrize(("before", "after"), [("", "\n"), ("\ufeff", "\r\n")])
def test_what_is_written_is_read_again_also_after_an_editor_has_been_at_it(site: Path, before: str, after: str) -> None:
    file = Path("base.jsonl")
    written = entries(("a.md", "best-soup"), ("b.md", "best-soup"))
    baseline.write(written, file)
    file.write_text(before + file.read_text().replace("\n", after), newline="")
    assert baseline.read(file).entries == written


def test_the_baseline_is_no_article(site: Path) -> None:
    article(locate.BASELINE)
    assert check([locate.BASELINE]).articles == 0


def test_a_run_says_nothing_of_articles_and_rules_that_it_passed_by(site: Path) -> None:
    for name in ("blog/a.md", "blog/gone.md", "news/b.md", "news/gone.md", "blog/latin.md"):
        article(name, SOUP + "\n" + PEBBLES)
    accept()
    for name in ("blog/a.md", "news/b.md"):
        Path(name).write_text("A stew.\n")
    for name in ("blog/gone.md", "news/gone.md"):
        Path(name).unlink()
    Path("blog/latin.md").write_bytes(b"\xff")
    book = baseline.read(Path(locate.BASELINE))
    run = check(["blog"], Choices(Selection(ignore=("best-soup",))), book=book)
    assert {(entry.path, entry.rule) for entry in run.baseline.fixed} == {
        ("blog/a.md", "swallow-pebbles"),
        ("blog/gone.md", "swallow-pebbles"),
    }
    assert len(run.baseline.present) == 8


def test_an_article_that_is_there_and_was_not_linted_keeps_its_entries(site: Path) -> None:
    article("a.md")
    article("notes.draft")
    accept("a.md", "notes.draft")
    with Path("healthlint.yaml").open("a") as file:
        file.write("exclude: [a.md]\n")
    assert check(["."], book=baseline.read(Path(locate.BASELINE))).baseline.fixed == frozenset()


def test_articles_below_what_cannot_be_read_keep_their_entries(site: Path) -> None:
    article("c.md")
    Path("base.jsonl").write_text('{"path": "blog/a.md", "rule": "best-soup", "nth": 1}\n')
    book = baseline.read(Path("base.jsonl"))
    assert len(check(["."], book=book).baseline.fixed) == 1
    covers = baseline.coverage(book, open_project(Path()).severities, ["."], [], [Failure("blog", None, "cannot be read")])
    assert not covers("blog/a.md", "best-soup")


def test_the_runs_folder_does_not_matter(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article("blog/a.md")
    accept()
    monkeypatch.chdir("blog")
    for paths in (["."], ["a.md"], ["../blog"], [str(site / "blog" / "a.md")]):
        run = check(paths, book=baseline.read(locate.baseline(Path())))
        assert (run.findings, run.baseline.known) == ((), 1)


def test_a_renamed_article_keeps_its_entries_by_git_whatever_became_of_it(git: Git) -> None:
    article("a.md", PEBBLES + "".join(f"\nRaisin number {n}.\n" for n in range(20)))
    accept()
    Path(locate.BASELINE).write_text('{"path": "a.md", "rule": "best-soup", "nth": 1}\n')
    commit(git)
    git("mv", "a.md", "b.md")
    Path("b.md").write_text(Path("b.md").read_text().replace(PEBBLES, "A stew.\n"))
    book = baseline.read(Path(locate.BASELINE))
    assert (book.entries, book.gone) == (entries(("b.md", "best-soup")), frozenset())


def test_a_renamed_article_keeps_its_entries_before_git_was_told_and_without_git(site: Path) -> None:
    article("a.md")
    accept()
    Path("a.md").rename("b.md")
    book = baseline.read(Path(locate.BASELINE))
    assert book.gone == {"a.md"}
    run = check(["b.md"], book=book)
    assert (run.findings, [entry.path for entry in run.baseline.present]) == ((), ["b.md"])


def test_an_entry_of_an_article_that_git_does_not_know_by_another_name_is_of_one_that_is_gone(git: Git) -> None:
    article("a.md")
    article("b.md", SOUP)
    accept()
    commit(git)
    Path("a.md").unlink()
    git("add", "--all")
    book = baseline.read(Path(locate.BASELINE))
    assert book.gone == {"a.md"}
    assert [entry.path for entry in check(["."], book=book).baseline.fixed] == ["a.md"]


@pytest.mark.parametrize(
    ("name", "before", "added"),
    [
        ("base.jsonl", None, "/base.jsonl merge=union"),
        ("base.jsonl", b"*.png binary", "/base.jsonl merge=union"),
        ("base.jsonl", b"*.png binary\r\n# \xff\r\n", "/base.jsonl merge=union"),
        ("old [1] \\*.jsonl", None, r'"/old \\[1] \\\\\\*.jsonl" merge=union'),
        ("#*é.jsonl", None, "/#\\*é.jsonl merge=union"),
        ("base.jsonl", b"*.jsonl merge=union\n", ""),
        ("base.jsonl", b"*.jsonl -merge\n", ""),
    ],
)
def test_git_is_told_once_to_merge_by_union(git: Git, name: str, before: bytes | None, added: str) -> None:
    attributes = Path(baseline.ATTRIBUTES)
    if before is not None:
        attributes.write_bytes(before)
    assert baseline.merge_by_union(Path(name)) == added
    assert baseline.merge_by_union(Path(name)) == ""
    said = git("check-attr", "-z", "merge", "--", name, "x" + name).split("\0")
    assert said[2] == ("unset" if before == b"*.jsonl -merge\n" else "union")
    if added:
        assert said[5] == "unspecified"
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        assert attributes.read_bytes() == (before or b"") + gap + f"{added}\n".encode()


def test_outside_of_a_repository_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert baseline.merge_by_union(tmp_path / "base.jsonl") == ""
    assert not (tmp_path / baseline.ATTRIBUTES).exists()


def test_git_merges_what_two_branches_wrote(git: Git) -> None:
    names = [f"{letter}.md" for letter in "abcdefgh"]
    for name in names:
        article(name)
    accept()
    baseline.merge_by_union(Path(locate.BASELINE))
    commit(git)
    for branch, fixed, broken in (("one", "a.md", "b.md"), ("two", "h.md", "c.md")):
        git("checkout", "--quiet", "-b", branch, "HEAD" if branch == "one" else "HEAD~1")
        Path(fixed).write_text("A stew.\n")
        Path(broken).write_text(SOUP + "\n" + PEBBLES)
        accept()
        commit(git)
    git("merge", "--quiet", "--no-edit", "one")
    run = check(["."], book=baseline.read(Path(locate.BASELINE)))
    assert (run.findings, run.failures, run.baseline.known) == ((), (), 8)


def test_a_copy_of_a_known_sentence_is_new_wherever_the_change_puts_it(git: Git) -> None:
    article("a.md", "# Pebbles\n\nA stew.\n\n" + PEBBLES)
    accept()
    commit(git)
    article("a.md", "# Pebbles\n\n" + PEBBLES + "\nA stew.\n\n" + PEBBLES)
    run = check(["."], book=baseline.read(Path(locate.BASELINE)), changes=Changes.since("HEAD"))
    assert [finding.place.line for finding in run.findings] == [3]
    assert run.baseline.known == 1
