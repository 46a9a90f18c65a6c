"""The claims ledger for a reviewer: ``claims.csv`` and ``claims.xlsx``, a row a claim, without those of copies."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from lint.audit.tables import CLAIMS

NAMES = ("claims.csv", "claims.xlsx")
_CSV, _XLSX = NAMES

_ARTICLE = ("title", "section", "url")
_LEFT_OUT = frozenset({"start", "end", "column", "reference_ids"})
_CLAIM = tuple(column.name for column in CLAIMS.columns if column.name not in _LEFT_OUT)
_HEADS = ("article_id", *(f"article_{name}" for name in _ARTICLE), *(name for name in _CLAIM if name != "article_id"))
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROWS_A_SHEET = 1_048_575
_LONGEST_CELL = 32_767
_WIDTHS = {"sentence": 80, "heading": 30, "article_title": 40, "article_id": 30, "url": 40}

Cell = str | int | float | None


def write(folder: Path) -> None:
    """Write both files beside the tables from which they are made, as they are: a whole file or none."""
    for name, written in ((_CSV, _write_csv), (_XLSX, _write_xlsx)):
        begun = folder / f".{name}"
        written(begun, _rows(folder))
        begun.replace(folder / name)


def _rows(folder: Path) -> Iterator[list[Cell]]:
    """The claims in the order of the corpus, each with what the ledger says of its article."""
    articles = _read(folder / "articles.parquet", ("article_id", *_ARTICLE, "duplicate_of"))
    article: dict[str, Any] = {"article_id": None}
    for claim in _read(folder / "claims.parquet", _CLAIM):
        while article["article_id"] != claim["article_id"]:  # both are in the order of the corpus
            article = next(articles)
        if article["duplicate_of"] is None:
            rest = (claim[name] for name in _CLAIM if name != "article_id")
            yield [claim["article_id"], *(article[name] for name in _ARTICLE), *rest]


def _read(path: Path, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(1024, columns=list(columns)):
            yield from batch.to_pylist()


def _write_csv(path: Path, rows: Iterable[list[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # without the mark Excel takes it for an old encoding
        writer = csv.writer(file)
        writer.writerow(_HEADS)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: Cell) -> Cell:
    """The cell as a spreadsheet program may open it: one that it would take for a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell


def _write_xlsx(path: Path, rows: Iterable[list[Cell]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties(
            {"title": "Claims", "created": datetime(2000, 1, 1, tzinfo=UTC)}
        )  # the same file from the same tables
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet, number = None, _ROWS_A_SHEET
        for row in rows:
            if number == _ROWS_A_SHEET:
                sheet, number = _sheet(book, bold), 0
            assert sheet is not None
            number += 1
            for column, cell in enumerate(row):
                if isinstance(cell, str):  # never a formula or a link, whatever it begins with
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], wrapped)
                elif cell is not None:
                    sheet.write(number, column, cell, wrapped)
        if sheet is None:
            _sheet(book, bold)


def _sheet(book: Any, bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(_HEADS):
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
    sheet.write_row(0, 0, _HEADS, bold)
    sheet.autofilter(0, 0, _ROWS_A_SHEET, len(_HEADS) - 1)
    return sheet
