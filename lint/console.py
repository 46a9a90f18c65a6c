"""What the commands have in common: the exit statuses, options, and how failures are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lint.checked import Failure
    from lint.choices import Choices

Command = Callable[..., Any]
CLEAN, VIOLATIONS, FAILED = 0, 1, 2

PATHS = click.argument("paths", nargs=-1, metavar="[PATHS]...")
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration file, instead of the nearest healthlint.yaml or pyproject.toml.",
)
BASELINE = click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The baseline, instead of healthlint-baseline.jsonl beside the configuration file.",
)
JOBS = click.option("--jobs", "-j", type=click.IntRange(1), metavar="N", help="At most N processes (default: one a core).")
NO_CACHE = click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next run.")
_RULES = (
    click.option("--select", multiple=True, metavar="NAMES", help="Only these rules and families (several with commas)."),
    click.option("--ignore", multiple=True, metavar="NAMES", help="Not these rules and families."),
    click.option("--profile", metavar="NAME", help="Whom the articles are for: consumer, clinical, supplement-seller, …"),
    click.option("--jurisdiction", type=click.Choice(["us", "uk"]), help="Whose standards hold where they differ."),
)


def rule_options(command: Command) -> Command:
    """The options ``select``, ``ignore``, ``profile`` and ``jurisdiction``, of which ``chosen`` makes what a run takes."""
    return reduce(lambda decorated, option: option(decorated), reversed(_RULES), command)


def chosen(select: Iterable[str], ignore: Iterable[str], profile: str | None, jurisdiction: str | None) -> Choices:
    """What the command line says about rules."""
    from lint.choices import Choices, Selection

    return Choices(Selection(_names(select) or None, _names(ignore)), profile, jurisdiction)


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def tell(failures: Iterable[Failure]) -> None:
    """Print failures to standard error, a line each."""
    from lint.reports.printable import one_line, visible

    for failure in failures:
        place = visible(failure.path) + (f":{failure.line}" if failure.line else "")
        click.echo(f"{place} failed: {one_line(failure.message)}", err=True)
