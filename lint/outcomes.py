"""The outcome for every article of a run: as it was where nothing changed, else worked out in this process or in several."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, NoReturn

from lint.checked import Checked, Failure
from lint.files import Contents
from lint.ground import Ground

if TYPE_CHECKING:
    from tqdm import tqdm

    from lint.checker import Checker

_SECONDS_BEFORE_BAR = 2


def outcomes(paths: Sequence[str], data: Contents, ground: Ground, jobs: int | None) -> list[Checked]:
    """What came of each article, in their order.

    Args:
        paths: the articles.
        data: gives their bytes.
        ground: the project, and what is known of earlier runs.
        jobs: the most worker processes; None for one a core.
    """
    done: dict[str, Checked] = {}
    keys: dict[str, str] = {}

    def read(some: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in some:
            try:
                article = data(path)
            except OSError as error:
                done[path] = Checked(path, failure=Failure(path, None, f"cannot be read: {error.strerror}"))
            else:
                keys[path] = ground.key(path, article)
                yield path, article

    for path, _ in read(paths):
        if known := ground.recall(keys[path]):
            done[path] = known
    left = [path for path in paths if path not in done]
    if left:
        with _bar(len(paths), len(done)) as bar:
            for checked in _lint(left, read(left), ground, jobs):
                done[checked.path] = checked
                ground.keep(keys[checked.path], checked)
                if bar is not None:
                    bar.update()
    return [done[path] for path in paths]


def one_by_one(ground: Ground) -> Callable[[str, bytes], Checked]:
    """What comes of the article at a path if its bytes are these: known from before, or worked out in this process."""
    checkers: list[Checker] = []

    def check(path: str, data: bytes) -> Checked:
        key = ground.key(path, data)
        if known := ground.recall(key):
            return known
        if not checkers:
            from lint.checker import Checker

            checkers.append(Checker(ground.project))
        checked = checkers[0].check(path, data)
        ground.keep(key, checked)
        return checked

    return check


def _lint(paths: Sequence[str], articles: Iterable[tuple[str, bytes]], ground: Ground, jobs: int | None) -> Iterator[Checked]:
    from lint.checker import Checker
    from lint.pool import FORKS, check_all, cores, staff

    checker = Checker(ground.project)
    workers = staff(len(paths), jobs or cores())
    if workers > 1 and FORKS:  # one alone loads it by itself: a fork of a small process costs nothing
        checker.prepare(paths)
    return check_all(checker, articles, workers)


def _bar(total: int, done: int) -> AbstractContextManager[tqdm[NoReturn] | None]:
    """A bar on a terminal, for runs that take a while."""
    if total == 1 or not sys.stderr.isatty():
        return nullcontext()
    from tqdm import tqdm

    return tqdm(total=total, initial=done, desc="Linting", unit=" articles", delay=_SECONDS_BEFORE_BAR, leave=False)
