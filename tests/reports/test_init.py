from __future__ import annotations

import subprocess
import sys

import pytest

from lint import cli
from lint.reports import FORMATS, Look, Run


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_its_last_line_and_is_the_same_each_time(name: str, tea_run: Run) -> None:
    first = "".join(FORMATS[name](tea_run, Look()))
    assert first.endswith("\n")
    assert first == "".join(FORMATS[name](tea_run, Look()))


def test_the_command_offers_every_format() -> None:
    assert set(cli._FORMATS) == set(FORMATS)


def test_loading_the_formats_loads_nothing_heavy() -> None:
    heavy = {"click", "pydantic", "spacy", "wcwidth", "xml", "yaml"}
    code = f"import sys, lint.reports; print(*sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == []
