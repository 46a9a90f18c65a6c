"""Checks articles in worker processes: all cores work, and a crash on one article costs no other its findings."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

from lint.checked import Checked, Failure
from lint.checker import Checker

Article = tuple[str, bytes]

# docs/decisions/0010-runs.md has the measurements. A fork takes over spaCy and the compiled rules within milliseconds; on other
# systems than Linux libraries do not stand it, and a process of its own loads them again, which only many articles are worth.
FORKS = sys.platform == "linux"
_CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
_ARTICLES_A_WORKER = 8 if FORKS else 64


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def staff(articles: int, jobs: int) -> int:
    """How many workers so many articles are worth, ``jobs`` at most. None (0) means: better done in this process."""
    return min(jobs, -(-articles // _ARTICLES_A_WORKER)) if FORKS or articles > _ARTICLES_A_WORKER else 0


def check_all(checker: Checker, articles: Iterable[Article], workers: int) -> Iterator[Checked]:
    """The outcome of each article, in the order in which they are done.

    An article on which a worker crashed is tried again when all others are done, by a worker that has the machine to itself;
    after a second crash it is a failure. However the iteration ends, no worker is left.
    """
    if not workers:
        yield from (checker.check(path, data) for path, data in articles)
        return
    crashed: list[tuple[Article, str]] = []
    yield from _share_out(checker, iter(articles), workers, crashed)
    for article, _ in crashed:
        again: list[tuple[Article, str]] = []
        yield from _share_out(checker, iter([article]), 1, again)
        for (path, _), how in again:
            problem = f"healthlint crashed on this article ({how}); please report it"
            yield Checked(path, failure=Failure(path, None, problem))


def _share_out(
    checker: Checker, articles: Iterator[Article], workers: int, crashed: list[tuple[Article, str]]
) -> Iterator[Checked]:
    """The outcomes of all articles but those that crash a worker, which go to ``crashed`` with a word how."""
    busy: dict[Connection, _Worker] = {}
    try:
        while True:
            while len(busy) < workers and (article := next(articles, None)):
                worker = _Worker(checker)
                busy[worker.connection] = worker
                worker.give(article)
            if not busy:
                return
            for connection in wait(list(busy)):
                worker = busy[connection]  # type: ignore[index]
                try:
                    checked = worker.connection.recv()
                except (EOFError, OSError):
                    del busy[worker.connection]
                    crashed.append((worker.article, worker.end()))
                    continue
                if article := next(articles, None):
                    worker.give(article)
                else:
                    del busy[worker.connection]
                    worker.end()
                yield checked
    finally:
        for worker in busy.values():
            worker.end()


class _Worker:
    """A process that checks what it is given, one article at a time."""

    def __init__(self, checker: Checker) -> None:
        self.article: Article = ("", b"")
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, self.connection, checker), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()

    def give(self, article: Article) -> None:
        self.article = article
        with suppress(OSError):  # a worker that is no more shows when it is asked for the answer
            self.connection.send(article)

    def end(self) -> str:
        """End the process, whatever it is at; returns how it ended if it was before that."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        status = self._process.exitcode or 0
        if status >= 0:
            return f"exit status {status}"
        name = signal.Signals(-status).name
        return f"{name}, as when memory runs out" if -status == signal.SIGKILL else name


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold interrupts back, also in a process started meanwhile, and there for good: only the first process answers Ctrl-C."""
    if sys.platform == "win32":
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _work(connection: Connection, asking: Connection, checker: Checker) -> None:
    """Answer until the process that asks is gone, which shows when nobody holds its end of the connection any more."""
    asking.close()
    try:
        while True:
            path, data = connection.recv()
            connection.send(checker.check(path, data))
    except (EOFError, OSError):
        return
    except Exception:  # such as no memory left to send the answer
        sys.exit(1)
