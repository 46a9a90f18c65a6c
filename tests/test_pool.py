"""Worker processes: the same outcomes whoever works them out, and a crash is the matter of one article."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lint import pool
from lint.checked import Checked
from lint.checker import Checker
from lint.pool import Article, check_all, staff
from lint.project import open_project

PEBBLES = b"Swallow 5 pebbles at dawn.\n"
ARTICLES = [(f"{number}.md", PEBBLES * number) for number in range(1, 10)]


class Crashing(Checker):
    """Does something else than to answer when it comes to the article 5.md."""

    def __init__(self, crash: Callable[[], object]) -> None:
        super().__init__(open_project(Path()))
        self._crash = crash

    def check(self, path: str, data: bytes) -> Checked:
        if path == "5.md":
            self._crash()
        return super().check(path, data)


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def segfault() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)  # pytest's handler would print the stack
    os.kill(os.getpid(), signal.SIGSEGV)


def by_path(outcomes: Iterator[Checked]) -> list[Checked]:
    found = sorted(outcomes, key=lambda checked: checked.path)
    assert multiprocessing.active_children() == []
    return found


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("workers", [0, 1, 3, 20])
def test_outcomes_are_the_same_whoever_works_them_out(
    site: Path, workers: int, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if method == "spawn" and workers != 3:
        pytest.skip("takes seconds")
    monkeypatch.setattr(pool, "_CONTEXT", multiprocessing.get_context(method))
    checker = Checker(open_project(Path()))
    assert by_path(check_all(checker, ARTICLES, workers)) == [checker.check(*article) for article in ARTICLES]


@pytest.mark.parametrize(
    ("crash", "how"),
    [
        (kill_self, "SIGKILL, as when memory runs out"),
        (segfault, "SIGSEGV"),
        (lambda: os._exit(3), "exit status 3"),
        (lambda: os._exit(0), "exit status 0"),
    ],
    ids=["killed", "segfault", "exit", "exit without a fault"],
)
@pytest.mark.parametrize("workers", [1, 3])
def test_a_crash_names_the_article_and_costs_no_other_its_findings(
    site: Path, crash: Callable[[], object], how: str, workers: int
) -> None:
    checker = Crashing(crash)
    found = by_path(check_all(checker, ARTICLES, workers))
    assert [checked.path for checked in found] == [path for path, _ in ARTICLES]
    [failed] = [checked for checked in found if checked.failure]
    assert failed.failure is not None
    assert (failed.path, failed.failure.path) == ("5.md", "5.md")
    assert failed.failure.message == f"healthlint crashed on this article ({how}); please report it"
    assert [len(checked.findings) for checked in found] == [1, 2, 3, 4, 0, 6, 7, 8, 9]


def test_a_worker_that_was_killed_by_chance_costs_nothing(site: Path) -> None:
    def once() -> None:
        if not Path("crashed").exists():
            Path("crashed").touch()
            kill_self()

    checker = Crashing(once)
    found = by_path(check_all(checker, ARTICLES, 2))
    assert Path("crashed").exists()
    assert [len(checked.findings) for checked in found] == list(range(1, 10))


def test_no_memory_is_a_failure_of_the_article(site: Path) -> None:
    def no_memory() -> None:
        raise MemoryError

    [failed] = [checked for checked in by_path(check_all(Crashing(no_memory), ARTICLES, 2)) if checked.failure]
    assert failed.path == "5.md"


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_articles_are_held_than_there_are_workers(site: Path, workers: int) -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in ARTICLES:
            taken += 1
            yield article

    for number, _ in enumerate(check_all(Checker(open_project(Path())), counted(), workers)):
        assert taken <= number + 1 + workers


def test_no_worker_outlives_an_iteration_that_is_broken_off(site: Path) -> None:
    outcomes = check_all(Checker(open_project(Path())), ARTICLES, 3)
    next(outcomes)
    assert len(multiprocessing.active_children()) == 3
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("forks", "articles", "jobs", "workers"), [(True, 1, 4, 1), (True, 9, 4, 2), (True, 900, 4, 4), (False, 9, 4, 0)]
)
def test_few_articles_are_worth_few_workers(
    forks: bool, articles: int, jobs: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "FORKS", forks)
    monkeypatch.setattr(pool, "_ARTICLES_A_WORKER", 8 if forks else 64)
    assert staff(articles, jobs) == workers
