"""``healthlint audit`` itself: what it leaves, how it ends, and how it goes on after it was killed."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import docx
import pyarrow.parquet as pq
import pytest

from lint.audit.tables import TABLES

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
Held = TypeVar("Held")
HEALTHLINT = Path(sys.executable).parent / "healthlint"


def article(number: int) -> str:
    return f"# Pain, part {number}\n\nTake {number} mg of ibuprofen for the pain in your {'back ' * (number % 7)}every night.\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with 160 articles in ``archive``."""
    monkeypatch.chdir(tmp_path)
    for number in range(160):
        path = Path("archive", f"part{number % 3}", f"{number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number))
    return tmp_path


def left(folder: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The bytes of the tables, and what run.json says, the times left out."""
    run = json.loads(Path(folder, "run.json").read_text())
    del run["timing"]
    return {path.name: path.read_bytes() for path in Path(folder).glob("*.[pcx]*")}, run


def test_an_audit_leaves_its_tables_and_ends_well_whatever_it_found(archive: Path, healthlint: Command) -> None:
    Path("archive/part0/broken.md").write_bytes(b"\xff\xfe\xff")
    Path("archive/part2/copy.md").write_text(article(3))
    done = healthlint("audit", "archive", "--out", "out")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("162 articles, 1 failed, 1 copy: ")
    assert {path.name for path in Path("out").iterdir()} >= {
        *("run.json", "claims.csv", "claims.xlsx", "report.html"),
        *(f"{table.name}.parquet" for table in TABLES),
    }
    assert not Path("out/parts").exists()
    for table in TABLES:
        written = pq.read_schema(f"out/{table.name}.parquet")
        assert [(field.name, field.nullable, field.metadata) for field in written] == [
            (column.name, column.null, {b"meaning": column.meaning.encode()}) for column in table.columns
        ]
    articles = pq.read_table("out/articles.parquet").to_pylist()
    assert [row["article_id"] for row in articles] == sorted(row["article_id"] for row in articles)
    assert [row["position"] for row in articles] == list(range(162))
    _, run = left("out")
    assert run["failures"] == [{"article_id": row["article_id"], "reason": row["reason"]} for row in articles if row["reason"]]
    copies = {row["article_id"] for row in articles if row["duplicate_of"]}
    assert run["counts"]["duplicates"] == len(copies) == sum(row["copies"] for row in articles) > 0
    findings = pq.read_table("out/findings.parquet").to_pylist()
    counted = [finding for finding in findings if finding["article_id"] not in copies and not finding["suppressed"]]
    assert sum(run["counts"]["findings"].values()) == len(counted) > 0
    assert {finding["rule"] for finding in findings} <= run["rules"].keys()


def test_fail_on_makes_violations_a_matter_of_the_exit_status(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", "archive/part1", "--out", "out", "--fail-on", "error").returncode == 1
    assert healthlint("audit", "archive/part1", "--out", "out").returncode == 0


def test_an_audit_that_was_killed_goes_on_and_leaves_the_same_tables(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", "archive", "--out", "whole").returncode == 0
    with subprocess.Popen([HEALTHLINT, "audit", "archive", "--out", "killed", "-j2"], stderr=subprocess.DEVNULL) as running:
        parts = until(lambda: complete("killed"))
        workers = children(running.pid)
        running.kill()
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert not Path("killed/run.json").exists()
    written = {part: Path("killed/parts", part).stat().st_mtime_ns for part in parts}
    Path("killed/parts/.0000000-0000009").mkdir(exist_ok=True)  # one that was being written
    with subprocess.Popen([HEALTHLINT, "audit", "archive", "--out", "killed"], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            with suppress(FileNotFoundError):  # the parts go when the tables are there
                now = {path.name: path.stat().st_mtime_ns for path in Path("killed/parts").glob("[0-9]*")}
                assert written.items() <= now.items() or Path("killed/run.json").exists()
            time.sleep(0.01)
    assert running.returncode == 0
    assert left("killed") == left("whole")


def test_an_interrupt_ends_it_cleanly_and_it_goes_on(archive: Path, healthlint: Command) -> None:
    with subprocess.Popen([HEALTHLINT, "audit", "archive", "--out", "out", "-j2"], stderr=subprocess.PIPE) as running:
        until(lambda: complete("out"))
        workers = children(running.pid)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert (running.returncode, said.strip()) == (2, b"interrupted")
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert healthlint("audit", "archive", "--out", "out").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
def test_an_article_that_needs_too_much_memory_is_given_up(archive: Path, healthlint: Command) -> None:
    Path("archive/part1/large.md").write_text("# Pain\n\n" + "a " * 1_000_000)
    done = healthlint("audit", "archive/part1", "--out", "out", "--memory-limit", "60")
    assert (done.returncode, done.stderr) == (0, b"")
    reason = "given up: it took more than 60 MB of memory"
    assert left("out")[1]["failures"] == [{"article_id": "large.md", "reason": reason}]


def test_a_folder_with_another_audit_is_left_alone(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", "archive/part0", "--out", "out").returncode == 0
    before = left("out")
    for arguments, what in (
        (("archive/part1",), b"another corpus"),
        (("archive/part0", "--ignore", "claims"), b"other rules or options"),
    ):
        done = healthlint("audit", *arguments, "--out", "out")
        assert done.returncode == 2
        assert b"out holds a finished audit of " + what in done.stderr
        assert b"--overwrite" in done.stderr
    assert left("out") == before
    assert healthlint("audit", "archive/part1", "--out", "out", "--overwrite").returncode == 0
    assert left("out")[1]["corpus"] == ["archive/part1"]


def test_a_folder_with_other_files_is_left_alone(archive: Path, healthlint: Command) -> None:
    done = healthlint("audit", "archive/part1", "--out", "archive/part0")
    assert done.returncode == 2
    assert b"archive/part0 holds other files (0.md)" in done.stderr


def test_bad_input_is_told_before_anything_is_done(archive: Path, healthlint: Command) -> None:
    Path("healthlint.yaml").write_text("profile: nobody\n")
    assert b"no profile is called 'nobody'" in healthlint("audit", "archive", "--out", "out").stderr
    Path("healthlint.yaml").unlink()
    assert b"no such file or folder" in healthlint("audit", "nowhere", "--out", "out").stderr
    assert not Path("out").exists()


def test_without_the_extra_one_line_says_what_to_install(archive: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from lint.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "audit", "archive", "--out", "out"], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr == b"Error: pyarrow is missing, which audits need: pip install 'healthlint[audit]'\n"


def complete(folder: str) -> list[str]:
    return [path.name for path in Path(folder, "parts").glob("[0-9]*")]


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def until(holds: Callable[[], Held]) -> Held:
    for _ in range(3000):
        if held := holds():
            return held
        time.sleep(0.02)
    raise AssertionError("it never came to be")


def test_every_kind_of_source_is_audited(archive: Path, healthlint: Command) -> None:
    word = docx.Document()
    word.add_paragraph(article(1))
    word.save("a.docx")
    Path("b.html").write_text(f"<p>{article(2)}</p>")
    Path("c.jsonl").write_text(json.dumps({"id": "x", "body": article(3)}) + "\n{broken\n")
    Path("d.md.gz").write_bytes(gzip.compress(article(4).encode()))
    sources = ("a.docx", "b.html", "c.jsonl", "d.md.gz", f"file://{archive}/archive/part0/0.md")
    done = healthlint("audit", *sources, "--text-column", "body", "--id-column", "id", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert {row["article_id"]: (row["format"], row["status"]) for row in pq.read_table("out/articles.parquet").to_pylist()} == {
        f"file://{archive}/archive/part0/0.md".removeprefix("file://"): ("markdown", "linted"),
        "a.docx": ("docx", "linted"),
        "b.html": ("html", "linted"),
        "c.jsonl#x": ("markdown", "linted"),
        "c.jsonl#2": ("html", "failed"),
        "d.md.gz": ("markdown", "linted"),
    }
    assert {row["article_id"] for row in pq.read_table("out/findings.parquet").to_pylist()} >= {
        "a.docx",
        "c.jsonl#x",
        "d.md.gz",
    }


def test_an_audit_is_no_part_of_a_corpus(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", ".", "--out", "out").returncode == 0
    Path("out/report.html").write_text("<p>Hello</p>")
    assert b"holds a finished audit" not in healthlint("audit", ".", "--out", "out").stderr
    assert left("out")[1]["counts"]["articles"] == 160


def test_a_report_compares_with_an_earlier_audit(archive: Path, healthlint: Command) -> None:
    assert healthlint("audit", "archive/part1", "--out", "before").returncode == 0
    done = healthlint("audit", "archive", "--out", "now", "--compare", "before")
    assert (done.returncode, done.stdout.decode().rpartition("; ")[2]) == (0, "see now/report.html\n")
    assert "new (" in Path("now/summary.md").read_text()
    assert 'id="trend"' in Path("now/report.html").read_text()
    assert healthlint("report", "now").stdout == b"see now/report.html\n"
    assert 'id="trend"' not in Path("now/report.html").read_text()


def test_a_folder_without_an_audit_is_told_before_anything_is_done(archive: Path, healthlint: Command) -> None:
    for arguments in (("report", "archive"), ("audit", "archive", "--out", "out", "--compare", "archive")):
        done = healthlint(*arguments)
        assert done.returncode == 2
        assert b"archive: run.json cannot be read" in done.stderr
    assert not Path("out").exists()
