"""The view of each article: embedded in the report of a small archive, a page of its own beside that of a large one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from lint.audit.report.archive import Archive, Cursor
from lint.audit.report.figures import Figures
from lint.audit.report.marking import Marked, mark
from lint.audit.report.page import render
from lint.audit.score import PARTS
from lint.audit.tables import CLAIMS, FINDINGS, REFERENCES, Row, Table
from lint.pool import At, Lost, cores, share_out, staff

EMBEDDED = 100
EMBEDDED_BYTES = 2_000_000
FOLDER = "articles"
_PAGES_A_CHUNK = 16
ITEMS = (
    ("authorship", "names its authors"),
    ("attribution", "gives references for its content"),
    ("disclosure", "states ownership, funding or conflicts of interest"),
    ("currency", "states when it was published or updated"),
)

_PAGE = re.compile(r"\d{7}\.html")


@dataclass(frozen=True)
class _Held:
    """An article, its text, and its rows of the other tables."""

    article: Row
    text: str
    findings: list[Row]
    claims: list[Row]
    references: list[Row]


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
    return map(_view, _held(archive, figures))


def write_pages(archive: Archive, figures: Figures) -> None:
    """Writes a page for each article listed into its folder; other pages of an earlier report go. Raises BadAudit."""
    folder = archive.folder / FOLDER
    folder.mkdir(exist_ok=True)
    written = set()
    work = partial(_write, folder, archive.rules, archive.run)
    for names in share_out(work, _chunks(_held(archive, figures)), max(staff(len(figures.listed), cores()), 1)):
        if isinstance(names, Lost):
            raise RuntimeError(f"a process that writes pages of articles ended ({names.how})")
        written.update(names)
    remove_pages(archive, written)


def _held(archive: Archive, figures: Figures) -> Iterator[_Held]:
    """What the tables hold of each article listed."""
    articles = {row["article_id"]: row for row in figures.listed if row["status"] == "linted"}

    def cursor(table: Table) -> Cursor:
        return Cursor(archive.rows(table.name, [column.name for column in table.columns], articles))

    findings, claims, references = cursor(FINDINGS), cursor(CLAIMS), cursor(REFERENCES)
    for id_, (text,) in archive.rows("texts", ("article_id", "text"), articles):
        yield _Held(articles[id_], text["text"], findings.of(id_), claims.of(id_), references.of(id_))


def _view(held: _Held) -> View:
    marked = mark(held.text, held.article["path"], held.article["format"], held.findings)
    return View(held.article, marked, held.claims, held.references)


def _chunks(held: Iterator[_Held]) -> Iterator[list[_Held]]:
    while chunk := list(islice(held, _PAGES_A_CHUNK)):
        yield chunk


def _write(folder: Path, rules: Mapping[str, Any], run: Mapping[str, Any], chunk: list[_Held], _at: At) -> list[str]:
    """Writes the pages of some articles; their names."""
    names = []
    for held in chunk:
        name = f"{held.article['position']:07}.html"
        page = render("article.html", page=_view(held), rules=rules, run=run)
        (folder / name).write_text(page, encoding="utf-8")
        names.append(name)
    return names


def remove_pages(archive: Archive, but: Container[str] = ()) -> None:
    """Removes the pages of an earlier report ``but`` those of these names, and nothing else."""
    folder = archive.folder / FOLDER
    for page in folder.glob("*.html"):
        if _PAGE.fullmatch(page.name) and page.name not in but:
            page.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
