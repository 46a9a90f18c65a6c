"""Runs of the real command that recall what earlier ones found out, and runs in several processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lint.reports import FORMATS

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).parents[2]
HEALTHLINT = Path(sys.executable).parent / "healthlint"
PEBBLES = "Swallow 5 pebbles at dawn.\n"
#: Runs the command in this process and tells which packages it loaded.
LOADED = """\
import sys
from lint.cli import main
try:
    main()
except SystemExit as done:
    heavy = ("spacy", "thinc", "numpy", "pydantic", "re2", "pyromark", "multiprocessing", "tqdm", "wcwidth")
    print([name for name in heavy if name in sys.modules], done.code, file=sys.stderr)
"""


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_processes_and_the_cache_change_no_byte(healthlint: Command, jobs: str) -> None:
    """For every format: one process or three, worked out or recalled."""
    for format_ in FORMATS:
        arguments = ["check", "content", "--format", format_, "--jobs", jobs]
        recalled = healthlint(*arguments, cwd=ROOT)
        again = healthlint(*arguments, cwd=ROOT)
        assert (again.stdout, again.stderr, again.returncode) == (recalled.stdout, recalled.stderr, recalled.returncode)
    alone = healthlint("check", "content", "--no-cache", "--format", "json", "--jobs", "1", cwd=ROOT)
    assert healthlint("check", "content", "--format", "json", "--jobs", jobs, cwd=ROOT).stdout == alone.stdout
    assert alone.returncode == 1


def test_a_run_in_which_nothing_changed_loads_nothing_heavy() -> None:
    def run() -> tuple[bytes, str]:
        command = [sys.executable, "-c", LOADED, "check", "content", "--format", "text"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        return done.stdout, done.stderr.decode().strip()

    cold, warm = run(), run()
    assert "'spacy', 'thinc', 'numpy', 'pydantic'" in cold[1]
    assert warm == (cold[0], "[] 1")


def test_the_cache_can_be_left_out_and_removed(site: Path, healthlint: Command) -> None:
    Path("a.md").write_text(PEBBLES)
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "healthlint"
    assert healthlint("check", "a.md", "--no-cache").returncode == 1
    assert healthlint("clean").stdout == b"there is no cache\n"
    healthlint("check", "a.md")
    assert cache.is_dir()
    assert healthlint("clean").stdout.decode() == f"removed {cache}\n"
    assert not cache.exists()
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md", "healthlint.yaml", "pack"]


def test_runs_at_once_say_what_each_says_alone(site: Path, healthlint: Command) -> None:
    for number in range(12):
        Path(f"{number}.md").write_text(PEBBLES * (number + 1))
    command = [HEALTHLINT, "check", ".", "--format", "json", "--jobs", "2"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = {run.communicate()[0] for run in runs}
    assert outputs == {healthlint("check", ".", "--format", "json", "--no-cache").stdout}


def waits_for(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.02)
    return False


def workers(parent: int) -> list[int]:
    """The processes that the process has started, by /proc."""
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


@pytest.fixture
def long_run(site: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run of two workers that has begun with articles that take long; in a process group of its own, as in a terminal."""
    for number in range(16):
        Path(f"{number}.md").write_text(f"Article {number}.\n\n" + "Swallow 5 pebbles for the pain.\n\n" * 1500)
    command = [HEALTHLINT, "check", ".", "--jobs", "2", "--format", "concise"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert waits_for(lambda: len(workers(process.pid)) == 2 or process.poll() is not None)
        assert process.poll() is None
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
class TestLongRuns:
    def test_an_interrupt_stops_all_processes_at_once_with_one_word(self, long_run: subprocess.Popen[bytes]) -> None:
        os.killpg(long_run.pid, signal.SIGINT)
        output, errors = long_run.communicate(timeout=20)
        assert (long_run.returncode, output, errors.strip()) == (2, b"", b"interrupted")
        with pytest.raises(ProcessLookupError):
            os.killpg(long_run.pid, 0)

    def test_a_run_that_is_killed_leaves_no_worker_behind(self, long_run: subprocess.Popen[bytes]) -> None:
        children = workers(long_run.pid)
        long_run.kill()
        assert waits_for(lambda: not any(Path(f"/proc/{child}").exists() for child in children))

    def test_a_worker_that_is_killed_costs_no_findings(self, long_run: subprocess.Popen[bytes]) -> None:
        os.kill(workers(long_run.pid)[0], signal.SIGKILL)
        output, errors = long_run.communicate()
        assert (long_run.returncode, errors) == (1, b"")
        assert {line.split(b":")[0] for line in output.splitlines()} == {b"%d.md" % number for number in range(16)}
