"""Output to pipes that close early and to files that must be whole."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.output import table, write_pieces


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")
    write_pieces(["Crème ", "brûlée\n"], path)
    assert path.read_bytes() == "Crème brûlée\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) & stat.S_IRUSR


def test_a_report_that_breaks_off_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    path = tmp_path / "report.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        write_pieces(pieces(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "latest.txt"
    link.symlink_to(tmp_path / "report.txt")
    write_pieces(["new"], link)
    assert link.is_symlink()
    assert (tmp_path / "report.txt").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_pieces(["gone"], Path("/dev/null"))
    assert not Path("/dev/null").is_file()


def test_a_reader_that_has_enough_is_no_error() -> None:
    code = "from lint.output import print_pieces; print_pieces('x' * 99 + '\\n' for _ in range(99999))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_columns_line_up() -> None:
    assert list(table([("a", "long", "x"), ("bcd", "e", "yz")])) == ["a    long  x\n", "bcd  e     yz\n"]
