"""The report as one HTML file, and the pages of a large archive's articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lint.audit.report.archive import Archive
from lint.audit.report.crosswalk import crosswalk
from lint.audit.report.figures import Figures, Group
from lint.audit.report.headline import Headline, headline
from lint.audit.report.page import render
from lint.audit.report.rows import article_rows, change_rows, claim_rows
from lint.audit.report.sources import AGES, sources
from lint.audit.report.trend import Trend
from lint.audit.report.views import ITEMS, embeds, links, remove_pages, views, write_pages

MOST_GROUPS = 50
_TABS = (
    ("overview", "Overview"),
    ("articles", "Articles"),
    ("rules", "Rules"),
    ("claims", "Claims"),
    ("references", "References"),
    ("standards", "Standards"),
)

_Rows = list[tuple[str, list[float]]]


def write_html(archive: Archive, figures: Figures, trend: Trend | None) -> Path:
    """Writes ``report.html``, and the pages of the articles where they are too many to stand in it. Raises BadAudit."""
    embedded = embeds(figures)
    if embedded:
        remove_pages(archive)
    else:
        write_pages(archive, figures)
    to = links(figures)
    rules = sorted({*archive.rules, *(group.name for group in figures.rules)})
    claims = claim_rows(archive, to)
    cited = sources(archive)
    page = render(
        "report.html",
        run=archive.run,
        names=archive.names,
        date=archive.date,
        figures=figures,
        tiles=headline(figures),
        reasons={row["article_id"]: figures.reasons(row) for row in figures.worst},
        links=to,
        items=ITEMS,
        tabs=[*_TABS, *([("trend", "Trend")] if trend else [])],
        family_rows=_by_severity(figures.families),
        rule_rows=_by_severity(figures.rules),
        section_rows=_by_article(figures.sections),
        score_rows=_scores(figures.whole.scores),
        sources=cited,
        age_series=[(age, age.capitalize()) for age in AGES],
        tier_rows=[(tier or "not known", [ages[age] for age in AGES]) for tier, ages in cited.by_tier.items()],
        year_rows=_years(cited.by_year),
        crosswalk=crosswalk(archive.rules, figures.rules),
        claims_total=figures.claims,
        claims_listed=len(claims),
        trend=trend and _trend(trend, figures),
        embedded=((view.article["position"], view) for view in views(archive, figures)) if embedded else (),
        json={
            "rules": [[name, archive.rules.get(name, {}).get("family", "")] for name in rules],
            "articles": article_rows(figures, rules, to),
            "claims": claims,
            "appeared": change_rows(trend.appeared, to) if trend else [],
            "vanished": change_rows(trend.vanished, to) if trend else [],
        },
    )
    path = archive.folder / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


def _by_severity(groups: Sequence[Group]) -> _Rows:
    return [(group.name, [group.error, group.warning, group.info]) for group in groups[:MOST_GROUPS]]


def _by_article(groups: Sequence[Group]) -> _Rows:
    """Errors and warnings an article, of the largest sections."""
    largest = sorted(groups, key=lambda group: -group.articles)[:MOST_GROUPS]
    rows = [(group.name or "none", [group.error / group.articles, group.warning / group.articles]) for group in largest]
    return sorted(rows, key=lambda row: -sum(row[1]))


def _scores(scores: Sequence[float]) -> _Rows:
    tens = Counter(min(int(score // 10), 9) for score in scores)
    return [(f"{ten * 10}–{ten * 10 + (9 if ten < 9 else 10)}", [tens[ten]]) for ten in range(10)] if scores else []


def _years(years: Mapping[int, int]) -> _Rows:
    """Every year of the last forty for which there may be references, those without any too."""
    if not years:
        return []
    newest = max(years)
    first = max(min(years), newest - 39)
    older = sum(number for year, number in years.items() if year < first)
    rows: _Rows = [(str(year), [years.get(year, 0)]) for year in range(first, newest + 1)]
    return [(f"before {first}", [older]), *rows] if older else rows


def _trend(trend: Trend, figures: Figures) -> dict[str, Any]:
    """What the template says of it."""
    rules = sorted({rule for counts in (trend.new, trend.gone) for rule, _ in counts})
    rows: _Rows = [
        (rule, [sum(number for (name, _), number in counts.items() if name == rule) for counts in (trend.gone, trend.new)])
        for rule in rules
    ]
    return {
        "label": trend.label,
        "tiles": [
            Headline("New findings", f"{trend.new.total():,}", trend.errors(trend.new), "error"),
            Headline("Gone", f"{trend.gone.total():,}", trend.errors(trend.gone), "good"),
            Headline("Unchanged", f"{trend.same.total():,}", trend.errors(trend.same)),
        ],
        "headline": [(now.name, before.value, now.value) for before, now in zip(trend.before, headline(figures), strict=True)],
        "rows": sorted(rows, key=lambda row: -sum(row[1]))[:MOST_GROUPS],
    }
