"""The summary of an audit in Markdown, short enough for a pull request or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lint.audit.report.archive import Archive
from lint.audit.report.figures import Figures, Group, who
from lint.audit.report.headline import amount, headline
from lint.audit.report.trend import Trend
from lint.audit.tables import Row
from lint.reports.markdown import words

NAME = "summary.md"
_MOST_RULES = 10


def write_summary(archive: Archive, figures: Figures, trend: Trend | None) -> Path:
    """Writes ``summary.md``: the headline figures, the worst articles, the rules that find most."""
    path = archive.folder / NAME
    path.write_text("".join(_lines(archive, figures, trend)), encoding="utf-8")
    return path


def _lines(archive: Archive, figures: Figures, trend: Trend | None) -> Iterator[str]:
    yield f"## Content audit: {words(archive.names)}\n\n"
    yield f"{figures.articles:,} articles, {figures.whole.words:,} words, healthlint {words(archive.run['healthlint'])}"
    yield f", {archive.date}.\n\n" if archive.date else ".\n\n"
    yield from _headline(figures, trend)
    if figures.worst:
        yield "\n### Begin here\n\n| article | score | errors | warnings | most against it | who |\n|---|--:|--:|--:|---|---|\n"
        yield from (_article(figures, row) for row in figures.worst)
    yield from _groups("families", figures.families)
    yield from _groups("rules that find most", figures.rules[:_MOST_RULES])
    yield "\nThe score says where to begin and is no verdict. `report.html` has the articles with every finding in place.\n"


def _headline(figures: Figures, trend: Trend | None) -> Iterator[str]:
    now = headline(figures)
    if trend is None:
        yield "| figure | | |\n|---|--:|---|\n"
        yield from (f"| {figure.name} | {figure.value} | {figure.hint} |\n" for figure in now)
        return
    yield f"| figure | now | {words(trend.label)} |\n|---|--:|--:|\n"
    yield from (f"| {new.name} | {new.value} | {old.value} |\n" for new, old in zip(now, trend.before, strict=True))
    yield f"\nFindings: {trend.new.total():,} new ({trend.errors(trend.new)}), "
    yield f"{trend.gone.total():,} gone, {trend.same.total():,} unchanged.\n"


def _article(figures: Figures, row: Row) -> str:
    reasons = ", ".join(f"{words(rule)} ({number})" for rule, _, number in figures.reasons(row))
    cells = (
        words(row["title"] or row["path"]),
        amount(row["score"]),
        f"{row['errors']}",
        f"{row['warnings']}",
        reasons,
        words(who(row)),
    )
    return f"| {' | '.join(cells)} |\n"


def _groups(name: str, groups: Sequence[Group]) -> Iterator[str]:
    if groups:
        yield f"\n| {name} | errors | warnings | info | articles |\n|---|--:|--:|--:|--:|\n"
    for group in groups:
        yield f"| {words(group.name)} | {group.error:,} | {group.warning:,} | {group.info:,} | {group.touched:,} |\n"
