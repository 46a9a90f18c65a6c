"""Worker processes: all cores work, and a crash on one article costs no other its findings."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

from lint.checked import Checked, Failure
from lint.checker import Checker

Article = tuple[str, bytes]
Item = TypeVar("Item")
Result = TypeVar("Result")

At = Callable[[int], None]
"""What work calls with the number of the step that it begins."""
Work = Callable[[Item, At], Result]
"""What workers do with an item; picklable where processes are not forked."""

# docs/decisions/0010-runs.md has the measurements. A fork takes over spaCy and the compiled rules within milliseconds; on other
# systems than Linux libraries do not stand it, and a process of its own loads them again, which only many articles are worth.
FORKS = sys.platform == "linux"
_CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
_ARTICLES_A_WORKER = 8 if FORKS else 64
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NO_MEMORY = 71  # the exit status of a worker that has none left
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work may take: ``seconds`` a step, and (on Linux) so many ``megabytes`` more than a worker begins with."""

    seconds: float | None = None
    megabytes: int | None = None


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item on which a worker crashed, took too long (``late``) or too much memory (``large``), at which step, and how."""

    item: Item
    step: int
    how: str
    late: bool = False
    large: bool = False


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
    work = partial(_check, checker)
    crashed: list[Article] = []
    for outcome in share_out(work, articles, workers):
        if isinstance(outcome, Lost):
            crashed.append(outcome.item)
        else:
            yield outcome
    for article in crashed:
        for outcome in share_out(work, [article], 1):
            if isinstance(outcome, Lost):
                path, problem = article[0], f"healthlint crashed on this article ({outcome.how}); please report it"
                yield Checked(path, failure=Failure(path, None, problem))
            else:
                yield outcome


def _check(checker: Checker, article: Article, _at: At) -> Checked:
    return checker.check(*article)


def share_out(
    work: Work[Item, Result], items: Iterable[Item], workers: int, limits: Limits = Limits()
) -> Iterator[Result | Lost[Item]]:
    """What comes of each item, in the order in which they are done; no more items are held than there are workers.

    Args:
        work: what is to be done with an item, by a worker process.
        items: asked for one more whenever a worker is free, also when they had none before: what is lost may be given again.
        workers: how many at most.
        limits: a worker that goes beyond them is ended.
    """
    left, busy = iter(items), dict[Connection, _Worker[Item, Result]]()
    seconds = limits.seconds
    try:
        while True:
            while len(busy) < workers and (item := next(left, None)) is not None:
                worker = _Worker(work, limits.megabytes)
                busy[worker.connection] = worker
                worker.give(item)
            if not busy:
                return
            for connection in wait(list(busy), seconds and _until_late(busy.values(), seconds)):
                worker = busy[connection]  # type: ignore[index]
                try:
                    done, value = worker.connection.recv()
                except (EOFError, OSError):
                    del busy[worker.connection]
                    yield worker.lost()
                    continue
                if not done:
                    worker.begin(value)
                    continue
                if (item := next(left, None)) is not None:
                    worker.give(item)
                else:
                    del busy[worker.connection]
                    worker.end()
                yield value
            for worker in [worker for worker in busy.values() if seconds and worker.since + seconds < time.monotonic()]:
                del busy[worker.connection]
                worker.end()
                yield Lost(worker.item, worker.step, f"it took more than {seconds:g} seconds", late=True)
    finally:
        for worker in busy.values():
            worker.end()


def _until_late(workers: Iterable[_Worker[Item, Result]], seconds: float) -> float:
    return max(min(worker.since for worker in workers) + seconds - time.monotonic(), 0)


class _Worker(Generic[Item, Result]):
    """A process that does its work on what it is given, one item at a time. ``since`` is when it began its ``step``."""

    item: Item
    step: int
    since: float

    def __init__(self, work: Work[Item, Result], megabytes: int | None) -> None:
        self._megabytes = megabytes
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, work, os.getpid(), megabytes), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()

    def give(self, item: Item) -> None:
        self.item = item
        self.begin(0)
        with suppress(OSError):  # a worker that is no more shows when it is asked for the answer
            self.connection.send(item)

    def begin(self, step: int) -> None:
        self.step, self.since = step, time.monotonic()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def lost(self) -> Lost[Item]:
        """What the process was at when it ended of its own, and how it did."""
        self.end()
        status = self._process.exitcode or 0
        if status == _NO_MEMORY:
            limit = f"more than {self._megabytes} MB of memory" if self._megabytes else "more memory than there is"
            return Lost(self.item, self.step, f"it took {limit}", large=True)
        if status >= 0:
            return Lost(self.item, self.step, f"exit status {status}")
        name = signal.Signals(-status).name
        how = f"{name}, as when memory runs out" if -status == signal.SIGKILL else name
        return Lost(self.item, self.step, how)


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


def _work(connection: Connection, work: Work[Item, Result], parent: int, megabytes: int | None) -> None:
    """Answer until the other end is closed or the process there has died."""
    _end_with(parent)
    if megabytes:
        _take_no_more_than(megabytes)
    try:
        while True:
            item = connection.recv()
            connection.send((True, work(item, lambda step: connection.send((False, step)))))
    except (EOFError, OSError):
        return
    except MemoryError:
        sys.exit(_NO_MEMORY)
    except Exception:  # such as an answer that cannot be sent
        sys.exit(1)


def _take_no_more_than(megabytes: int) -> None:
    """Limit what this process may take in memory beside what it has.

    What it has counts as it is mapped, since libraries reserve far more than they use.
    """
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[5])
        limit = pages * resource.getpagesize() + megabytes * _MEGABYTE
        highest = resource.getrlimit(resource.RLIMIT_DATA)[1]
        if highest == resource.RLIM_INFINITY or limit < highest:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _end_with(parent: int) -> None:
    """Have the system end this process when its parent dies: a fork keeps the parent's end of the pipe open by itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(1)
