"""``healthlint audit --engine ray``: the tables that the local engine makes, also when a worker of the cluster is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="ray is not installed: pip install 'healthlint[ray]'")
pytestmark = pytest.mark.slow

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
HEALTHLINT = Path(sys.executable).parent / "healthlint"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with articles enough for both workers to have some when one of them is killed."""
    monkeypatch.chdir(tmp_path)
    Path("archive").mkdir()
    for number in range(256):
        text = f"Take {number} mg of ibuprofen for pain in your {'back ' * (number % 7)}nightly. It cures {number} in 9.\n"
        Path("archive", f"{number:03}.md").write_text(f"# Pain, part {number}\n\n{text * 9}")
    Path("archive/broken.md").write_bytes(b"\xff\xfe\xff")
    return tmp_path


def tables(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).glob("*.[pcx]*")}


def workers() -> list[int]:
    """The processes of this test's cluster that examine articles, without those that they began."""
    mark = f"AUDIT_TEST={os.getpid()}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"_Examine" in (process / "cmdline").read_bytes() and mark in (process / "environ").read_bytes():
                found.add(int(process.name))
        except OSError:  # it has just ended, or is somebody else's
            continue
    return [one for one in found if int(Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[1]) not in found]


def test_a_killed_worker_of_a_cluster_costs_nothing(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", "archive", "--out", "local").returncode == 0
    environment = {**os.environ, "AUDIT_TEST": str(os.getpid())}
    command = [HEALTHLINT, "audit", "archive", "--out", "ray", "--engine", "ray", "-j2"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while not list(Path("ray/parts").glob("[0-9]*")) and running.poll() is None:
            time.sleep(0.02)
        both = workers()
        os.kill(both[0], signal.SIGKILL)
        told, problem = running.communicate(timeout=300)
    assert len(both) == 2
    assert running.returncode == 0, problem
    assert b"257 articles, 1 failed" in told  # behind what Ray says of the worker
    assert tables("ray") == tables("local")


def test_no_cluster_at_an_address_is_told(archive: Path, healthlint: Command) -> None:
    done = healthlint("audit", "archive", "--out", "out", "--engine", "ray", "--ray-address", "127.0.0.1:1")
    assert done.returncode == 2
    assert b"no Ray cluster at 127.0.0.1:1" in done.stderr


def test_an_address_without_its_engine_is_a_mistake(archive: Path, healthlint: Command) -> None:
    done = healthlint("audit", "archive", "--out", "out", "--ray-address", "127.0.0.1:1")
    assert done.returncode == 2
    assert b"add --engine ray" in done.stderr
