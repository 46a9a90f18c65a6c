"""Keeps benchmarks/RESULTS.md: each benchmark owns one section, with the date and the command that made it."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


def command() -> str:
    """The command line that runs now, as a reader would type it."""
    script = Path(sys.argv[0])
    return shlex.join(["python", f"{script.parent.name}/{script.name}", *sys.argv[1:]])


def write_section(name: str, body: str) -> None:
    """Replace (or append) the section between the marks of ``name``."""
    marks = f"<!-- {name} -->", f"<!-- end {name} -->"
    section = f"{marks[0]}\n{body.strip()}\n\nMeasured {date.today()} with `{command()}`.\n{marks[1]}"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    pattern = re.compile(re.escape(marks[0]) + r".*?" + re.escape(marks[1]), re.DOTALL)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text.rstrip()}\n\n{section}\n"
    RESULTS.write_text(text, encoding="utf-8")


def main(name: str, description: str | None, report: Callable[[Path], str]) -> None:
    """The command line of a benchmark of a labelled folder: print its report, or keep it in the section of this name."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="keep it in benchmarks/RESULTS.md")
    options = parser.parse_args()
    body = report(options.folder)
    print(body)
    if options.write:
        write_section(name, body)
