from __future__ import annotations

from lint.article import Role
from lint.readers.html import fragment


def _heads(html: str) -> dict[str, list[str]]:
    """Every table cell, and the cells that head it."""
    blocks = fragment(html, 0, len(html))
    return {block.text: [blocks[head].text for head in block.heads] for block in blocks if block.role is Role.TABLE_CELL}


def test_a_cell_is_headed_by_its_column_and_its_row() -> None:
    heads = _heads("<table><thead><tr><th>Age<th>Amount<tbody><tr><th>Adult<td>two</table>")
    assert heads == {"Age": [], "Amount": [], "Adult": ["Age"], "two": ["Amount", "Adult"]}


def test_the_first_cell_heads_a_row_that_has_no_header_cell() -> None:
    assert _heads("<table><tr><th>Age<th>Amount<tr><td>Adult<td>two</table>")["two"] == ["Amount", "Adult"]


def test_plain_cells_in_a_table_head_are_heads() -> None:
    assert _heads("<table><thead><tr><td>Age<td>Amount<tbody><tr><td>Adult<td>two</table>")["two"] == ["Amount", "Adult"]


def test_a_table_without_header_cells_is_headed_by_its_first_row() -> None:
    assert _heads("<table><tr><td>Age<td>Amount<tr><td>Adult<td>two</table>")["two"] == ["Amount", "Adult"]


def test_a_head_that_spans_columns_heads_each_of_them() -> None:
    html = "<table><tr><th rowspan=2>Age<th colspan=2>Amount<tr><th>day<th>night<tr><td>Adult<td>two<td>one</table>"
    assert _heads(html)["one"] == ["Amount", "night", "Adult"]
    assert _heads(html)["two"] == ["Amount", "day", "Adult"]


def test_a_head_that_spans_rows_heads_each_of_them() -> None:
    html = "<table><tr><th>Who<th>When<th>Amount<tr><th rowspan=2>Adult<td>day<td>two<tr><td>night<td>one</table>"
    assert _heads(html)["two"] == ["Amount", "Adult"]
    assert _heads(html)["one"] == ["Amount", "Adult"]
    assert _heads(html)["night"] == ["When", "Adult"]


def test_nonsense_spans_count_as_one() -> None:
    html = "<table><tr><th>Age<th>Amount<tr><td colspan=many rowspan=-1>Adult<td colspan=0>two</table>"
    assert _heads(html)["two"] == ["Amount", "Adult"]


def test_cells_of_a_row_share_its_number_and_the_tables_group() -> None:
    html = "<ul><li>x</ul><table><tr><th>a<th>b<tr><td>c<td>d</table><table><tr><th>e<tr><td>f</table>"
    blocks = fragment(html, 0, len(html))[1:]
    assert [(block.group, block.row) for block in blocks] == [(1, 0), (1, 0), (1, 1), (1, 1), (2, 2), (2, 3)]


def test_a_table_that_only_arranges_the_page_holds_paragraphs() -> None:
    for html in (
        "<table role=presentation><tr><td>one<td>two<tr><td>three<td>four</table>",
        "<table><tr><td>one<td>two</table>",
        "<table><tr><td>one<tr><td>two</table>",
        "<table><tr><td><h2>one</h2>two<tr><td>three<td>four</table>",
        "<table><tr><td>one<td><table><tr><th>two<tr><td>three</table><tr><td>four<td>five</table>",
    ):
        block = fragment(html, 0, len(html))[-1]
        assert (block.role, block.row, block.heads) == (Role.PARAGRAPH, -1, ())
