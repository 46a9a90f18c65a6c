"""A small rule pack, so that tests of the machinery hang on no rule that healthlint ships; and an engine with those rules."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from jsonschema.validators import validator_for

from lint.engine import Engine
from lint.rulebook import Pack, packaged

settings.register_profile("patient", deadline=None)  # how long an example takes says more of the machine than of the code
settings.load_profile("patient")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What runs in the background of a shell ignores interrupts, and so would every command that the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

PEBBLES = """\
name: swallow-pebbles
kind: phrase
severity: error
summary: Tells the reader to swallow pebbles.
message: "“{text}” tells readers to swallow pebbles."
why: Pebbles do not dissolve.
instead: Leave the pebbles where they are.
standards:
  - name: The geologist's oath
    url: https://example.org/oath
patterns:
  - swallow <digits> pebbles
examples:
  bad:
    - Swallow 5 pebbles.
  good:
    - Swallow 5 raisins.
"""
SOUP = """\
name: best-soup
kind: phrase
severity: warning
formerly: [finest-soup]
summary: Calls a soup the best.
message: "“{text}” is a matter of taste."
why: Tastes differ.
instead: Say what is in the soup.
patterns:
  - the best soup
examples:
  bad:
    - Here is the best soup.
  good:
    - Here is a good soup.
"""
CONFIGURATION = "rule-folders: [pack]\nselect: [swallow-pebbles, best-soup]\n"


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees what another one, or the developer, has in the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"cache-{uuid4()}"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publisher's folder, which is the current one: a pack with an error and a warning rule, and no other rules."""
    for place, text in (
        ("pack/dosing/swallow-pebbles.yaml", PEBBLES),
        ("pack/promotion/best-soup.yaml", SOUP),
        ("healthlint.yaml", CONFIGURATION),
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("lint.project.packaged", Pack)
    return tmp_path


@pytest.fixture
def git(site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """``git("commit", …)`` in the publisher's folder: a repository, of somebody without settings, with all of it committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in (("CONFIG_GLOBAL", os.devnull), ("CONFIG_SYSTEM", os.devnull)):
        monkeypatch.setenv(f"GIT_{name}", value)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "writer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "writer@example.org")

    def run(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout.strip()

    run("init", "--quiet", "--initial-branch=main")
    run("add", "--all")
    run("commit", "--quiet", "--message", "the site")
    return run


@pytest.fixture(scope="session")
def shipped_engine() -> Engine:
    """The engine with every rule that healthlint ships, those included that are switched off; a second to build."""
    return Engine(packaged().rules)


@pytest.fixture(scope="session")
def schema_faults() -> Callable[[str, Any], list[str]]:
    """``schema_faults(name, report)``: what in a report goes against the schema of this name in ``tests/data/schemas``."""
    folder = Path(__file__).parent / "data" / "schemas"

    @cache
    def validator(name: str) -> Any:
        schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return validator_for(schema)(schema)

    return lambda name, report: [error.message for error in validator(name).iter_errors(report)]
