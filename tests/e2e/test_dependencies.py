"""The gate and what articles take from elsewhere: a layout that loses its disclaimer is a change of every article in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

CONFIGURATION = """\
disclaimer:
  files:
    layouts/post.html: {paths: [blog/]}
    layouts/note.html: {components: [house-note]}
"""
SAYS = "<p>This website is for general information. It does not replace the advice of your doctor.</p>\n"
HAY = "# Hay fever\n\nHay fever is an allergy to pollen.\n"


@pytest.fixture
def publisher(git: Callable[..., str]) -> Callable[..., str]:
    """A repository, on a branch: two articles in the layout and one outside that includes a note, all as they should be."""
    files = {"blog/hay.md": HAY, "blog/pollen.md": HAY, "news/hay.md": HAY + "\n{{< house-note >}}\n"}
    files |= {"layouts/post.html": "<main>{{ .Content }}</main>\n" + SAYS, "layouts/note.html": SAYS}
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    Path("healthlint.yaml").write_text(CONFIGURATION)
    git("add", "--all")
    git("commit", "--quiet", "--message", "a site")
    git("switch", "--quiet", "--create", "work")
    return git


def told(healthlint: Command, *options: str) -> tuple[int, list[str]]:
    done = healthlint("check", "blog", "news", "--ignore", "metadata", *options, "--format", "concise")
    assert not done.stderr
    lines = [line.split(" ") for line in done.stdout.decode().splitlines()]
    return done.returncode, [f"{words[0]} {words[2]}" for words in lines]


def missing(*names: str) -> tuple[int, list[str]]:
    return 1, [f"{name}:1:1: disclaimer-missing:" for name in names]


def test_a_layout_that_loses_its_disclaimer_turns_the_gate_red(publisher: Callable[..., str], healthlint: Command) -> None:
    assert told(healthlint) == told(healthlint, "--since", "main") == told(healthlint, "--staged") == (0, [])
    Path("layouts/post.html").write_text("<main>{{ .Content }}</main>\n")
    expected = missing("blog/hay.md", "blog/pollen.md")
    assert told(healthlint, "--since", "main") == expected
    assert told(healthlint, "--staged") == (0, [])
    publisher("add", "--all")
    assert told(healthlint, "--staged") == expected
    Path("layouts/post.html").write_text(SAYS)
    assert told(healthlint, "--staged") == expected
    assert told(healthlint, "--since", "main") == (0, [])


def test_a_file_that_goes_turns_the_gate_red(publisher: Callable[..., str], healthlint: Command) -> None:
    publisher("rm", "--quiet", "layouts/note.html")
    assert told(healthlint, "--staged") == told(healthlint, "--since", "main") == missing("news/hay.md")
    publisher("commit", "--quiet", "--message", "no note")
    assert told(healthlint, "--staged") == (0, [])
    assert told(healthlint, "--since", "main") == missing("news/hay.md")


def test_another_wording_that_says_it_too_is_green(publisher: Callable[..., str], healthlint: Command) -> None:
    Path("layouts/post.html").write_text(f"<main>{{{{ .Content }}}}</main><footer>{SAYS}</footer>\n")
    assert told(healthlint, "--since", "main") == (0, [])
