"""The report to print and hand round, without the articles' texts: a PDF, where fpdf2 is installed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import datetime
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from lint.audit.report.archive import Archive
from lint.audit.report.figures import Figures, Group, who
from lint.audit.report.headline import Headline, amount, headline
from lint.audit.report.page import legible
from lint.audit.report.trend import Trend

if TYPE_CHECKING:
    from fpdf import FPDF

NAME = "report.pdf"
_MOST_GROUPS = 15
_FONT = "DejaVuSansCondensed"
_INK, _SOFT, _LINE = (29, 35, 39), (82, 92, 99), (220, 217, 208)
_COLOURS = {"error": (179, 38, 30), "warning": (138, 85, 0), "info": (42, 91, 160), "good": (11, 107, 102), "": _SOFT}


def available() -> bool:
    """Is fpdf2 installed?"""
    return find_spec("fpdf") is not None


def write_pdf(archive: Archive, figures: Figures, trend: Trend | None) -> Path:
    """Writes ``report.pdf``: the headline figures, the worst articles, families, rules and sections, and what has changed."""
    sheet = _Sheet(archive)
    sheet.title(f"Content audit: {archive.names}")
    made = f"{figures.articles:,} articles · {figures.whole.words:,} words · healthlint {archive.run['healthlint']}"
    sheet.text(f"{made} · {archive.date}" if archive.date else made)
    sheet.tiles(headline(figures))
    sheet.heading("Begin here: the articles that need most work")
    sheet.text("Lowest quality score first. The score says where to begin; it is not a verdict on an article or its author.")
    sheet.table(
        ("Article", "Score", "Errors", "Warnings", "Why", "Who"),
        [
            (
                f"{row['title'] or row['path']}\n{row['article_id']}",
                amount(row["score"]),
                f"{row['errors']:,}",
                f"{row['warnings']:,}",
                "\n".join(f"{rule} × {number}" for rule, _, number in figures.reasons(row)),
                who(row),
            )
            for row in figures.worst
        ],
        (34, 8, 8, 10, 22, 18),
        right=(1, 2, 3),
    )
    if trend:
        sheet.heading(f"Compared with {trend.label}")
        changed = (("new", trend.new), ("gone", trend.gone), ("unchanged", trend.same))
        sheet.text("; ".join(f"{counts.total():,} findings {what} ({trend.errors(counts)})" for what, counts in changed) + ".")
        rows = [(now.name, before.value, now.value) for before, now in zip(trend.before, headline(figures), strict=True)]
        sheet.table(("Figure", "Earlier", "Now"), rows, (60, 20, 20), right=(1, 2))
    sheet.heading("Violations by family")
    sheet.bars(figures.families)
    sheet.heading("Violations by rule")
    sheet.bars(figures.rules[:_MOST_GROUPS])
    sheet.heading("Sections of the archive")
    sheet.groups(figures.sections[:_MOST_GROUPS])
    sheet.heading("How to read this")
    sheet.text(
        "healthlint flags what a careful medical editor would stop. Its findings are for a person to judge; no medical "
        "or legal verdicts. report.html has every article with its findings, why they matter, and what to write instead."
    )
    return sheet.write(archive.folder / NAME)


class _Sheet:
    """Pages that fill from the top."""

    def __init__(self, archive: Archive) -> None:
        from fpdf import FPDF

        class Pages(FPDF):
            def footer(self) -> None:
                self.set_y(-12)
                self.set_font(_FONT, size=8)
                self.set_text_color(*_SOFT)
                self.cell(0, 5, f"Editorial flags for a human reader, not verdicts · page {self.page_no()}", align="C")

        self._pdf: FPDF = Pages(format="A4")
        self._pdf.set_auto_page_break(True, margin=18)
        self._pdf.set_margins(16, 16, 16)
        for style, name in (("", _FONT), ("B", f"{_FONT}-Bold")):
            with as_file(files("lint.audit.report") / "assets" / "vendor" / f"{name}.ttf") as path:
                self._pdf.add_font(_FONT, style, path)
        known = self._pdf.fonts[_FONT.lower()].cmap  # type: ignore[union-attr]
        self._unknown = re.compile(f"[^\n{''.join(re.escape(chr(code)) for code in known)}]")
        self._pdf.set_title(self._shown(f"Content audit: {archive.names}"))
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(datetime.fromisoformat(f"{archive.date or '2000-01-01'}T00:00:00+00:00"))
        self._pdf.add_page()

    def title(self, text: str) -> None:
        self._font(20, bold=True)
        self._pdf.multi_cell(0, 9, self._shown(text), new_x="LMARGIN", new_y="NEXT")

    def heading(self, text: str) -> None:
        """A heading, on the next page where little is left of this one."""
        if self._pdf.get_y() > self._pdf.h - 60:
            self._pdf.add_page()
        self._pdf.ln(6)
        self._font(13, bold=True)
        self._pdf.multi_cell(0, 7, self._shown(text), new_x="LMARGIN", new_y="NEXT")

    def text(self, text: str) -> None:
        self._font(9.5, colour=_SOFT)
        self._pdf.multi_cell(0, 5, self._shown(text), new_x="LMARGIN", new_y="NEXT")
        self._pdf.ln(1)

    def tiles(self, figures: Sequence[Headline]) -> None:
        """The headline figures, four in a row."""
        pdf, width, height = self._pdf, (self._pdf.epw - 9) / 4, 24
        top = pdf.get_y() + 4
        for place, figure in enumerate(figures):
            x, y = pdf.l_margin + place % 4 * (width + 3), top + place // 4 * (height + 3)
            pdf.set_draw_color(*_LINE)
            pdf.rect(x, y, width, height)
            pdf.set_fill_color(*_COLOURS[figure.kind])
            pdf.rect(x, y, width, 1.2, style="F")
            for offset, size, bold, colour, text in (
                (3, 8, False, _SOFT, figure.name),
                (8, 16, True, _INK, figure.value),
                (16, 7.5, False, _SOFT, figure.hint),
            ):
                self._font(size, bold=bold, colour=colour)
                pdf.set_xy(x + 2, y + offset)
                pdf.multi_cell(width - 4, size * 0.4, self._shown(text), align="L")
        pdf.set_xy(pdf.l_margin, top + (len(figures) + 3) // 4 * (height + 3))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], right: Container[int]) -> None:
        """A table in which the columns ``right``, from 0, hold numbers."""
        self._font(8.5)
        self._pdf.set_draw_color(*_LINE)
        self._pdf.set_fill_color(255)
        aligned = ["RIGHT" if column in right else "LEFT" for column in range(len(heads))]
        with self._pdf.table(
            col_widths=widths,
            line_height=4.2,
            padding=1.2,
            borders_layout="HORIZONTAL_LINES",
            text_align=aligned,
            v_align="TOP",
        ) as table:
            for cells in (heads, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(self._shown(cell))

    def groups(self, groups: Sequence[Group]) -> None:
        """Sections with their articles and violations."""
        self.table(
            ("Section", "Articles", "Errors", "Warnings", "Median score"),
            [
                (
                    group.name or "none",
                    f"{group.articles:,}",
                    f"{group.error:,}",
                    f"{group.warning:,}",
                    amount(group.score),
                )
                for group in groups
            ],
            (52, 12, 12, 12, 12),
            right=range(1, 5),
        )

    def bars(self, groups: Sequence[Group]) -> None:
        """A bar for each group: errors, warnings and info, one after the other, and their numbers."""
        pdf, names, most = self._pdf, 46, max((group.violations + group.info for group in groups), default=0)
        for group in groups:
            if pdf.will_page_break(6):
                pdf.add_page()
            self._font(8.5)
            pdf.cell(names, 5.4, self._shown(group.name))
            x = pdf.get_x()
            for kind in ("error", "warning", "info"):
                width = (pdf.epw - names - 40) * getattr(group, kind) / max(most, 1)
                pdf.set_fill_color(*_COLOURS[kind])
                pdf.rect(x, pdf.get_y() + 0.8, width, 3.8, style="F")
                x += width
            pdf.set_x(x + 2)
            pdf.cell(0, 5.4, f"{group.error:,} / {group.warning:,} / {group.info:,}", new_x="LMARGIN", new_y="NEXT")
        self.text("Errors / warnings / info.")

    def write(self, path: Path) -> Path:
        self._pdf.output(str(path))
        return path

    def _font(self, size: float, *, bold: bool = False, colour: tuple[int, int, int] = _INK) -> None:
        self._pdf.set_font(_FONT, "B" if bold else "", size)
        self._pdf.set_text_color(*colour)

    def _shown(self, text: str) -> str:
        """The text in characters that the font has."""
        return self._unknown.sub("\ufffd", legible(text))
