"""The hook in a publisher's repository: pre-commit installs it from this checkout and stops a bad commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: healthlint
        files: ^(articles/|requirements.txt$)
      - id: healthlint-fix
        files: ^fixed/
      - id: healthlint-rules
        files: ^(healthlint.yaml$|house-rules/)
      - id: healthlint
        alias: changed
        args: [--staged, archive]
        pass_filenames: false
        files: ^(archive|layouts)/
"""
RULE = """\
kind: phrase
severity: error
summary: Praises clouds.
message: "“{text}” praises clouds."
why: Clouds do not care.
instead: Say what the weather does.
patterns: [lovely clouds]
examples:
  bad: [Look at the %s clouds.]
  good: [Look at the grey clouds.]
"""
BAD = "# Gout\n\nThose damn gouty people. Take 400 mg of ibuprofen every six hours.\n"
GOOD = """\
# Gout

Gout is a form of arthritis that causes sudden pain, often in the big toe.

This article is for information only. It does not replace the advice of your doctor, whom you should see about your own health.
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHECKOUT / ".git").exists(), reason="pre-commit installs from a git checkout, and this is none"),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a person with a name, without settings of their own, and with pre-commit's cache apart."""
    home = tmp_path_factory.mktemp("home")
    names = {
        f"GIT_{who}_{what}": f"writer{at}" for who in ("AUTHOR", "COMMITTER") for what, at in (("NAME", ""), ("EMAIL", "@x"))
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return inherited | names | {"PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Repository:
    """A git repository and the commands of the person who works in it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self._environment = folder, environment
        folder.mkdir(parents=True, exist_ok=True)
        self.run("git", "init", "--quiet")

    def run(self, *command: str | Path) -> str:
        return self.try_to(*command, check=True).stdout

    def try_to(self, *command: str | Path, check: bool = False) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            check=check,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def commit(self, name: str, text: str) -> subprocess.CompletedProcess[str]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        self.run("git", "add", name)
        return self.try_to("git", "commit", "--message", name)


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Repository:
    """A publisher's repository with the hook installed from this checkout as it is, uncommitted changes included."""
    folder = tmp_path_factory.mktemp("repositories")
    checkout = Repository(folder / "healthlint", environment)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=CHECKOUT, check=True, capture_output=True
    )
    for name in map(os.fsdecode, filter(None, listed.stdout.split(b"\0"))):
        if (CHECKOUT / name).is_file():
            (checkout.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, checkout.folder / name)
    checkout.run("git", "add", "--all")
    checkout.run("git", "commit", "--quiet", "--message", "this checkout")
    revision = checkout.run("git", "rev-parse", "HEAD").strip()

    site = Repository(folder / "site", environment)
    configuration = CONFIGURATION.format(repository=checkout.folder, revision=revision)
    (site.folder / ".pre-commit-config.yaml").write_text(configuration)
    site.run("git", "add", ".pre-commit-config.yaml")
    site.run("git", "commit", "--quiet", "--message", "begin")
    site.run(PRE_COMMIT, "install", "--install-hooks")
    return site


def test_the_manifest_is_valid() -> None:
    subprocess.run([PRE_COMMIT, "validate-manifest", CHECKOUT / ".pre-commit-hooks.yaml"], check=True)
    subprocess.run([PRE_COMMIT, "validate-config", CHECKOUT / ".pre-commit-config.yaml"], check=True)


def test_a_bad_article_is_stopped_and_the_writer_sees_why(publisher: Repository) -> None:
    before = publisher.run("git", "rev-parse", "HEAD")
    done = publisher.commit("articles/bad.md", BAD)
    assert done.returncode != 0
    assert "articles/bad.md:3:26 error dose-instruction" in done.stdout
    assert "Take 400 mg of ibuprofen" in done.stdout
    assert "instead:" in done.stdout
    assert publisher.run("git", "rev-parse", "HEAD") == before
    publisher.run("git", "rm", "--force", "--quiet", "articles/bad.md")


def test_a_good_article_passes(publisher: Repository) -> None:
    done = publisher.commit("articles/good.md", GOOD)
    assert done.returncode == 0, done.stdout
    assert publisher.run("git", "log", "-1", "--format=%s").strip() == "articles/good.md"


def test_text_that_is_no_article_passes(publisher: Repository) -> None:
    done = publisher.commit("requirements.txt", "take 400 mg of ibuprofen every six hours\n")
    assert done.returncode == 0, done.stdout


def test_the_staged_article_counts_and_not_the_one_in_the_work_tree(publisher: Repository) -> None:
    path = publisher.folder / "articles" / "gout.md"
    path.write_text(BAD)
    publisher.run("git", "add", "articles/gout.md")
    path.write_text(GOOD)
    assert "dose-instruction" in publisher.try_to("git", "commit", "--message", "gout").stdout
    assert path.read_text() == GOOD
    publisher.run("git", "add", "articles/gout.md")
    path.write_text(BAD)
    done = publisher.try_to("git", "commit", "--message", "gout")
    assert done.returncode == 0, done.stdout
    assert path.read_text() == BAD
    publisher.run("git", "checkout", "--", "articles/gout.md")


def test_a_rule_whose_example_fails_is_stopped(publisher: Repository) -> None:
    (publisher.folder / "healthlint.yaml").write_text("rule-folders: [house-rules]\n")
    publisher.run("git", "add", "healthlint.yaml")
    name = "house-rules/promotion/lovely-clouds.yaml"
    done = publisher.commit(name, "name: lovely-clouds\n" + RULE % "pretty")
    assert done.returncode != 0
    assert "2 examples of 1 rules, 1 failed" in done.stdout
    done = publisher.commit(name, "name: lovely-clouds\nkin: phrase\n" + RULE % "lovely")
    assert done.returncode != 0
    assert f"{name}:2 failed: unknown key 'kin'" in done.stdout
    done = publisher.commit(name, "name: lovely-clouds\n" + RULE % "lovely")
    assert done.returncode == 0, done.stdout


def test_of_an_old_article_only_what_the_commit_changes_is_stopped(publisher: Repository) -> None:
    name = "archive/gout.md"
    publisher.run("mkdir", "archive")
    (publisher.folder / name).write_text(BAD)
    publisher.run("git", "add", name)
    publisher.run("git", "commit", "--no-verify", "--quiet", "--message", "long ago")
    done = publisher.commit(name, BAD + "\nDrink water.\n\nTake 200 mg of naproxen at noon.\n\n" + GOOD)
    assert done.returncode != 0
    assert "Take 200 mg" in done.stdout
    assert "Take 400 mg" not in done.stdout
    done = publisher.commit(name, BAD + "\nDrink water.\n\n" + GOOD)
    assert done.returncode == 0, done.stdout


def test_safe_fixes_are_written_and_wait_to_be_added(publisher: Repository) -> None:
    name = "fixed/thyroid.md"
    good = GOOD.replace("Gout", "Goitre").replace("sudden pain", "a swelling; the lab measured 0.5 mg of it")
    done = publisher.commit(name, good.replace("0.5 mg", ".5 mg"))
    assert done.returncode != 0
    assert "files were modified by this hook" in done.stdout
    assert (publisher.folder / name).read_text() == good
    done = publisher.commit(name, good)
    assert done.returncode == 0, done.stdout
