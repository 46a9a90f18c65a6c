from __future__ import annotations

import pytest

from lint.article import Block, Role
from lint.readers.html import fragment


def _blocks(html: str) -> list[Block]:
    return fragment(html, 0, len(html))


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<h3>x</h3>", Role.HEADING),
        ("<div role=heading aria-level=3>x</div>", Role.HEADING),
        ("<h3><button>x</button></h3>", Role.HEADING),
        ("<p>x</p>", Role.PARAGRAPH),
        ("x", Role.PARAGRAPH),
        ("<figure><figcaption>x</figcaption></figure>", Role.PARAGRAPH),
        ("<ol><li>x</ol>", Role.LIST_ITEM),
        ("<ul><li><p>x</p></ul>", Role.LIST_ITEM),
        ("<dl><dt>x</dl>", Role.LIST_ITEM),
        ("<dl><dd>x</dl>", Role.LIST_ITEM),
        ("<dl><dd><p>x</p></dl>", Role.PARAGRAPH),
        ("<table><tr><th>x<tr><td>", Role.TABLE_CELL),
        ("<blockquote>x</blockquote>", Role.QUOTATION),
        ("<blockquote><ul><li><p>x</ul></blockquote>", Role.QUOTATION),
        ("<blockquote class=disclaimer>x</blockquote>", Role.PARAGRAPH),
        ("<blockquote><pre>x</pre></blockquote>", Role.CODE),
        ("<pre><code>x</code></pre>", Role.CODE),
        ("<section class=footnotes><ol><li>x</ol></section>", Role.FOOTNOTE),
        ("<li role=doc-footnote>x</li>", Role.FOOTNOTE),
        ("<div class=has-footnotes>x</div>", Role.PARAGRAPH),
        ("<section class=footnotes><h2>x</h2></section>", Role.HEADING),
        ("<ol class=references><li>x</ol>", Role.REFERENCE),
        ("<section role=doc-bibliography><p>x</section>", Role.REFERENCE),
        ("<title>x</title>", Role.METADATA),
        ("<meta name=Description content=x>", Role.METADATA),
    ],
)
def test_an_element_says_what_its_text_is(html: str, role: Role) -> None:
    assert [(block.text, block.role) for block in _blocks(html)] == [("x", role)]


def test_headings_have_their_level_and_the_heading_they_stand_under() -> None:
    blocks = _blocks("<h1>a</h1><h2>b</h2><p>c</p><h2>d</h2><p>e</p>")
    assert [(block.text, block.level, block.heading) for block in blocks] == [
        *(("a", 1, None), ("b", 2, 0), ("c", 0, 1), ("d", 2, 0), ("e", 0, 3)),
    ]


def test_list_items_know_their_list_its_depth_and_what_introduces_it() -> None:
    blocks = _blocks("<p>stem<ul><li>a<li>b<ul><li>c</ul></ul><ul><li>d</ul>")
    assert [(block.text, block.level, block.group, block.stem) for block in blocks] == [
        *(("stem", 0, -1, None), ("a", 1, 0, 0), ("b", 1, 0, 0), ("c", 2, 1, 2), ("d", 1, 2, None)),
    ]


def test_the_first_paragraph_of_an_item_introduces_the_others() -> None:
    blocks = _blocks("<h2>stem</h2><ul><li><p>a<p>b<li>c</ul>")
    assert [(block.text, block.stem) for block in blocks] == [("stem", None), ("a", 0), ("b", 1), ("c", 0)]


def test_a_term_introduces_its_descriptions() -> None:
    blocks = _blocks("<p>stem<dl><dt>a<dd>b<dd><p>c<p>d<dt>e<dd>f</dl>")
    assert [(block.text, block.stem) for block in blocks] == [
        *(("stem", None), ("a", 0), ("b", 1), ("c", 1), ("d", 1), ("e", 0), ("f", 5)),
    ]


def test_a_line_across_the_page_cuts_a_list_off_from_what_is_above() -> None:
    assert _blocks("<p>above<hr><ul><li>a</ul>")[1].stem is None


def test_a_list_in_a_cell_starts_afresh() -> None:
    item = _blocks("<ul><li><table><tr><td>x<td><ul><li>y</ul><tr><td>z<td>z</table></ul>")[1]
    assert (item.text, item.role, item.level) == ("y", Role.LIST_ITEM, 1)
