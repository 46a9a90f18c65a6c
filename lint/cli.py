"""The command line: reads the arguments, hands them on, prints what comes back, and sets the exit status.

0 is clean, 1 means violations, 2 that the run itself failed. Nothing here imports spaCy or pydantic before a command needs it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from lint import __version__

if TYPE_CHECKING:
    from lint.reports import Run

FAILED = 2
_FORMATS = ("text", "concise", "json", "sarif", "github")
_READ_BY_PEOPLE = ("text", "concise", "github")
_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A configuration file, instead of the nearest healthlint.yaml or pyproject.toml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Finds in health articles what a careful medical editor would stop."""


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "-f", "format_", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the report to FILE.")
@click.option("--select", multiple=True, metavar="NAMES", help="Only these rules and families (several with commas).")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Not these rules and families.")
@click.option("--profile", metavar="NAME", help="For whom the articles are: consumer, clinical, supplement-seller, …")
@click.option("--jurisdiction", type=click.Choice(["us", "uk"]), help="Whose standards hold where they differ.")
@_CONFIG
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The least severity that makes the exit status 1 (default: error).",
)
@click.option("--all", "show_all", is_flag=True, help="Show every finding in the text report, info too.")
@click.option("--stdin-filename", metavar="NAME", help="Read one article from standard input and call it NAME.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--no-color", "color", flag_value="never", help="The same as --color never.")
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    jurisdiction: str | None,
    config: Path | None,
    fail_on: str | None,
    show_all: bool,
    stdin_filename: str | None,
    color: str,
) -> None:
    """Lint articles: files, globs, or folders (the current one if none is named).

    Exit status 0: no violations; 1: violations; 2: something could not be checked.
    """
    from lint.check import Unsaved
    from lint.check import check as run_check
    from lint.project import Choices
    from lint.reports import FORMATS, Look
    from lint.rulebook import Selection

    if stdin_filename and paths:
        raise click.UsageError("--stdin-filename reads standard input; leave the paths out")
    unsaved = Unsaved(stdin_filename, sys.stdin.buffer.read()) if stdin_filename else None
    selection = Selection(_names(select) or None, _names(ignore))
    choices = Choices(selection, profile, jurisdiction)
    run = run_check(paths or ["."], choices, config=config, fail_on=fail_on, unsaved=unsaved)
    look = Look(_colored(color, output), show_all)
    _write(FORMATS[format_](run, look), output)
    if output or format_ not in _READ_BY_PEOPLE:
        _tell_failures(run)
    context.exit(run.exit_status)


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _colored(color: str, output: Path | None) -> bool:
    if color != "auto":
        return color == "always"
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _tell_failures(run: Run) -> None:
    for failure in run.failures:
        place = failure.path + (f":{failure.line}" if failure.line else "")
        click.echo(f"{place} failed: {failure.message}", err=True)


def _write(pieces: Iterable[str], output: Path | None) -> None:
    if output is None:
        _print(pieces)
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("w", encoding="utf-8", newline="") as pipe:
                pipe.writelines(pieces)
        else:
            _replace(output, pieces)
    except OSError as error:
        problem = f"{output} cannot be written: {error.strerror}; name a file in a folder that exists"
        raise click.ClickException(problem) from None


def _replace(output: Path, pieces: Iterable[str]) -> None:
    """Write ``output`` whole or not at all: whoever reads it meanwhile must not see half a report."""
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _print(pieces: Iterable[str]) -> None:
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough (as head has). What is left in the buffer must not raise again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run the command, and end with 0, 1 or 2, whatever happens."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = FAILED
    sys.exit(status)
