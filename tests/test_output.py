"""Output to pipes that close early and to files that must be whole."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.output import BadOutput, ChangedMeanwhile, Destination, destinations, replace_file, table, write_pieces


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


def test_a_file_that_is_replaced_keeps_its_mode_and_its_links(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    replace_file(str(link), b"old", b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_a_file_that_changed_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"newer")
    with pytest.raises(ChangedMeanwhile):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        replace_file(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"


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


def sent(*outputs: str, articles: tuple[str, ...] = ()) -> list[Destination]:
    return destinations("text", outputs, ("text", "json"), articles)


def test_a_report_is_printed_unless_it_is_sent_to_a_file() -> None:
    assert sent() == [("text", None)]
    assert sent("a.txt") == [("text", Path("a.txt"))]
    assert sent("json=a.json", "text=a=b") == [("text", None), ("json", Path("a.json")), ("text", Path("a=b"))]
    assert sent("json=a.json", "a.txt") == [("json", Path("a.json")), ("text", Path("a.txt"))]
    assert sent("./jsn=a.json", "1=2") == [("text", Path("jsn=a.json")), ("text", Path("1=2"))]


@pytest.mark.parametrize(
    ("outputs", "problem"),
    [
        (["jsn=a.json"], "'jsn' is no format, write one of text, json; a file of that name is ./jsn=a.json"),
        (["gone/a.json"], "gone/a.json cannot be written: no such folder; name a file in a folder that exists"),
        (["json=dangling"], "dangling cannot be written: no such folder; name a file in a folder that exists"),
        (["json=there"], "there is a folder; name a file in it"),
        (["json="], ". is a folder; name a file in it"),
        (["a.txt", "json=there/../a.txt"], "there/../a.txt is named for two reports; give each a file of its own"),
        (["json=link", "a.txt"], "a.txt is named for two reports; give each a file of its own"),
        (["there/tea.md"], "there/tea.md is an article to be linted, which the report would replace; name another file"),
    ],
)
def test_where_a_report_cannot_go_is_said_with_what_to_write(
    outputs: list[str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    Path("there/tea.md").write_text("Tea.")
    Path("link").symlink_to("a.txt")
    Path("dangling").symlink_to("gone/a.txt")
    with pytest.raises(BadOutput) as caught:
        sent(*outputs, articles=("./there/tea.md",))
    assert str(caught.value) == problem


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_found_before_the_run(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BadOutput, match="permission denied"):
        sent(str(tmp_path / "a.txt"))


def test_a_pipe_takes_a_report() -> None:
    assert sent("json=/dev/stdout", "/dev/null") == [("json", Path("/dev/stdout")), ("text", Path("/dev/null"))]
