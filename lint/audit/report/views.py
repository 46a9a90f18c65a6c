"""The view of each article: embedded in the report of a small archive, a page of its own beside that of a large one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lint.audit.report.archive import Archive, Cursor
from lint.audit.report.figures import Figures
from lint.audit.report.marking import Marked, mark
from lint.audit.report.page import render
from lint.audit.score import PARTS
from lint.audit.tables import CLAIMS, FINDINGS, REFERENCES, Row, Table

EMBEDDED = 100
EMBEDDED_BYTES = 2_000_000
FOLDER = "articles"
ITEMS = (
    ("authorship", "names its authors"),
    ("attribution", "gives references for its content"),
    ("disclosure", "states ownership, funding or conflicts of interest"),
    ("currency", "states when it was published or updated"),
)

_PAGE = re.compile(r"\d{7}\.html")


@dataclass(frozen=True)
class View:
    """What the view of an article shows."""

    article: Row
    marked: Marked
    claims: list[Row]
    references: list[Row]

    items = ITEMS

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """Each part of the quality score: its name, what the article has of it, and the most there is."""
        return [(name, self.article[f"score_{name}"], part.weight) for name, part in PARTS.items()]


def embeds(figures: Figures) -> bool:
    """Are there so few articles that their views fit into the report?"""
    return len(figures.listed) <= EMBEDDED and sum(row["bytes"] for row in figures.listed) <= EMBEDDED_BYTES


def links(figures: Figures) -> dict[str, str]:
    """Where the report finds the view of each article that has one."""
    pattern = "#article-{}" if embeds(figures) else f"{FOLDER}/{{:07}}.html"
    return {row["article_id"]: pattern.format(row["position"]) for row in figures.listed if row["status"] == "linted"}


def views(archive: Archive, figures: Figures) -> Iterator[View]:
    """The view of each article listed, one after the other. Raises BadAudit."""
    articles = {row["article_id"]: row for row in figures.listed if row["status"] == "linted"}

    def cursor(table: Table) -> Cursor:
        return Cursor(archive.rows(table.name, [column.name for column in table.columns], articles))

    findings, claims, references = cursor(FINDINGS), cursor(CLAIMS), cursor(REFERENCES)
    for id_, (text,) in archive.rows("texts", ("article_id", "text"), articles):
        article = articles[id_]
        marked = mark(text["text"], article["path"], article["format"], findings.of(id_))
        yield View(article, marked, claims.of(id_), references.of(id_))


def write_pages(archive: Archive, figures: Figures) -> None:
    """Writes a page for each article listed into its folder; other pages of an earlier report go."""
    folder = archive.folder / FOLDER
    folder.mkdir(exist_ok=True)
    written = set()
    for view in views(archive, figures):
        name = f"{view.article['position']:07}.html"
        page = render("article.html", page=view, rules=archive.rules, run=archive.run)
        (folder / name).write_text(page, encoding="utf-8")
        written.add(name)
    remove_pages(archive, written)


def remove_pages(archive: Archive, but: Container[str] = ()) -> None:
    """Removes the pages of an earlier report ``but`` those of these names, and nothing else."""
    folder = archive.folder / FOLDER
    for page in folder.glob("*.html"):
        if _PAGE.fullmatch(page.name) and page.name not in but:
            page.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
