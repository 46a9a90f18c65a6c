"""The command line: reads the arguments, hands them on, prints what comes back, and sets the exit status.

0 is clean, 1 means violations, 2 that the run itself failed. Nothing here imports spaCy or pydantic before a command needs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from lint import __version__
from lint.audit_command import audit, report
from lint.baseline_commands import baseline
from lint.console import BASELINE, CLEAN, CONFIG, FAILED, JOBS, NO_CACHE, PATHS, VIOLATIONS, chosen, rule_options, tell
from lint.output import BadOutput, destinations, print_bytes, print_pieces, table, write_pieces
from lint.reports.printable import number

if TYPE_CHECKING:
    from lint.policy import Taken
    from lint.policy.baseline import Book
    from lint.policy.changed import Changes

_FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")
_FORMATS_WITH_FAILURES_IN_SIGHT = ("text", "concise", "github")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Finds in health articles what a careful medical editor would stop."""


cli.add_command(baseline)
cli.add_command(audit)
cli.add_command(report)


@cli.command()
@PATHS
@click.option("--format", "-f", "format_", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="[FORMAT=]FILE",
    help="Write the report to FILE instead of printing it; with FORMAT= write one more, in that format. May be repeated.",
)
@rule_options
@CONFIG
@BASELINE
@click.option("--no-baseline", is_flag=True, help="Report what the baseline holds too.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The least severity that makes the exit status 1 (default: error).",
)
@click.option("--all", "show_all", is_flag=True, help="Show every finding in the text report, info too.")
@click.option("--verbose", "-v", is_flag=True, help="Say how many findings each step after the rules kept back, and of which.")
@click.option("--since", metavar="REF", help="Only what changed since the branch or commit REF: the sentences touched.")
@click.option("--staged", is_flag=True, help="Only what the next commit changes, as git's index has it.")
@click.option("--fix", is_flag=True, help="Write the safe fixes into the articles, and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="As --fix, with the fixes that somebody should read over.")
@click.option("--diff", is_flag=True, help="Show what --fix (or --unsafe-fixes) would change, and write nothing.")
@JOBS
@NO_CACHE
@click.option("--stdin-filename", metavar="NAME", help="Read one article from standard input and call it NAME.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--no-color", "color", flag_value="never", help="The same as --color never.")
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    format_: str,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    jurisdiction: str | None,
    config: Path | None,
    baseline: Path | None,
    no_baseline: bool,
    fail_on: str | None,
    show_all: bool,
    verbose: bool,
    since: str | None,
    staged: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    jobs: int | None,
    no_cache: bool,
    stdin_filename: str | None,
    color: str,
) -> None:
    """Lint articles: files, globs, or folders (the current one if none is named).

    With --diff the diff is printed, with --fix and --stdin-filename the fixed article; the report then goes to standard error.

    Exit status 0: no violations; 1: violations; 2: something could not be checked.
    """
    from lint.cache import Cache, folder
    from lint.check import check as run_check
    from lint.choices import UnknownName
    from lint.reports import FORMATS, Look
    from lint.sources import Unsaved

    if (since is not None) + staged + (stdin_filename is not None) > 1:
        raise click.UsageError("--since, --staged and --stdin-filename each say what to lint; name one of them")
    if stdin_filename and paths:
        raise click.UsageError("--stdin-filename reads standard input; leave the paths out")
    if staged and (fix or unsafe_fixes or diff):
        raise click.UsageError("--staged lints git's index, and fixes are made in files; use --since HEAD with --fix")
    unsaved = Unsaved(stdin_filename, sys.stdin.buffer.read()) if stdin_filename else None
    fixing = None
    if fix or unsafe_fixes or diff:
        from lint.fixing import Fixing, Target

        fixing = Fixing(Target.NOWHERE if diff else Target.REPORT if unsaved else Target.FILES, unsafe=unsafe_fixes)
    choices = chosen(select, ignore, profile, jurisdiction)
    paths = paths or (stdin_filename or ".",)
    try:
        reports = destinations(format_, outputs, _FORMATS, paths)
    except BadOutput as error:
        raise click.UsageError(str(error)) from None
    try:
        changes = _changes(since, staged)
        book = None if no_baseline else _book(baseline, paths, config, changes)
        run = run_check(
            paths,
            choices,
            config=config,
            fail_on=fail_on,
            unsaved=unsaved,
            changes=changes,
            book=book,
            jobs=jobs,
            cache=Cache(None if no_cache else folder()),
            fixing=fixing,
        )
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    except _git_error() as error:
        raise click.ClickException(str(error)) from None
    if diff:
        from lint.fixing import diff as diff_of

        print_bytes(piece.encode(errors="surrogateescape") for piece in diff_of(run.rewritten))
    elif fixing and unsaved:
        print_bytes([one.after for one in run.rewritten] or [unsaved.data])
    stream = sys.stderr if diff or (fixing and unsaved) else sys.stdout
    for name, file in reports:
        report = FORMATS[name](run, Look(_colored(color, file), show_all))
        if file is None:
            print_pieces(report, stream)
        else:
            _save(report, file)
    if not any(file is None and name in _FORMATS_WITH_FAILURES_IN_SIGHT for name, file in reports):
        tell(run.failures)
    if run.baseline and (fixed := len(run.baseline.fixed)):
        which = f"{number(fixed, 'entry')} of the baseline {'is' if fixed == 1 else 'are'} fixed"
        click.echo(f"{which}; `healthlint baseline prune` removes {'it' if fixed == 1 else 'them'}", err=True)
    if verbose:
        _tell_taken(run.taken)
    context.exit(run.exit_status)


@cli.command()
def clean() -> None:
    """Remove the cache: what runs found out and kept for the next."""
    from lint.cache import clean as remove

    try:
        removed = remove()
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be removed: {error.strerror}") from None
    print_pieces([f"removed {removed}\n" if removed else "there is no cache\n"])


@cli.command()
@click.option("--format", "-f", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--family", metavar="NAME", help="Only the rules of this family.")
@CONFIG
@click.pass_context
def rules(context: click.Context, format_: str, family: str | None, config: Path | None) -> None:
    """List the rules, with those from the configuration's own folders."""
    from lint.project import open_project
    from lint.rule import FAMILIES, as_plain
    from lint.rulebook import nearest

    if family and family not in FAMILIES:
        raise click.BadParameter(f"no family is called {family!r}{nearest(family, FAMILIES)}", param_hint="--family")
    project = open_project(Path(), config)
    listed = [rule for rule in project.pack.rules if family in (None, rule.family)]
    if format_ == "json":
        print_pieces([json.dumps([as_plain(rule) for rule in listed], indent=2), "\n"])
    else:
        print_pieces(table([(rule.name, rule.family, str(rule.severity), rule.summary) for rule in listed]))
    tell(project.failures)
    context.exit(FAILED if project.failures else CLEAN)


@cli.command()
@click.argument("name", metavar="RULE")
@CONFIG
@click.pass_context
def explain(context: click.Context, name: str, config: Path | None) -> None:
    """Say what RULE finds, why it matters, what to write instead and which standard says so, with examples."""
    from lint.choices import UnknownName
    from lint.project import open_project
    from lint.rulepage import page

    project = open_project(Path(), config)
    tell(project.failures)
    try:
        print_pieces([page(project.rulebook.rule(name))])
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    context.exit(FAILED if project.failures else CLEAN)


@cli.command()
@click.argument("names", nargs=-1, metavar="[RULE]...")
@click.option("--rules", "folders", multiple=True, type=click.Path(path_type=Path), metavar="FOLDER", help="A rule pack.")
@click.option("--own", is_flag=True, help="Only the rules in the configuration's folders.")
@CONFIG
@click.pass_context
def test(context: click.Context, names: tuple[str, ...], folders: tuple[Path, ...], own: bool, config: Path | None) -> None:
    """Try the rules on the examples in their files: bad ones must be reported, good ones must not.

    Tries every rule, or with --own those in the configuration's folders, with --rules those in FOLDER, or those named. Exit
    status 1: an example fails; 2: a rule or the configuration is broken.
    """
    from lint.choices import UnknownName
    from lint.examples import broken_examples
    from lint.project import open_project

    project = open_project(Path(), config, folders=folders)
    tell(project.failures)
    try:
        homes = (*folders, *(project.settings.rule_folders() if own else ()))
        tested = project.rules_named(names, homes) if homes or not own else []
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    count = sum(len(shown) for rule in tested for shown in (rule.examples.bad, rule.examples.good, rule.examples.fixed))
    broken = 0
    for example in broken_examples(tested, project):
        broken += 1
        print_pieces([f"{example}\n\n"])
    print_pieces([f"{count} examples of {len(tested)} rules, {broken} failed\n"])
    context.exit(FAILED if project.failures else VIOLATIONS if broken else CLEAN)


def _book(named: Path | None, paths: Sequence[str], config: Path | None, changes: Changes | None) -> Book | None:
    """The baseline that was named, or the one that holds for the paths; None where there is none."""
    from lint.files import DISK
    from lint.locate import baseline, starting_folder

    files = changes.files if changes else DISK
    file = named or baseline(starting_folder(paths), config, files)
    if not named and not files.exists(str(file)):
        return None
    from lint.baseline import read

    return read(file, files)


def _git_error() -> type[Exception]:
    """What is raised where git fails; an except clause asks for it only when something was raised."""
    from lint.git import GitError

    return GitError


def _changes(since: str | None, staged: bool) -> Changes | None:
    if not staged and since is None:
        return None
    from lint.policy.changed import Changes

    return Changes.in_index() if since is None else Changes.since(since)


def _colored(color: str, output: Path | None) -> bool:
    if color != "auto":
        return color == "always"
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _save(report: Iterable[str], path: Path) -> None:
    try:
        write_pieces(report, path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None


def _tell_taken(taken: Iterable[Taken]) -> None:
    for step in taken:
        kept_back = step.came - step.went
        click.echo(f"{step.step}: {step.came.total()} findings came, {step.went.total()} went on", err=True)
        for rule, count in sorted(kept_back.items()):
            click.echo(f"  {rule}: {count} of {step.came[rule]} kept back", err=True)


def main() -> NoReturn:
    """Run the command, and end with 0, 1 or 2, whatever happens."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = FAILED
    except BadOutput as error:
        click.echo(f"Error: {error}", err=True)
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = FAILED
    except Exception as error:  # a traceback would end with 1, which means violations
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        click.echo(f"healthlint itself failed, please report it: {what}", err=True)
        status = FAILED
    sys.exit(status)
