"""Fixing articles with the real command."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

MARK = b"\xef\xbb\xbf"
ARTICLE = """\
# Caring for the feet

Most diabetics know that sores &amp; blisters heal slowly.\r
One tablet of the medicine holds 1.0 mg, and half of it, .5 mg, is sold for children.\r
The clinic sees type 2 diabetics on Mondays, and **heroin addicts** on Tuesdays.
"""
FIXED = (
    ARTICLE.replace("Most diabetics", "Most people with diabetes")
    .replace("holds 1.0 mg", "holds 1 mg")
    .replace(", .5 mg", ", 0.5 mg")
)
ALL_FIXED = FIXED.replace("2 diabetics", "2 people with diabetes").replace("heroin addicts", "people with a drug use disorder")
SELECT = ("--select", "notation,language")
INSERT = "This article is general information & cannot replace advice from your own doctor or pharmacist."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "feet.md"
    path.write_bytes(MARK + ARTICLE.encode())
    return path


def test_safe_fixes_are_written_and_the_rest_is_reported(healthlint: Command, article: Path) -> None:
    done = healthlint("check", "feet.md", "--fix", *SELECT, cwd=article.parent)
    assert done.returncode == 0
    assert article.read_bytes() == MARK + FIXED.encode()
    assert done.stdout.endswith(b"\n2 warnings in 1 of 1 article, 3 fixed, 2 more with --unsafe-fixes\n")
    again = healthlint("check", "feet.md", "--fix", "--fail-on", "warning", *SELECT, cwd=article.parent)
    assert again.returncode == 1
    assert article.read_bytes() == MARK + FIXED.encode()
    assert b"fixed" not in again.stdout


def test_unsafe_fixes_are_written_when_asked_for(healthlint: Command, article: Path) -> None:
    done = healthlint("check", "feet.md", "--unsafe-fixes", "--format", "json", *SELECT, cwd=article.parent)
    assert article.read_bytes() == MARK + ALL_FIXED.encode()
    report = json.loads(done.stdout)
    assert report["findings"] == []
    assert report["summary"]["fixed"] == 5


@pytest.mark.parametrize(("option", "expected"), [((), FIXED), (("--unsafe-fixes",), ALL_FIXED)])
def test_a_diff_shows_what_would_change_and_changes_nothing(
    healthlint: Command, article: Path, option: tuple[str, ...], expected: str
) -> None:
    before = article.read_bytes()
    done = healthlint("check", "feet.md", "--diff", *option, "--fail-on", "warning", *SELECT, cwd=article.parent)
    assert done.returncode == 1
    assert article.read_bytes() == before
    assert done.stderr.endswith(b"\n5 warnings in 1 of 1 article, 3 fixable with --fix, 2 more with --unsafe-fixes\n")
    subprocess.run(["git", "apply", "-"], input=done.stdout, cwd=article.parent, check=True)
    assert article.read_bytes() == MARK + expected.encode()


def test_a_fixed_article_from_standard_input_is_printed(healthlint: Command, article: Path) -> None:
    done = healthlint("check", "--fix", "--stdin-filename", "x.md", *SELECT, input=article.read_bytes(), cwd=article.parent)
    assert done.stdout == MARK + FIXED.encode()
    assert b"x.md:5:24 warning condition-as-noun" in done.stderr
    clean = healthlint("check", "--fix", "--stdin-filename", "x.md", *SELECT, input=b"Rest is healthy.\r\n")
    assert (clean.returncode, clean.stdout) == (0, b"Rest is healthy.\r\n")
    broken = healthlint("check", "--fix", "--stdin-filename", "x.md", *SELECT, input=b"\xff Rest.")
    assert (broken.returncode, broken.stdout) == (2, b"\xff Rest.")


def test_a_file_that_cannot_be_written_fails_and_the_others_are_fixed(healthlint: Command, article: Path) -> None:
    closed = article.parent / "closed.md"
    closed.write_bytes(article.read_bytes())
    closed.chmod(0o444)
    done = healthlint("check", ".", "--fix", *SELECT, cwd=article.parent)
    assert done.returncode == 2
    assert b"closed.md failed: cannot be written, and is not fixed: it is read-only\n" in done.stdout
    assert closed.read_bytes() == MARK + ARTICLE.encode()
    assert article.read_bytes() == MARK + FIXED.encode()


def test_what_is_suppressed_known_or_unchanged_is_not_fixed(healthlint: Command, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@example.org", *arguments], cwd=tmp_path, check=True)

    (tmp_path / "healthlint.yaml").write_text("select: [language]\n")
    comment = "<!-- healthlint ignore-next condition-as-noun: a title -->"
    old = f"# Feet\n\nMost diabetics know that.\n\n{comment}\nSome diabetics do not.\n"
    (tmp_path / "feet.md").write_text(old)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "old")
    (tmp_path / "feet.md").write_text(old + "\nFew diabetics heal fast.\n")
    new = old + "\nFew people with diabetes heal fast.\n"
    assert healthlint("check", ".", "--fix", "--since", "HEAD", cwd=tmp_path).returncode == 0
    assert (tmp_path / "feet.md").read_text() == new
    assert healthlint("baseline", "create", ".", cwd=tmp_path).returncode == 0
    (tmp_path / "feet.md").write_text(old + "\nFew diabetics heal fast.\n")
    assert healthlint("check", ".", "--fix", cwd=tmp_path).returncode == 0
    assert (tmp_path / "feet.md").read_text() == new
    healthlint("check", ".", "--fix", "--no-baseline", cwd=tmp_path)
    assert (tmp_path / "feet.md").read_text() == new.replace("Most diabetics", "Most people with diabetes")


def test_the_index_is_not_fixed(healthlint: Command, article: Path) -> None:
    done = healthlint("check", "--fix", "--staged", cwd=article.parent)
    assert done.returncode == 2
    assert b"--staged lints git's index" in done.stderr
    assert article.read_bytes() == MARK + ARTICLE.encode()


def test_the_publishers_disclaimer_is_put_where_none_is(healthlint: Command, tmp_path: Path) -> None:
    (tmp_path / "healthlint.yaml").write_text(f"select: [disclaimer-missing]\ndisclaimer:\n  insert: {INSERT}\n")
    html = "<!doctype html><body><article>\n  <h1>Migraine</h1>\n  <p>Migraine is a headache.</p>\n</article></body>\n"
    articles = {
        "a.md": ("# Migraine\n\nMigraine is a headache.\n", "\n\n{}", "Migraine is a headache."),
        "b.txt": ("Migraine\r\n\r\nMigraine is a headache.\r\n", "\r\n\r\n{}", "Migraine is a headache."),
        "c.html": (html, "\n  <p>{}</p>", "Migraine is a headache.</p>"),
    }
    for name, (text, _, _) in articles.items():
        (tmp_path / name).write_bytes(text.encode())
    first = healthlint("check", ".", "--fix", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (0, b"no errors or warnings in 3 articles, 3 fixed\n")
    assert healthlint("check", ".", "--fix", cwd=tmp_path).stdout == b"no errors or warnings in 3 articles\n"
    for name, (text, form, behind) in articles.items():
        words = INSERT if name == "b.txt" else INSERT.replace("&", "&amp;")
        assert (tmp_path / name).read_bytes().decode() == text.replace(behind, behind + form.format(words))


def test_words_that_are_no_disclaimer_are_refused(healthlint: Command, tmp_path: Path) -> None:
    (tmp_path / "healthlint.yaml").write_text("disclaimer:\n  insert: Enjoy our articles.\n")
    (tmp_path / "a.md").write_text("# Migraine\n\nMigraine is a headache.\n")
    done = healthlint("check", "a.md", "--fix", cwd=tmp_path)
    assert done.returncode == 2
    assert b"healthlint.yaml:2 failed: disclaimer.insert: an article with these words still lacks a disclaimer" in done.stdout
    assert (tmp_path / "a.md").read_text() == "# Migraine\n\nMigraine is a headache.\n"


@pytest.mark.parametrize(
    ("name", "text"), [("healthlint.yaml", "ignore: [condition-as-nuon]\n"), ("healthlint-baseline.jsonl", "nonsense\n")]
)
def test_nothing_is_fixed_while_it_is_unclear_what_is_wanted(healthlint: Command, article: Path, name: str, text: str) -> None:
    (article.parent / name).write_text(text)
    assert healthlint("check", "feet.md", "--fix", cwd=article.parent).returncode == 2
    assert article.read_bytes() == MARK + ARTICLE.encode()
