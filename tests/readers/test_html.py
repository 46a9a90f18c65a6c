"""Whole pages, made up at random or to do harm."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.article import Article, Role
from lint.readers.html import fragment, read

_BLOCKS = ("p", "div", "ul", "li", "h2", "blockquote", "section", "table", "td", "dl", "dd", "article", "nav", "pre", "form")
_INLINES = ("b", "a href='/x?a=1&amp;b=2'", "span title='1 > 0'", "sup", "q", "code", "my-tag")
_UNSEEN = (
    *("<!-- w0 -->", "<script>'<p>w0</p>'</script>", "<style>w0</style>", "<template><p>w0</template>", "<p hidden>w0</p>"),
    *("<br>", "<br/>", "<hr>", "<input value='w0'>", "<!doctype html>", "</b>", "</p>", "</div>", "</table>", "\r\n", "\t"),
)
_WORDS = (("w{}",) * 2, ("{}\U0001f375",) * 2, ("&lt;w{}", "<w{}"), ("caf&eacute;{}", "café{}"), ("a&ampb{}", "a&b{}"))


@dataclass(frozen=True)
class _Generated:
    """A page, and each word on it: as it is written and as it reads."""

    html: str
    words: list[tuple[str, str]]


@st.composite
def _pages(draw: st.DrawFn) -> _Generated:
    parts: list[str] = []
    words: list[tuple[str, str]] = []
    open_tags: list[str] = []
    for step in draw(st.lists(st.sampled_from(("word", "word", "block", "inline", "close", "forget", "unseen")), max_size=40)):
        if step == "word":
            written, read_as = (form.format(len(words) + 1) for form in draw(st.sampled_from(_WORDS)))
            words.append((written, read_as))
            parts.append(draw(st.sampled_from((" {} ", "\r\n{}\r\n"))).format(written))
        elif step in ("block", "inline"):
            tag = draw(st.sampled_from(_BLOCKS if step == "block" else _INLINES))
            open_tags.append(tag.split()[0])
            parts.append(f"<{tag}>")
        elif step == "unseen":
            parts.append(draw(st.sampled_from(_UNSEEN)))
        elif open_tags:
            name = open_tags.pop()
            parts.append(f"</{name}>" if step == "close" else "")
    return _Generated("".join(parts), words)


@given(_pages())
def test_every_word_of_a_page_is_read_once_in_order_and_knows_its_source(page: _Generated) -> None:
    article = read(page.html, "page.html")
    found = []
    for block in article.blocks:
        at = 0
        for word in block.text.split(" "):
            start, end = block.span(at, at + len(word))
            found.append((page.html[start:end], word))
            at += len(word) + 1
    assert found == page.words


@given(_pages(), st.text(max_size=10), st.text(max_size=10))
def test_html_inside_another_text_reads_like_html_alone(page: _Generated, before: str, after: str) -> None:
    inside = fragment(before + page.html + after, len(before), len(before) + len(page.html))
    alone = fragment(page.html, 0, len(page.html))
    assert [(block.text, block.role, block.stem, block.heads, block.inlines) for block in inside] == [
        (block.text, block.role, block.stem, block.heads, block.inlines) for block in alone
    ]
    assert [block.span(0, 1)[0] - len(before) for block in inside] == [block.span(0, 1)[0] for block in alone]


@given(st.one_of(st.text(), st.text(st.sampled_from("<>/!-=\"'& abpltdhr\r\n{}%#;")), _pages().map(lambda page: page.html[1:])))
def test_any_text_is_read_and_every_character_has_its_place(text: str) -> None:
    _check(read(text, "page.html"))


@pytest.mark.parametrize("seed", range(20))
def test_a_soup_of_tags_is_read_and_every_character_has_its_place(seed: int) -> None:
    chance = random.Random(seed)
    tags = (*_BLOCKS, *_INLINES, "tr", "th rowspan=2", "th colspan=3", "thead", "dt", "option", "button", "body")
    parts = ("<{}>", "</{}>", " x &lt; y ", "<img alt='a &amp; b'>", "<{} class=footnotes>", "<x-y></x-y>", "<!-- # -->")
    _check(read("".join(chance.choice(parts).format(chance.choice(tags)) for _ in range(2000)), "page.html"))


def _check(article: Article) -> None:
    """Every block maps to the source in order, and points to blocks that are there."""
    for number, block in enumerate(article.blocks):
        places = [block.span(at, at + 1) for at in range(len(block.text))]
        assert all(0 <= start < end <= len(article.text) for start, end in places)
        assert places == sorted(places)
        assert block.text.strip()
        assert all(0 <= inline.start < inline.end <= len(block.text) for inline in block.inlines)
        assert block.stem is None or article.blocks[block.stem].text
        assert block.heading is None or article.blocks[block.heading].role is Role.HEADING
        assert number not in block.heads
        assert all(article.blocks[head].group == block.group for head in block.heads)


_HOSTILE = {
    "tags never ended": "<a " * 20_000,
    "quotes never ended": '<a b="' * 20_000,
    "comments never ended": "<!--" * 20_000,
    "declarations never ended": "<!" * 50_000,
    "brackets": "<" * 50_000,
    "ampersands": "&" * 20_000 + "&amp" * 20_000,
    "template tags never ended": "{%" * 20_000,
    "titles never ended": "<title>" * 20_000,
    "attributes": f"<a {' a=1' * 50_000}>",
    "classes": f"<div class='{'a ' * 50_000}'>",
    "white space": f"<a{' ' * 500_000}b{' ' * 500_000}=",
    "boxes never ended": "<div>" * 50_000 + "x",
    "articles never ended": "<article>" * 20_000 + "x",
    "paragraphs never ended": "<p>" * 20_000,
    "links never ended": "<a href=x>y " * 10_000,
    "stray ends of words": "<b>" * 20_000 + "</i>" * 20_000 + "x",
    "stray ends of boxes": "<div>" * 20_000 + "</p></li></td></span></h1>" * 5_000,
    "superscripts across boxes": "<sup>" * 10_000 + "<div>x" * 10_000,
    "items in boxes": "<div>" * 10_000 + "<li>x</li>" * 10_000,
    "lists in lists": "<ul><li>" * 10_000 + "x" + "</li></ul>" * 10_000,
    "tables in tables": "<table><tr><td>" * 10_000 + "x",
    "heads below heads": "<table>" + "<tr><th>x" * 10_000,
    "heads beside heads": "<table><tr>" + "<th>x" * 10_000 + "<tr>" + "<td>x" * 10_000,
    "cells that span every row": "<table><tr>" + "<th rowspan=60000>" * 10_000 + "<tr><td>x" * 5_000,
    "custom elements": "<x-y></x-y>" * 20_000,
    "byline never ended": "<div class=author>" + "word <b>" * 20_000,
    "bylines": "word " * 10_000 + "<a rel=author></a>" * 10_000,
}


@pytest.mark.parametrize("page", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_pages_take_linear_time(page: str) -> None:
    began = time.process_time()
    read(page, "page.html")
    assert time.process_time() - began < 5, "linear time is at most a fifth of this, quadratic time many times more"
