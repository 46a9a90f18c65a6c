"""The real command on articles made to hurt: bounded time and memory, a line for what is refused, and the rest is linted."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

DOSE = "Swallow 5 pebbles."
DEEP = 100_000
ALIASES = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 99))
LINTED = {
    "a list in a list.md": "- " * DEEP + DOSE,
    "a quotation in a quotation.md": ">" * DEEP + DOSE,
    "brackets.md": "[" * DEEP + DOSE,
    "elements.html": "<div>" * DEEP + DOSE,
    "tables.html": "<table><tr><td>" * 10_000 + DOSE,
    "data.html": f'<script type="application/ld+json">{"[" * DEEP}</script><p>{DOSE}',
    "one line.md": "The pain of a patient may pass with treatment. " * 22_000 + DOSE,
    "one word.txt": "s" * 1_000_000 + f" {DOSE}",
    "aliases.md": "---\na0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 99))
    + f"---\n{DOSE}",
    "right to left.md": f"\u202eenots\u202c {DOSE}",
    "a name of\ntwo lines.md": DOSE,
}
REFUSED = {
    "deep front matter.md": (f"---\na: {'[' * DEEP}\n---\n{DOSE}".encode(), "levels of nesting"),
    "deep toml.md": (f"+++\n{'a.' * DEEP}a = 1\n+++\n{DOSE}".encode(), "nested too deeply"),
    "large.md": (f"{DOSE}\n\n".encode() * 2_500_000, "larger than 10 MB"),
    "nul.md": (b"Swallow\0", "NUL"),
    "surrogate.md": (b"Swallow \xed\xa0\x80", "not valid UTF-8"),
    "utf-16.md": (DOSE.encode("utf-16"), "UTF-16"),
}


def test_hostile_articles_cost_bounded_time_and_memory_and_no_other_its_findings(site: Path, healthlint: Command) -> None:
    folder = Path("articles")
    folder.mkdir()
    for name, text in LINTED.items():
        (folder / name).write_text(text)
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    (folder / "again").symlink_to(folder.resolve(), target_is_directory=True)
    (folder / "circle.md").symlink_to("circle.md")
    os.mkfifo(folder / "pipe.md")
    os.mkfifo("named.md")

    done = healthlint("check", "articles", "named.md", "/dev/zero", "-f", "concise", "--no-cache", "-j1", preexec_fn=_limit)

    lines = done.stdout.decode().splitlines()
    found = {line.split(":")[0] for line in lines if "swallow-pebbles" in line}
    assert found == {f"articles/{name}".replace("\n", "<U+000A>") for name in LINTED}
    for name, (_, words) in REFUSED.items():
        [line] = [line for line in lines if line.startswith(f"articles/{name}:")]
        assert "failure" in line
        assert words in line
    failures = [line for line in lines if "error failure" in line]
    assert {line.split(":")[0] for line in failures} == {*(f"articles/{name}" for name in REFUSED), "named.md", "/dev/zero"}
    assert len(failures) == len(REFUSED) + 2
    assert "\u202e" not in done.stdout.decode()
    assert (done.returncode, done.stderr) == (2, b"")


def test_hostile_rules_and_configurations_are_refused_each_with_a_line(site: Path, healthlint: Command) -> None:
    Path("a.md").write_text(DOSE)
    rules = Path("pack/dosing")
    (rules / "alias.yaml").write_text("a: &a [x]\nb: [*a, *a]\n")
    (rules / "deep.yaml").write_text("a: " + "[" * DEEP)
    (rules / "large.yaml").write_text("a: b\n" * 300_000)
    (rules / "tag.yaml").write_text("a: !!python/object/apply:os.system [ls]\n")
    (rules / "gaps.yaml").write_text((rules / "swallow-pebbles.yaml").read_text().replace("<digits>", "[a|b] " * 99))
    done = healthlint("check", "a.md", "-f", "concise", preexec_fn=_limit)
    lines = done.stdout.decode().splitlines()
    names = sorted(line.split(":")[0] for line in lines if "error failure" in line)
    assert names == [f"pack/dosing/{name}.yaml" for name in ("alias", "deep", "gaps", "large", "tag")]
    assert [line for line in lines if line.startswith("a.md") and "swallow-pebbles" in line]
    assert done.returncode == 2


def test_a_link_out_of_the_repository_is_refused_until_it_is_named(
    site: Path, healthlint: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    outside.write_text(DOSE)
    Path("articles").mkdir()
    Path("articles/out.md").symlink_to(outside)
    Path(".git/config.md").write_text(DOSE)
    Path("articles/git.md").symlink_to("../.git/config.md")
    Path("shared.md").write_text(DOSE)
    Path("articles/inside.md").symlink_to("../shared.md")
    done = healthlint("check", "articles", "-f", "concise")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 2
    assert [line.split(":")[0] for line in lines if "swallow-pebbles" in line] == ["articles/inside.md"]
    assert [line.split(":")[0] for line in lines if "a link out of the repository" in line] == [
        "articles/git.md",
        "articles/out.md",
    ]
    assert len(lines) == 3
    assert healthlint("check", "articles/out.md").returncode == 1


def _limit() -> None:
    """Processor time, which does not hang on how busy the machine is, and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
