"""The headline figures, in words: the same in the report, the summary and the PDF."""

from __future__ import annotations

from typing import NamedTuple

from lint.audit.report.figures import Figures


class Headline(NamedTuple):
    """A figure: its name, its value, what it is a part of, and its tone ("good", "warning", "error" or none)."""

    name: str
    value: str
    hint: str = ""
    kind: str = ""


def headline(figures: Figures) -> list[Headline]:
    """The figures that a manager asks for first."""
    whole, statuses, copies = figures.whole, figures.statuses, figures.copies
    linted = whole.articles
    return [
        Headline("Errors", f"{whole.error:,}", "to mend before the article stays online", "error"),
        Headline("Warnings", f"{whole.warning:,}", f"and {whole.info:,} for information", "warning"),
        _share("Articles with violations", whole.touched, linted),
        _share("Articles without a disclaimer", figures.without_disclaimer, linted),
        _share("Claims with a reference", figures.claims_referenced, figures.claims),
        Headline("Median quality score", amount(whole.score), "of 100; no verdict", "good"),
        Headline("Copies", f"{copies.total():,}", f"{copies['exact']:,} exact, {copies['near']:,} near; counted once"),
        Headline(
            "Not checked",
            f"{statuses['failed'] + statuses['skipped']:,}",
            f"{statuses['failed']:,} failed, {statuses['skipped']:,} skipped",
        ),
    ]


def amount(value: float | None, digits: int = 0) -> str:
    """A number as people read it; a dash where there is none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def _share(name: str, part: int, whole: int) -> Headline:
    return Headline(name, f"{part / whole:.0%}" if whole else "–", f"{part:,} of {whole:,}")
