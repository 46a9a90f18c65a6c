"""Offsets to lines and columns, and what tells findings apart."""

from __future__ import annotations

import pytest

from lint.places import LineIndex, normalised


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 3, 1), (7, 4, 1), (8, 5, 1), (10, 5, 3), (12, 5, 5)]
)
def test_lines_end_at_lf_crlf_or_cr_and_columns_count_code_points(offset: int, line: int, column: int) -> None:
    place = LineIndex("ab\nc\rd\n\n😀\u2028e\x85f").place(offset, offset)
    assert (place.line, place.column) == (line, column)


def test_a_sentence_is_normalised_for_comparison() -> None:
    assert normalised(" It’s\n “HOT”\N{NO-BREAK SPACE}soup ") == 'it\'s "hot" soup'
