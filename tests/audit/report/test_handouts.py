"""The summary in Markdown and the PDF: what they say, and that nothing from an article acts in them."""

from __future__ import annotations

from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from lint.audit.report import write
from tests.audit.report import made
from tests.audit.report.made import article, finding

TEXT = "Swallow 4 beans."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = finding("a.md", TEXT, "dose-instruction", "4 beans")
    row = article(0, TEXT, [one], article_id="a.md", title="Beans | <b>bold</b> @all \u202e", author="Ada", section="food")
    tables = {"articles": [row], "findings": [one], "texts": [{"article_id": "a.md", "text": TEXT}]}
    return made.write(tmp_path / "audit", tables)


def test_the_summary_is_sound_markdown_with_figures_and_the_worst_articles(folder: Path) -> None:
    write(folder)
    page = cmarkgfm.github_flavored_markdown_to_html((folder / "summary.md").read_text(), Options.CMARK_OPT_UNSAFE)
    assert "<td>dose-instruction (1)</td>" in page
    assert "<td>author: Ada; no reviewer is named; section: food</td>" in page
    assert "<td>Beans | &lt;b&gt;bold&lt;/b&gt; <span>@</span>all &lt;U+202E&gt;</td>" in page
    assert page.count("<table>") == 4


def test_the_summary_of_a_comparison_has_both_figures(folder: Path, tmp_path: Path) -> None:
    write(folder, made.write(tmp_path / "before", {}))
    page = (folder / "summary.md").read_text()
    assert "| Errors | 1 | 0 |" in page
    assert "Findings: 1 new (1 of them errors), 0 gone, 0 unchanged." in page


def test_the_pdf_is_made_and_the_same_again(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="fpdf2 is not installed: no PDF")
    (_, _, path) = write(folder, made.archive(tmp_path / "before", 200))
    first = path.read_bytes()
    write(folder, tmp_path / "before")
    assert first.startswith(b"%PDF-")
    assert path.read_bytes() == first


def test_a_report_is_the_same_again(folder: Path) -> None:
    first = [path.read_bytes() for path in write(folder)]
    assert [path.read_bytes() for path in write(folder)] == first


def test_pages_of_an_earlier_larger_report_go_and_nothing_else_does(folder: Path) -> None:
    pages = folder / "articles"
    pages.mkdir()
    for name in ("0000007.html", "notes.html"):
        (pages / name).write_text("")
    write(folder)
    assert [path.name for path in pages.iterdir()] == ["notes.html"]
