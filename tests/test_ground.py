"""What a run recalls of earlier ones: all of it while nothing changed, and nothing that anything changed about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from lint import fingerprint, outcomes
from lint.cache import Cache, folder
from lint.check import check
from lint.checked import Checked, Dependency
from lint.choices import Choices, Selection
from lint.files import DISK
from lint.fingerprint import of_contents
from lint.ground import Ground
from lint.reports import Run

PEBBLES = "Swallow 5 pebbles at dawn.\n"
SOUP = "This is the best soup of all.\n"


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles that were not recalled but linted."""
    paths: list[str] = []
    lint = outcomes._lint

    def noted(left: Sequence[str], *others: Any) -> Iterator[Checked]:
        paths.extend(left)
        return lint(left, *others)

    monkeypatch.setattr(outcomes, "_lint", noted)
    return paths


@pytest.fixture
def run(site: Path, linted: list[str]) -> Callable[..., Run]:
    """A run over the folder, with the cache; there are two articles."""
    Path("a.md").write_text(PEBBLES)
    Path("b.md").write_text(SOUP)

    def again(choices: Choices = Choices(), **options: object) -> Run:
        linted.clear()
        return check(["."], choices, cache=Cache(folder()), **options)  # type: ignore[arg-type]

    return again


def test_a_run_in_which_nothing_changed_lints_nothing_and_says_the_same(run: Callable[..., Run], linted: list[str]) -> None:
    first = run()
    assert linted == ["a.md", "b.md"]
    second = run()
    assert linted == []
    assert second == first
    assert len(second.findings) == 2
    assert dict(second.sources) == dict(first.sources) == {"a.md": PEBBLES, "b.md": SOUP}


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text()
    assert old in text
    stat = Path(path).stat()
    Path(path).write_text(text.replace(old, new))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # dates prove nothing


ANEW = {
    "a rule": lambda: edit("pack/dosing/swallow-pebbles.yaml", "do not dissolve", "do not dissolve!"),
    "a rule more": lambda: Path("pack/dosing/not-yet.yaml").write_text("name: not-yet\n"),
    "a rule less": lambda: Path("pack/promotion/best-soup.yaml").unlink(),
    "the configuration": lambda: edit("healthlint.yaml", "select", "fail-on: error\nselect"),
    "a lexicon in the configuration": lambda: edit("healthlint.yaml", "select", "lexicons: {brand: [x]}\nselect"),
    "another configuration that is nearer": lambda: Path("healthlint.yaml").rename("healthlint.yml"),
}


@pytest.mark.parametrize("change", ANEW.values(), ids=ANEW)
def test_everything_is_linted_anew_when_this_changes(
    run: Callable[..., Run], linted: list[str], change: Callable[[], None]
) -> None:
    run()
    change()
    run()
    assert linted == ["a.md", "b.md"]


def test_an_article_that_changed_is_linted_and_the_others_recalled(run: Callable[..., Run], linted: list[str]) -> None:
    first = run()
    edit("b.md", "best", "good")
    assert [finding.rule for finding in run().findings] == ["swallow-pebbles"]
    assert linted == ["b.md"]
    edit("b.md", "good", "best")
    assert run() == first
    assert linted == []


def test_an_article_under_another_name_is_linted(run: Callable[..., Run], linted: list[str]) -> None:
    run()
    Path("b.md").rename("c.md")
    assert [finding.path for finding in run().findings] == ["a.md", "c.md"]
    assert linted == ["c.md"]


@pytest.mark.parametrize(
    "choices",
    [
        Choices(Selection(select=("best-soup",))),
        Choices(Selection(ignore=("best-soup",))),
        Choices(profile="clinical"),
        Choices(jurisdiction="uk"),
    ],
)
def test_what_the_command_line_chooses_is_told_apart(run: Callable[..., Run], linted: list[str], choices: Choices) -> None:
    run()
    run(choices)
    assert linted == ["a.md", "b.md"]
    run(choices)
    run()
    assert linted == []


def test_what_is_decided_after_linting_lints_nothing(run: Callable[..., Run], linted: list[str]) -> None:
    assert run().exit_status == 1
    assert run(fail_on="never").exit_status == 0
    assert linted == []


@pytest.mark.parametrize("what", ["packages", "version", "code", "rules"])
def test_another_program_starts_anew(
    run: Callable[..., Run], linted: list[str], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    if what == "packages":
        (tmp_path / "packages" / "spacy-9.9.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / "packages")
    elif what == "version":
        monkeypatch.setattr("sys.version", "3.99")
    else:
        module = {"code": "lint", "rules": "lint.rules"}[what]
        copy = tmp_path / "copy"
        copy.mkdir()
        (copy / "engine.py").write_text("changed = True")
        original = fingerprint.import_module
        changed = type("Package", (), {"__path__": [str(copy)]})
        monkeypatch.setattr(fingerprint, "import_module", lambda name: changed if name == module else original(name))
    run()
    assert linted == ["a.md", "b.md"]


def test_failures_are_tried_again_and_skipped_articles_are_not(run: Callable[..., Run], linted: list[str]) -> None:
    Path("b.md").write_bytes(b"\xff")
    Path("c.md").write_text("Les pommes de terre sont une bonne chose. " * 20)
    first = run()
    assert run() == first
    assert (linted, [skipped.path for skipped in first.skipped]) == (["b.md"], ["c.md"])


def test_faults_of_the_project_are_told_each_time(run: Callable[..., Run]) -> None:
    Path("pack/dosing/broken.yaml").write_text("name: broken\n")
    first = run()
    assert [failure.path for failure in first.failures] == ["pack/dosing/broken.yaml"]
    assert run() == first


def test_a_broken_choice_is_an_error_each_time(run: Callable[..., Run]) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="swallow-pebles"):
            run(Choices(Selection(select=("swallow-pebles",))))


def recalled(key: str) -> Checked | None:
    with Ground(Path(), None, Choices(), DISK, Cache(folder())) as ground:
        return ground.recall(key)


def test_an_outcome_holds_as_long_as_what_the_article_depends_on(site: Path) -> None:
    Path("layout.html").write_text("<footer>This is no advice.</footer>")
    names = ("layout.html", "missing.html")
    checked = Checked("a.md", dependencies=tuple(Dependency(name, of_contents(name, DISK.read)) for name in names))
    with Ground(Path(), None, Choices(), DISK, Cache(folder())) as ground:
        ground.keep("key", checked)
    assert recalled("key") == checked
    for name in names:
        before = Path(name).read_bytes() if Path(name).exists() else None
        Path(name).write_text("other words")
        assert recalled("key") is None
        Path(name).write_bytes(before) if before else Path(name).unlink()
        assert recalled("key") == checked
    Path("layout.html").unlink()
    assert recalled("key") is None


def test_nothing_is_kept_of_rules_that_were_edited_while_they_were_at_work(run: Callable[..., Run], linted: list[str]) -> None:
    with Ground(Path(), None, Choices(), DISK, Cache(folder())) as ground:
        ground.keep(ground.key("a.md", PEBBLES.encode()), Checked("a.md"))
        edit("pack/dosing/swallow-pebbles.yaml", "do not dissolve", "do dissolve")
    edit("pack/dosing/swallow-pebbles.yaml", "do dissolve", "do not dissolve")
    run()
    assert linted == ["a.md", "b.md"]


def test_much_is_written_before_the_end(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.ground._WRITTEN_AT_ONCE", 2)
    with Ground(Path(), None, Choices(), DISK, Cache(folder())) as ground:
        for name in ("a", "b", "c"):
            ground.keep(name, Checked(name))
        assert [recalled(name) is not None for name in ("a", "b", "c")] == [True, True, False]


def test_a_moved_checkout_starts_anew(
    run: Callable[..., Run], linted: list[str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    moved = site.with_name("moved")
    site.rename(moved)
    monkeypatch.chdir(moved)
    run()
    assert linted == ["a.md", "b.md"]
