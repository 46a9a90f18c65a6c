"""``healthlint audit``: check a whole archive, and leave tables and a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint.console import CLEAN, CONFIG, FAILED, JOBS, VIOLATIONS, chosen, rule_options, tell
from lint.reports.printable import number

if TYPE_CHECKING:
    from lint.audit.corpus import Corpus
    from lint.audit.parts import Part
    from lint.audit.run import Engine
    from lint.audit.sources import Columns
    from lint.pool import Limits
    from lint.project import Project

_SEVERITIES = ("error", "warning", "info")
_AUDIT = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="CORPUS...")
@click.option(
    "--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where it goes."
)
@click.option(
    "--compare", type=_AUDIT, metavar="DIR", help="The folder of an earlier audit: report what is new and what is gone."
)
@click.option("--overwrite", is_flag=True, help="Begin anew, whatever audit DIR holds.")
@rule_options
@CONFIG
@click.option(
    "--text-column", default="text", show_default=True, metavar="NAME", help="JSONL, CSV, Parquet: what holds the text."
)
@click.option(
    "--id-column", metavar="NAME", help="JSONL, CSV, Parquet: what tells the articles apart (default: their numbers)."
)
@click.option("--url-column", metavar="NAME", help="JSONL, CSV, Parquet: what holds the address of the article.")
@click.option(
    "--text-format", type=click.Choice(["html", "markdown", "text"]), help="Of that text (default: told by its look)."
)
@click.option("--fail-on", type=click.Choice([*_SEVERITIES, "never"]), default="never", show_default=True)
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Where the work is done."
)
@click.option("--ray-address", metavar="ADDRESS", help="With --engine ray: the cluster, instead of one on this machine.")
@JOBS
@click.option(
    "--article-seconds", type=click.FloatRange(min=0, min_open=True), default=120, show_default=True, metavar="N",
    help="Give an article up after N seconds.",
)  # fmt: skip
@click.option(
    "--memory-limit", type=click.IntRange(min=1), default=2000, show_default=True, metavar="MB",
    help="Give an article up for which a process needs so much more than for others (on Linux).",
)  # fmt: skip
@click.pass_context
def audit(context: click.Context, /, names: tuple[str, ...], **options: Any) -> None:
    """Check a whole archive and leave tables in DIR.

    CORPUS is files, folders and globs, also at addresses (s3://…, zip://…): Markdown, HTML, text, DOCX; WARC; and, if named or
    matched by a glob, JSON Lines, CSV, Parquet and WordPress's export (XML).

    A run that was broken off goes on where it stopped when the same command is given again.

    Exit status 0: done, whatever was found; 1: violations, with --fail-on; 2: the run itself failed.
    """
    with _extra():
        import lint.audit.report
        import lint.audit.run  # noqa: F401
    context.exit(_audit(names, **options))


@click.command()
@click.argument("folder", type=_AUDIT, metavar="DIR")
@click.option(
    "--compare", type=_AUDIT, metavar="DIR", help="The folder of an earlier audit: report what is new and what is gone."
)
def report(folder: Path, compare: Path | None) -> None:
    """Write the report of the audit in DIR anew, as `healthlint audit` does at its end."""
    with _extra():
        import lint.audit.report  # noqa: F401
    click.echo(f"see {_report(folder, compare)}")


@contextmanager
def _extra() -> Iterator[None]:
    """Imports of packages that audits alone need; one that is missing ends the command."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is missing, which audits need: pip install 'healthlint[audit]'") from None


def _report(folder: Path, compare: Path | None) -> Path:
    """Writes the report; the file to open first."""
    from lint.audit.report import BadAudit, write

    try:
        return write(folder, compare)[0]
    except BadAudit as error:
        raise click.UsageError(str(error)) from None


def _audit(
    names: tuple[str, ...],
    folder: Path,
    overwrite: bool,
    config: Path | None,
    text_column: str,
    id_column: str | None,
    url_column: str | None,
    text_format: str | None,
    compare: Path | None,
    fail_on: str,
    engine: str,
    ray_address: str | None,
    jobs: int | None,
    article_seconds: float,
    memory_limit: int,
    **rules: Any,
) -> int:
    from lint.audit import summary
    from lint.audit.parts import NoEngine
    from lint.audit.report import BadAudit, check
    from lint.audit.run import Audit, OtherAudit, discard
    from lint.audit.sources import Columns
    from lint.pool import Limits

    if ray_address and engine != "ray":
        raise click.UsageError("--ray-address names a Ray cluster; add --engine ray")
    examine = _engine(engine, jobs, Limits(article_seconds, memory_limit), ray_address)
    project = _project(names, config, **rules)
    corpus = _corpus(names, project, Columns(text_column, id_column, url_column, text_format))
    try:
        if compare:
            check(compare)
        if overwrite:
            discard(folder)
        audit = Audit(folder, project, corpus)
    except (OtherAudit, BadAudit) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}; name a folder that you may write") from None
    with _bar(corpus.size) as progress:
        try:
            audit.run(engine, examine, progress)
        except NoEngine as error:
            raise click.ClickException(str(error)) from None
    run = summary.read(folder) or {}
    click.echo(_told(run["counts"], _report(folder, compare)))
    tell_of = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return VIOLATIONS if any(run["counts"]["findings"][severity] for severity in tell_of) else CLEAN


def _engine(name: str, jobs: int | None, limits: Limits, address: str | None) -> Engine:
    """What examines the corpus; ends the command where Ray is missing."""
    if name == "local":
        from lint.audit import local
        from lint.pool import cores

        return partial(local.examine, workers=jobs or cores(), limits=limits)
    try:
        from lint.audit import cluster
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing, which --engine ray needs: pip install 'healthlint[ray]'"
        ) from None
    return partial(cluster.examine, workers=jobs, limits=limits, address=address)


def _project(names: tuple[str, ...], config: Path | None, **rules: Any) -> Project:
    """The project that holds for the corpus; ends the command where its configuration or rules have a fault."""
    from lint.choices import UnknownName
    from lint.locate import starting_folder
    from lint.project import open_project

    project = open_project(starting_folder(names), config, chosen(**rules))
    if project.failures:
        tell(project.failures)
        click.get_current_context().exit(FAILED)
    try:
        project.check_choices()
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    return project


def _corpus(names: tuple[str, ...], project: Project, columns: Columns) -> Corpus:
    from lint.audit.corpus import NoCorpus, find

    try:
        return find(names, project.settings.exclude.match, columns)
    except NoCorpus as error:
        raise click.UsageError(str(error)) from None


@contextmanager
def _bar(size: int) -> Iterator[Callable[[Part], None]]:
    """Shows on a terminal how far the corpus is read, at what rate, and the time left."""
    if not sys.stderr.isatty():
        yield lambda _part: None
        return
    from tqdm import tqdm

    articles = words = read = 0
    with tqdm(total=size, desc="Auditing", unit="B", unit_scale=True) as bar:

        def show(part: Part) -> None:
            nonlocal articles, words, read
            articles, words = articles + part.articles, words + part.words
            rate = round(words / max(bar.format_dict["elapsed"], 0.1))
            bar.set_postfix_str(f"{number(articles, 'article')}, {rate} words/s", refresh=False)
            bar.update(max(part.read - read, 0))
            read = max(part.read, read)

        yield show


def _told(counts: dict[str, Any], report: Path) -> str:
    found = counts["findings"]
    parts = [number(counts["articles"], "article")]
    parts += [f"{counts[name]} {name}" for name in ("skipped", "failed") if counts[name]]
    parts += [f"{number(counts['duplicates'], 'copy')}"] if counts["duplicates"] else []
    severities = ", ".join(number(found[severity], severity) for severity in ("error", "warning"))
    return f"{', '.join(parts)}: {severities}, {number(counts['claims'], 'claim')}; see {report}"
