"""How tags, and tags left out, cut a page into blocks."""

from __future__ import annotations

import pytest

from lint.article import Block, Component, InlineKind, Role
from lint.readers.html import fragment, read


def _blocks(html: str) -> list[Block]:
    return fragment(html, 0, len(html))


def _texts(html: str) -> list[str]:
    return [block.text for block in _blocks(html)]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<ul><li>one<li>two</ul>after", ["one", "two", "after"]),
        ("<ul><li>one<ul><li>deep</ul>on<li>two</ul>", ["one", "deep", "on", "two"]),
        ("<table><tr><td>one<td>two<tr><td>three</table>after", ["one", "two", "three", "after"]),
        ("<table><thead><tr><th>h<tbody><tr><td>d</table>", ["h", "d"]),
        ("<dl><dt>term<dd>text<dt>next</dl>", ["term", "text", "next"]),
        ("<select><option>one<option>two</select>", ["one", "two"]),
        ("<h2>one<h3>two</h3>three", ["one", "two", "three"]),
        ("<h2>one</h3>two", ["one", "two"]),
        ("bare<div>inner</div>bare again", ["bare", "inner", "bare again"]),
        ("<p>one<div>two</div></p>three", ["one", "two", "three"]),
        ("<p>one</p></p></div></table>two", ["one", "two"]),
        ("one</p>two", ["one", "two"]),
        ("<b>one<p>two</b> still two</p>", ["one", "two still two"]),
        ("<p>one <b>two <i>three</b> four</p><p>five", ["one two three four", "five"]),
        ("<td>one</td><td>two</td>", ["one", "two"]),
        ("<div><ul><li>one</div>two", ["one", "two"]),
        ("<table><tr><td></div>one</table>", ["one"]),
        ("one<br>two", ["one two"]),
        ("one<br><br/>two", ["one", "two"]),
        ("one<hr>two", ["one", "two"]),
        ("a<wbr>b <span>c</span>d", ["ab cd"]),
        ("<body>one</body></html>two", ["one", "two"]),
        ("<p>&nbsp;</p><p> \r\n </p>one", ["one"]),
    ],
)
def test_a_page_is_cut_where_a_browser_would_cut_it(html: str, texts: list[str]) -> None:
    assert _texts(html) == texts


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<svg><text>x</text><path/></svg>",
        "<noscript>x</noscript>",
        "<iframe>x</iframe>",
        "<p hidden>x</p>",
        "<span hidden>x<div>y</div></span>",
        "<div style='color: red; display : none'>x<p>y</p></div>",
        "<i aria-hidden='true'>x</i>",
        "<p hidden><img alt='x'></p>",
    ],
)
def test_what_no_reader_sees_is_left_out(hidden: str) -> None:
    assert _texts(f"<div>one {hidden}</div>two") == ["one", "two"]


def test_text_that_the_page_can_find_although_folded_is_kept() -> None:
    assert _texts("<details><summary>one</summary>two</details><p hidden=until-found>three") == ["one", "two", "three"]


def test_an_unclosed_dropped_element_hides_no_more_than_its_surroundings() -> None:
    assert _texts("<div><svg><path></div>shown") == ["shown"]


def test_every_character_knows_its_source() -> None:
    html = "<p>Caf&eacute;\r\n  <b>au</b> lait&nbsp;&amp tea \U0001f375</p>"
    (block,) = _blocks(html)
    assert block.text == "Café au lait\xa0& tea \U0001f375"
    sources = [html[slice(*block.span(at, at + 1))] for at in range(len(block.text))]
    assert sources == [*"Caf", "&eacute;", "\r\n  ", *"au lait", "&nbsp;", "&amp", *" tea \U0001f375"]


def test_inlines_say_what_they_are_and_lead_to() -> None:
    (block,) = _blocks(
        "<p>A <a href=' /x?a=1&amp;b=2 '>link</a>, <q>quote</q>, <code>code</code>,"
        " x<sup>2</sup>, <img src=i.png alt='A &lt; B'>.</p>"
    )
    assert [(inline.kind, block.text[inline.start : inline.end], inline.target) for inline in block.inlines] == [
        (InlineKind.LINK, "link", "/x?a=1&b=2"),
        (InlineKind.QUOTE, "quote", ""),
        (InlineKind.CODE, "code", ""),
        (InlineKind.SUPERSCRIPT, "2", ""),
        (InlineKind.IMAGE, "A < B", "i.png"),
    ]


def test_the_text_of_a_picture_knows_its_source() -> None:
    html = "<img alt='A &lt; B'>"
    (block,) = _blocks(html)
    assert html[slice(*block.span(2, 3))] == "&lt;"


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    blocks = _blocks("<a href=/x><h3>one</h3><p>two</p></a><p>three</p>")
    assert [[inline.target for inline in block.inlines] for block in blocks] == [["/x"], ["/x"], []]


def test_a_link_left_open_ends_with_its_block() -> None:
    blocks = _blocks("<div><p>one <a href=/x>two</p></div><p>three</p>")
    assert [[block.text[i.start : i.end] for i in block.inlines] for block in blocks] == [["two"], []]


def test_a_second_link_ends_the_first() -> None:
    (block,) = _blocks("<p><a href=/x>one <a href=/y>two</a></p>")
    assert [(block.text[i.start : i.end], i.target) for i in block.inlines] == [("one", "/x"), ("two", "/y")]


def test_an_anchor_is_no_link() -> None:
    assert _blocks("<p><a name=x>one</a></p>")[0].inlines == ()


def test_a_bare_address_is_a_link() -> None:
    (inline,) = _blocks("<p>See https://example.org/a.</p>")[0].inlines
    assert (inline.kind, inline.target) == (InlineKind.LINK, "https://example.org/a")


@pytest.mark.parametrize("mark", ["1", "[12]", "(3)", "2,5", "4–6", "*", "a"])
def test_a_mark_that_leads_down_the_page_is_a_footnote_reference(mark: str) -> None:
    (block,) = _blocks(f"<p>Rest helps.<a href='#note-1'>{mark}</a></p>")
    (inline,) = block.inlines
    assert (inline.kind, inline.target) == (InlineKind.FOOTNOTE_REFERENCE, "note-1")
    assert block.text[inline.start : inline.end] == mark


def test_words_that_lead_down_the_page_are_a_link() -> None:
    assert _blocks("<p><a href='#sleep'>Sleep</a></p>")[0].inlines[0].kind is InlineKind.LINK


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<!--#include virtual="/parts/footer.html" -->', "/parts/footer.html"),
        ("<!-- #include file=note.html -->", "note.html"),
        ("{% include disclaimer.html kind='short' %}", "disclaimer.html"),
        ('{%- render "disclaimer" -%}', "disclaimer"),
        ("{{> disclaimer }}", "disclaimer"),
        ("<site-disclaimer lang=en></site-disclaimer>", "site-disclaimer"),
        ("<site-disclaimer />", "site-disclaimer"),
    ],
)
def test_what_the_page_takes_from_elsewhere_is_a_component(html: str, name: str) -> None:
    page = f"<p>one</p>{html}<p>two</p>"
    article = read(page, "page.html")
    assert article.components == (Component(name, 10, 10 + len(html)),)
    assert [block.text for block in article.blocks] == ["one", "two"]


def test_a_custom_element_with_text_is_no_component() -> None:
    article = read("<my-box><p>one</p></my-box>", "page.html")
    assert article.components == ()
    assert [block.text for block in article.blocks] == ["one"]


def test_template_tags_are_not_words() -> None:
    assert _texts("<p>{% if x %}one{{ name }}two{% endif %}</p>") == ["one two"]


def test_a_fragment_is_read_where_it_stands() -> None:
    before = "Text before\n\n"
    html = "<ul><li>one</ul><table><tr><th>head<tr><td>cell</table>"
    source = f"{before}{html} after"
    blocks = fragment(source, len(before), len(before) + len(html))
    assert [block.text for block in blocks] == ["one", "head", "cell"]
    assert [source[slice(*block.span(0, len(block.text)))] for block in blocks] == ["one", "head", "cell"]
    assert [(block.group, block.row, block.heads) for block in blocks] == [(0, -1, ()), (1, 0, ()), (1, 1, (1,))]


def test_a_fragment_has_no_outside() -> None:
    assert [block.role for block in _blocks("before<article>inside</article>")] == [Role.PARAGRAPH] * 2
