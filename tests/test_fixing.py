"""From findings to fixed articles, in memory, as a diff and in files."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from lint.checked import Checked, Failure
from lint.finding import Finding, Fix, Severity
from lint.fixes import Rewritten
from lint.fixing import diff, rewrite, save
from lint.places import LineIndex

MARK = b"\xef\xbb\xbf"


def checked(path: str, data: bytes) -> Checked:
    """A check that reports each “addict”."""
    text = data.removeprefix(MARK).decode()
    places = [LineIndex(text).place(at, at + 6) for at in range(len(text)) if text.startswith("addict", at)]
    return Checked(
        path, tuple(Finding(path, "language", "addict", Severity.ERROR, "", "", "", p, fix=Fix("é", p, True)) for p in places)
    )


def test_the_mark_of_the_encoding_and_the_ends_of_lines_stay() -> None:
    data = {"a.md": MARK + b"An addict\r\nand a\raddict\n", "b.md": b"No more.\n"}
    outcomes = [checked(path, article) for path, article in data.items()]
    found = [finding for one in outcomes for finding in one.findings]
    rewritten, failures = rewrite(found, outcomes, data.__getitem__, checked, unsafe=False)
    assert failures == []
    assert rewritten == [Rewritten("a.md", data["a.md"], MARK + "An é\r\nand a\ré\n".encode(), Counter(addict=2))]


@pytest.mark.parametrize("now", [b"Not an addict any more", b"\xff"])
def test_an_article_that_changes_after_it_was_linted_is_left_alone(now: bytes) -> None:
    one = checked("a.md", b"addict")
    rewritten, [failure] = rewrite(one.findings, [one], lambda _: now, checked, unsafe=False)
    assert rewritten == []
    assert "changed" in failure.message


def test_an_article_that_went_away_is_a_failure() -> None:
    def gone(path: str) -> bytes:
        return (Path("/nowhere") / path).read_bytes()

    one = checked("a.md", b"addict")
    assert rewrite(one.findings, [one], gone, checked, unsafe=False) == (
        [],
        [Failure("a.md", None, "cannot be read: No such file or directory")],
    )


def test_a_file_that_cannot_be_written_does_not_keep_the_others_from_being_saved(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "a").chmod(0o444)
    (tmp_path / "b").write_bytes(b"newer")
    all_three = [Rewritten(str(tmp_path / name), b"old", b"new", Counter(r=1)) for name in "abc"]
    saved, failures = save(all_three)
    assert saved == all_three[2:]
    assert [(Path(f.path).name, f.message) for f in failures] == [
        ("a", "cannot be written, and is not fixed: it is read-only"),
        ("b", "was changed while healthlint read it, and is not fixed; run the command again"),
    ]
    assert [(tmp_path / name).read_bytes() for name in "abc"] == [b"old", b"newer", b"new"]
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\n", b"one\n2\n"),
        (b"one\r\ntwo\r\n", b"one\r\n2\r\n"),
        (b"one\rtwo", b"one\r2"),
        (b"one\ntwo", b"one\n2"),
        (b"one\n", b"one\n\ntwo"),
        (MARK + "“one”\u2028two\n".encode(), MARK + "“1”\u2028two\n".encode()),
    ],
)
def test_git_takes_the_diff(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "my café.md").write_bytes(before)
    patch = "".join(diff([Rewritten("./my café.md", before, after, Counter(r=1))])).encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "my café.md").read_bytes() == after


def test_a_hostile_name_starts_no_line_of_the_diff() -> None:
    text = "".join(diff([Rewritten("a\n+++ b/c.md", b"one\n", b"two\n", Counter(r=1))]))
    assert [line[:4] for line in text.splitlines()] == ["--- ", "+++ ", "@@ -", "-one", "+two"]
