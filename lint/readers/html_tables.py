"""The grid of an HTML table: which cells head which."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

_GRID_COLUMNS = 64
"""Spans count up to this many columns, so that a hostile table cannot make the grid quadratic."""
_HEAD_ROWS = 3


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell. ``block`` is the index of the first block of its text, once there is one."""

    row: int
    column: int
    width: int
    header: bool
    row_head: Cell | None
    block: int | None = None


@dataclass(eq=False)
class Table:
    """A table, filled row by row as it is read; ``heads`` may be asked once it is complete.

    ``arranged`` says that the markup shows it as a means of layout: it holds headings or tables, or says so.
    """

    group: int
    arranged: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    head_rows: int = 0
    _row: int = -1
    _column: int = 0
    _spans: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    _row_head: Cell | None = None

    @cached_property
    def layout(self) -> bool:
        """Whether the table only arranges the page: a single row, or a single column, without a header cell."""
        if self.arranged:
            return True
        single = len(self.rows) < 2 or all(len(row) < 2 for row in self.rows)
        return single and not any(cell.header for row in self.rows for cell in row)

    def start_row(self, number: int, in_head: bool) -> None:
        """Begin a row; ``number`` is its number in the whole article."""
        self.rows.append([])
        self._row = number
        self.head_rows += in_head
        self._column = 0
        self._row_head = None

    def add_cell(self, header: bool, colspan: str, rowspan: str) -> Cell:
        """The next cell of the current row; the spans are as the tag says them."""
        while (span := self._spans.get(self._column)) and span[0] >= len(self.rows):
            self._note_row_head(span[1])
            self._column += 1
        cell = Cell(self._row, self._column, _count(colspan), header, self._row_head)
        if self._column < _GRID_COLUMNS and _count(rowspan) > 1:
            self._spans[self._column] = (len(self.rows) + _count(rowspan) - 1, cell)
        self._note_row_head(cell)
        self.rows[-1].append(cell)
        self._column += cell.width
        return cell

    def heads(self, cell: Cell) -> tuple[int, ...]:
        """The blocks that head a cell's column, then its row. Without header cells the first row and column are heads."""
        if self._column_heads and cell.row <= self._column_heads[-1][0].row:
            return ()
        found: list[Cell | None] = []
        for row in self._column_heads:
            above = row[bisect_right(row, cell.column, key=lambda head: head.column) - 1]
            if above.column <= cell.column < above.column + above.width:
                found.append(above)
        if cell.row_head:
            found += (cell.row_head.row_head, cell.row_head)
        return tuple(head.block for head in found if head and head.block is not None)

    def _note_row_head(self, cell: Cell) -> None:
        if cell.header or self._row_head is None:
            self._row_head = cell

    @cached_property
    def _column_heads(self) -> list[list[Cell]]:
        rows = [row for row in self.rows if row]
        leading = list(takewhile(lambda row: all(cell.header for cell in row), rows))
        if not leading and self.head_rows:
            leading = rows[: self.head_rows]
        if not leading and not any(cell.header for row in rows for cell in row):
            leading = rows[:1]
        return leading[:_HEAD_ROWS] if len(leading) < len(rows) else []


def _count(span: str) -> int:
    return min(int(span), 1000) if span.isascii() and span.isdigit() and 0 < len(span) < 6 and int(span) else 1
