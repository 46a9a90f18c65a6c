"""The claims as a reviewer opens them: every claim of every original, as text that no program takes for a formula."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint.audit import sheets
from lint.audit.tables import ARTICLES, CLAIMS, Table

EMPTY: dict[str, Any] = {"string": "", "bool": False, "double": 0.0, "list<item: int32>": [], "list<element: int32>": []}


def row(table: Table, **known: Any) -> dict[str, Any]:
    return {column.name: None if column.null else EMPTY.get(str(column.type), 0) for column in table.columns} | known


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    articles = [
        row(ARTICLES, article_id="a.md", title="=HYPERLINK(1)", section="news", url="https://example.org/a"),
        row(ARTICLES, article_id="none.md"),
        row(ARTICLES, article_id="copy.md", duplicate_of="a.md"),
        row(ARTICLES, article_id="b.md"),
    ]
    claims = [
        row(CLAIMS, article_id="a.md", claim=1, sentence="It cures,\n“all”.", support="none", year=2020, doi="10.1/x"),
        row(CLAIMS, article_id="a.md", claim=2, sentence="@SUM(A1)", heading="-1"),
        row(CLAIMS, article_id="copy.md", claim=1, sentence="It cures."),
        row(CLAIMS, article_id="b.md", claim=1, sentence="+1" + "x" * 40_000),
    ]
    for table, rows in ((ARTICLES, articles), (CLAIMS, claims)):
        pq.write_table(pa.Table.from_pylist(rows, table.schema), tmp_path / f"{table.name}.parquet")
    sheets.write(tmp_path)
    return tmp_path


def test_the_csv_has_every_claim_of_every_original(audit: Path) -> None:
    with (audit / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second, third = csv.DictReader(file)
    assert [
        first[name] for name in ("article_id", "article_section", "article_url", "claim", "support", "year", "doi", "pmid")
    ] == [*("a.md", "news", "https://example.org/a", "1", "none", "2020", "10.1/x", "")]
    assert first["sentence"] == "It cures,\n“all”."
    assert (first["article_title"], second["sentence"], second["heading"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", "'-1")
    assert third["article_id"] == "b.md"


def test_the_sheet_has_the_same_as_text(audit: Path) -> None:
    sheet = openpyxl.load_workbook(audit / "claims.xlsx").active
    assert sheet is not None
    heads, *rows = sheet.iter_rows()
    names = [cell.value for cell in heads]
    assert [row[names.index("article_id")].value for row in rows] == ["a.md", "a.md", "b.md"]
    for name, value in (("article_title", "=HYPERLINK(1)"), ("sentence", "@SUM(A1)"), ("heading", "-1")):
        cell = rows[1][names.index(name)]
        assert (cell.value, cell.data_type) == (value, "s")
    assert rows[0][names.index("year")].value == 2020
    assert len(str(rows[2][names.index("sentence")].value)) == 32_767


def test_the_same_tables_give_the_same_files(audit: Path) -> None:
    before = [(audit / name).read_bytes() for name in sheets.NAMES]
    sheets.write(audit)
    assert [(audit / name).read_bytes() for name in sheets.NAMES] == before


def test_more_claims_than_a_sheet_holds_go_to_the_next(audit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_ROWS_A_SHEET", 2)
    sheets.write(audit)
    book = openpyxl.load_workbook(audit / "claims.xlsx")
    assert [sheet.max_row for sheet in book] == [3, 2]
