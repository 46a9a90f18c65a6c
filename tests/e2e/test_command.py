"""The real command on real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

PEBBLES = "# Pebbles\n\nSwallow 5 pebbles at dawn.\n"
CLEAN = "# Raisins\n\nRaisins are dried grapes.\n"


@pytest.fixture
def articles(site: Path) -> Path:
    """Two clean articles and a bad one among them."""
    Path("articles").mkdir()
    Path("articles/bad.md").write_text(PEBBLES)
    Path("articles/clean.md").write_text(CLEAN)
    Path("articles/clean.html").write_text("<h1>Raisins</h1><p>Raisins are dried grapes.</p>")
    return Path("articles")


@pytest.mark.parametrize(
    ("paths", "status"),
    [
        (["articles/clean.md"], 0),
        (["articles"], 1),
        (["articles/clean.md", "articles/gone.md"], 2),
        (["articles", "articles/gone.md"], 2),
    ],
    ids=["clean", "violations", "failure", "failure and violations"],
)
def test_the_exit_status_is_0_1_or_2(articles: Path, healthlint: Command, paths: list[str], status: int) -> None:
    assert healthlint("check", *paths).returncode == status


def test_more_findings_do_not_change_the_exit_status(site: Path, healthlint: Command) -> None:
    Path("many.md").write_text("Swallow 5 pebbles for the pain.\n\n" * 300)
    assert healthlint("check", "many.md").returncode == 1


def test_json_findings_carry_every_field_and_quote_the_file(articles: Path, healthlint: Command) -> None:
    Path("articles/bad.md").write_bytes("\ufeff# Crème\r\n\r\n😀 Swallow 5 pebbles at dawn.\r\n".encode())
    [finding] = json.loads(healthlint("check", "articles", "--format", "json").stdout)["findings"]
    text = Path("articles/bad.md").read_bytes().decode("utf-8-sig")
    assert text[finding["start"] : finding["end"]] == finding["text"] == "Swallow 5 pebbles"
    place = {name: finding[name] for name in ("line", "column", "end_line", "end_column")}
    assert place == {"line": 3, "column": 3, "end_line": 3, "end_column": 20}
    assert {
        "path",
        "family",
        "rule",
        "severity",
        "message",
        "suggestion",
        "standards",
        "fingerprint",
        "related",
    } <= finding.keys()
    assert (finding["path"], finding["suppressed"]) == ("articles/bad.md", None)


def test_the_same_run_gives_the_same_bytes(articles: Path, healthlint: Command) -> None:
    runs = {healthlint("check", "articles", "-f", "json", env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in "123"}
    assert len(runs) == 1


def test_sarif_validates_and_names_articles_relative_to_the_run(
    articles: Path, healthlint: Command, schema_faults: Callable[[str, object], list[str]]
) -> None:
    done = healthlint("check", "articles", "articles/gone.md", "--format", "sarif", "--output", "log.sarif")
    assert done.returncode == 2
    log = json.loads(Path("log.sarif").read_text())
    assert schema_faults("sarif-schema-2.1.0", log) == []
    [run] = log["runs"]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]] == ["articles/bad.md"]
    assert not run["invocations"][0]["executionSuccessful"]


def test_standard_input_is_an_article(site: Path, healthlint: Command) -> None:
    done = healthlint("check", "--stdin-filename", "new.md", "-f", "concise", input=PEBBLES.encode())
    assert done.stdout.startswith(b"new.md:3:1: error swallow-pebbles: ")
    assert done.returncode == 1


def test_every_bad_input_in_one_run_is_one_line_each_and_spoils_nothing(articles: Path, healthlint: Command) -> None:
    Path("articles/latin.md").write_bytes("Crème\n".encode("latin-1"))
    Path("articles/image.md").write_bytes(b"\x89PNG\x00")
    Path("articles/empty.md").write_bytes(b"")
    Path("articles/front.md").write_text("---\ntitle: [open\n---\nWords.\n")
    Path("articles/torn.html").write_text("<div><p>Swallow 5 <b>pebbles</p></div></table><!-- never closed")
    Path("pack/promotion/best-soup.yaml").write_text("name: best-soup\nkind: phrase\npatterns: ['[soup']\n")
    Path("pack/dosing/never.yaml").write_text(
        Path("pack/dosing/swallow-pebbles.yaml").read_text().replace("swallow-pebbles", "never").replace("<digits>", "<digitz>")
    )
    with Path("healthlint.yaml").open("a") as file:
        file.write("ignore: [no-such-rule]\n")
    done = healthlint("check", "articles", "articles/gone.md", "nothing/*.md", "-f", "concise")
    assert done.returncode == 2
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    findings = [line.split(":")[0] for line in lines if "error swallow-pebbles" in line]
    failures = [line.split(":")[0] for line in lines if "error failure" in line]
    assert findings == ["articles/bad.md", "articles/torn.html"]
    assert sorted(failures) == [
        "articles/empty.md",
        "articles/front.md",
        "articles/gone.md",
        "articles/image.md",
        "articles/latin.md",
        "healthlint.yaml",
        "healthlint.yaml",
        "nothing/*.md",
        "pack/dosing/never.yaml",
        "pack/promotion/best-soup.yaml",
    ]
    assert len(lines) == len(findings) + len(failures)


def test_a_reader_that_has_enough_gets_no_traceback(site: Path, healthlint: Command) -> None:
    Path("many.md").write_text("Swallow 5 pebbles for the pain.\n\n" * 3000)
    command = f"'{Path(sys.executable).parent / 'healthlint'}' check many.md -f concise | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert done.stdout.startswith(b"many.md:1:1: error")
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [("check", "many.md"), ("rules",)])
def test_a_full_disk_is_an_error_and_no_fault_of_ours(site: Path, command: tuple[str, ...]) -> None:
    Path("many.md").write_text("Swallow 5 pebbles for the pain.\n\n" * 10)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [Path(sys.executable).parent / "healthlint", *command], stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = b"Error: what is to be printed cannot be written: No space left on device; print it elsewhere\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_an_interrupt_ends_with_one_word_and_status_2(site: Path) -> None:
    command = [Path(sys.executable).parent / "healthlint", "check", "--stdin-filename", "a.md"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        time.sleep(1.5)  # long enough to be waiting for its input, which never comes
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors.strip()) == (2, b"interrupted")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_interrupt_ends_all_workers_at_once(site: Path) -> None:
    for number in range(40):
        Path(f"{number}.md").write_text(f"# Pebbles\n\n{'Swallow 5 pebbles at dawn. ' * 10_000}\n")
    command = [Path(sys.executable).parent / "healthlint", "check", "--jobs=4", "--output=report.txt"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, start_new_session=True, **pipes) as process:  # type: ignore[call-overload]
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while len(workers := children.read_text().split()) < 4:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        printed, errors = process.communicate(timeout=60)
    assert (process.returncode, printed, errors.strip()) == (2, b"", b"interrupted")
    assert [worker for worker in workers if Path(f"/proc/{worker}").exists()] == []
    assert [path.name for path in site.iterdir() if "report" in path.name] == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_cannot_show_a_character_gets_it_spelled_out(site: Path, healthlint: Command, encoding: str) -> None:
    Path("a.md").write_text("Swallow 5 pebbles 漢字.\n")
    done = healthlint("check", "a.md", env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert b"\\u6f22\\u5b57" in done.stdout


def test_articles_whose_names_are_odd_are_linted(site: Path, healthlint: Command) -> None:
    names = ["a b.md", "é.md", "line\nbreak.md", b"\xff.md"]
    for name in names:
        Path(os.fsdecode(name)).write_text(PEBBLES)
    done = healthlint("check", ".", "-f", "concise")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == len(names)
