"""The engine on this machine: what one article does to a worker is a failed row, and costs no other its rows."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from lint.audit.corpus import Stretch
from lint.audit.examine import Examiner
from lint.audit.local import parts
from lint.audit.record import Examined, Record
from lint.pool import Limits
from lint.project import open_project

PEBBLES = b"Swallow 5 pebbles at dawn. The pain of a patient may pass with treatment."


class Trapped(Examiner):
    """Does something else when it comes to the article called trap.md."""

    def __init__(self, trap: Callable[[], object]) -> None:
        super().__init__(open_project(Path()))
        self._trap = trap

    def examine(self, record: Record) -> Examined:
        if record.path == "trap.md" and not record.problem:
            self._trap()
        return super().examine(record)


def stretch(name: str, *paths: str) -> Stretch:
    records = (Record(path, at, path, path, PEBBLES) for at, path in enumerate(paths))
    return Stretch(name, tuple(records), 0)


def rows(examiner: Examiner, workers: int = 2, seconds: float = 30) -> list[dict[str, Any]]:
    stretches = [stretch("1", "a.md", "b.md"), stretch("2", "c.md", "trap.md", "d.md"), stretch("3", "e.md")]
    done = sorted(parts(stretches, examiner, workers, Limits(seconds, 300)), key=lambda part: part.name)
    assert [part.articles for part in done] == [2, 3, 1]
    return [row for part in done for row in pq.read_table(io.BytesIO(part.tables["articles"])).to_pylist()]


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(row["article_id"], row["status"], row["reason"]) for row in rows]


ORDER = ("a.md", "b.md", "c.md", "trap.md", "d.md", "e.md")


@pytest.mark.parametrize("workers", [1, 2])
def test_every_record_has_its_row(site: Path, workers: int) -> None:
    found = rows(Examiner(open_project(Path())), workers)
    assert told(found) == [(name, "linted", "") for name in ORDER]
    assert [row["errors"] for row in found] == [1] * 6


@pytest.mark.parametrize(
    ("trap", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL, as when memory runs out"),
        (lambda: os._exit(3), "exit status 3"),
    ],
    ids=["killed", "exit"],
)
def test_an_article_that_crashes_workers_is_a_failed_row(site: Path, trap: Callable[[], object], how: str) -> None:
    reason = f"healthlint crashed on this article ({how}); please report it"
    expected = [(name, "failed", reason) if name == "trap.md" else (name, "linted", "") for name in ORDER]
    assert told(rows(Trapped(trap))) == expected


def test_an_article_that_takes_too_long_is_given_up(site: Path) -> None:
    expected = [(name, "linted", "") for name in ORDER]
    expected[3] = ("trap.md", "failed", "given up: it took more than 1 seconds")
    assert told(rows(Trapped(lambda: time.sleep(600)), seconds=1)) == expected


def grow() -> None:
    """Take what there is, as a reader that never ends does."""
    held = []
    while True:
        held.append(b"x" * 10_000_000)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_takes_all_memory_is_given_up(site: Path, workers: int) -> None:
    expected = [(name, "linted", "") for name in ORDER]
    expected[3] = ("trap.md", "failed", "given up: it took more than 300 MB of memory")
    assert told(rows(Trapped(grow), workers)) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
def test_an_article_may_take_what_the_limit_allows(site: Path) -> None:
    examiner = Trapped(lambda: b"x" * 250_000_000)
    assert told(rows(examiner)) == [(name, "linted", "") for name in ORDER]


class Unwritable(Examiner):
    """Gives rows for trap.md on which a worker dies when it writes them."""

    def examine(self, record: Record) -> Examined:
        examined = super().examine(record)
        return (
            Examined(examined.position, Deadly(examined.rows)) if record.path == "trap.md" and not record.problem else examined
        )


class Deadly(dict[str, Any]):
    def get(self, *_: object) -> Any:
        os._exit(3)


def test_of_rows_that_cannot_be_written_those_of_the_largest_article_are_given_up(site: Path) -> None:
    whole = stretch("1", "a.md", "trap.md", "b.md")
    records = [replace(record, data=record.data * (1 + (record.path == "trap.md"))) for record in whole.records]
    [done] = parts([replace(whole, records=tuple(records))], Unwritable(open_project(Path())), 1, Limits())
    found = pq.read_table(io.BytesIO(done.tables["articles"])).to_pylist()
    assert [row["status"] for row in found] == ["linted", "failed", "linted"]
    assert found[1]["reason"] == "healthlint crashed on this article (exit status 3); please report it"


def test_a_worker_that_was_killed_by_chance_costs_nothing(site: Path) -> None:
    def once() -> None:
        if not Path("crashed").exists():
            Path("crashed").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    assert told(rows(Trapped(once))) == [(name, "linted", "") for name in ORDER]
    assert Path("crashed").exists()
