"""``healthlint baseline``: accept what an archive holds today, so that only what is new fails."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from lint.console import BASELINE, CLEAN, CONFIG, FAILED, JOBS, NO_CACHE, PATHS, chosen, rule_options, tell
from lint.output import print_pieces, table
from lint.reports.printable import number

if TYPE_CHECKING:
    from lint.policy.baseline import Book, Comparison, Entry


@click.group()
def baseline() -> None:
    """Accept what an archive holds today, so that only what is new fails."""


def _linting(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments of the commands that lint."""
    return PATHS(CONFIG(BASELINE(rule_options(JOBS(NO_CACHE(command))))))


@baseline.command()
@_linting
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
def create(baseline: Path | None, paths: tuple[str, ...], config: Path | None, force: bool, **how: Any) -> None:
    """Lint articles and write down everything that is found.

    In a git repository, .gitattributes gets a line that has git merge the baseline by itself.
    """
    from lint.baseline import ATTRIBUTES, merge_by_union
    from lint.policy.baseline import Book

    file = _file(baseline, paths, config)
    if file.exists() and not force:
        problem = f"{file} is there already; `healthlint baseline update` brings it up to date, --force replaces it"
        raise click.UsageError(problem)
    compared, status = _compared(Book(file.parent), paths, config, **how)
    _save(compared.present, file)
    articles = len({entry.path for entry in compared.present})
    click.echo(f"{file}: {number(len(compared.present), 'finding')} in {number(articles, 'article')}, known from now on")
    if line := merge_by_union(file):
        click.echo(f"{file.parent / ATTRIBUTES}: added “{line}”, so that git merges the baseline by itself")
    click.get_current_context().exit(status)


@baseline.command()
@_linting
def update(baseline: Path | None, paths: tuple[str, ...], config: Path | None, **how: Any) -> None:
    """Lint articles and bring their entries up to date: what is new comes in, what is fixed goes.

    Entries of other articles, and of rules that did not run, stay.
    """
    from lint.baseline import read

    file = _file(baseline, paths, config)
    compared, status = _compared(read(file), paths, config, **how)
    _save(compared.present, file)
    came, went = len(compared.present - compared.entries), len(compared.fixed)
    click.echo(f"{file}: {number(came, 'entry')} added, {went} removed, {len(compared.present)} in all")
    click.get_current_context().exit(status)


@baseline.command()
@_linting
def prune(baseline: Path | None, paths: tuple[str, ...], config: Path | None, **how: Any) -> None:
    """Lint articles and remove the entries whose findings are fixed; nothing new comes in."""
    from lint.baseline import read

    file = _file(baseline, paths, config)
    compared, status = _compared(read(file), paths, config, **how)
    left = compared.entries - compared.fixed
    _save(left, file)
    click.echo(f"{file}: {number(len(compared.fixed), 'entry')} removed, {len(left)} left")
    click.get_current_context().exit(status)


@baseline.command()
@click.option("--format", "-f", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@BASELINE
@CONFIG
def show(baseline: Path | None, format_: str, config: Path | None) -> None:
    """Count the entries, in all, by rule and by folder. Lints nothing."""
    from lint.baseline import read
    from lint.reports.printable import one_line

    book = read(_file(baseline, (), config))
    tell(book.failures)
    counts = {
        "rules": Counter(entry.rule for entry in book.entries),
        "folders": Counter(str(PurePosixPath(entry.path).parent) for entry in book.entries),
    }
    articles = len({entry.path for entry in book.entries})
    if format_ == "json":
        plain = {name: dict(sorted(counter.items())) for name, counter in counts.items()}
        print_pieces([json.dumps({"entries": len(book.entries), "articles": articles, **plain}, indent=2), "\n"])
    else:
        print_pieces([f"{number(len(book.entries), 'entry')} in {number(articles, 'article')}\n"])
        for counter in counts.values():
            rows = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
            print_pieces(["\n", *table([(str(count), one_line(name)) for name, count in rows])])
    click.get_current_context().exit(FAILED if book.failures else CLEAN)


def _file(named: Path | None, paths: tuple[str, ...], config: Path | None) -> Path:
    from lint.locate import baseline, starting_folder

    return named or baseline(starting_folder(paths), config)


def _compared(
    book: Book, paths: tuple[str, ...], config: Path | None, *, jobs: int | None, no_cache: bool, **rules: Any
) -> tuple[Comparison, int]:
    """The baseline against what a run finds, and the exit status. Ends the command where rules or lines cannot be read."""
    from lint.cache import Cache, folder
    from lint.check import check
    from lint.choices import UnknownName
    from lint.locate import starting_folder
    from lint.project import open_project

    choices = chosen(**rules)
    paths = paths or (".",)
    broken = [*open_project(starting_folder(paths), config, choices).failures, *book.failures]
    if broken:  # to write now would lose what they stand for
        tell(broken)
        raise click.UsageError("nothing was written; mend these first")
    try:
        run = check(paths, choices, config=config, book=book, jobs=jobs, cache=Cache(None if no_cache else folder()))
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    tell(run.failures)
    assert run.baseline is not None  # there was a book to compare with
    return run.baseline, FAILED if run.failures else CLEAN


def _save(entries: Iterable[Entry], file: Path) -> None:
    from lint.baseline import write

    try:
        write(entries, file)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}; name a file in a folder that exists") from None
