"""The real command, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def healthlint() -> Command:
    """``healthlint(*arguments, **options of subprocess.run)``: what the installed command prints and how it ends."""
    command = Path(sys.executable).parent / "healthlint"

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([command, *arguments], capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]

    return run
