from __future__ import annotations

import pytest

from lint.readers.html import read


def _metadata(html: str) -> dict[str, object]:
    return dict(read(html, "page.html").metadata)


def test_a_page_says_what_it_is_in_its_head() -> None:
    assert _metadata(
        "<html lang=en-GB><title> Salt &amp;\n pepper </title><meta name=Author content='A. Writer'>"
        "<meta property=article:published_time content=2024-05-01><meta itemprop=reviewedBy content='B. Reader'>"
        "<meta charset=utf-8><meta name=keywords content=''><time datetime=2024-05-02 itemprop=dateModified>2 May</time>"
    ) == {
        "lang": "en-GB",
        "title": "Salt & pepper",
        "author": "A. Writer",
        "article:published_time": "2024-05-01",
        "reviewedby": "B. Reader",
        "time": "2024-05-02",
        "datemodified": "2024-05-02",
    }


def test_the_first_value_stands() -> None:
    page = "<title>first</title><title>second</title><meta name=author content=''><meta name=author content=one>"
    assert _metadata(f"{page}<meta name=AUTHOR content=two>") == {"title": "first", "author": "one"}


def test_schema_org_data_are_parsed_whatever_holds_them() -> None:
    page = "".join(
        f"<script type='Application/LD+JSON'>{json}</script>"
        for json in ('{"@type": "Article"}', '[{"@type": "Person"}, 7]', '{"@graph": [{"@type": "WebPage"}]}')
    )
    assert _metadata(page) == {"jsonld": [{"@type": "Article"}, {"@type": "Person"}, {"@type": "WebPage"}]}


@pytest.mark.parametrize("broken", ["", "{", "{'a': 1}", "[" * 100_000, "null", "7"])
def test_schema_org_data_that_cannot_be_read_are_left_out(broken: str) -> None:
    assert not _metadata(f"<script type=application/ld+json>{broken}</script>").get("jsonld")


def test_other_scripts_say_nothing() -> None:
    assert _metadata("""<script type=module>{"@type": "Article"}</script>""") == {}


@pytest.mark.parametrize(
    "page",
    [
        "<link rel=canonical href=https://example.org/salt>",
        "<meta property=og:url content=https://example.org/salt>",
        "<meta property=og:url content=https://example.com/><link rel=Canonical href=' https://example.org/salt '>",
        "<link rel=canonical href=/salt><meta property=og:url content=https://example.org/salt>",
    ],
)
def test_a_page_says_where_it_is_published(page: str) -> None:
    assert read(page, "page.html").base == "https://example.org/salt"


def test_a_page_that_does_not_say_where_it_is_published_has_no_base() -> None:
    assert read("<link rel=stylesheet href=https://example.org/a.css>", "page.html").base == ""


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline>A. <b>Writer</b> &amp; co</p>",
        "<a rel=author href=/w>A. Writer &amp; co</a>",
        "<span itemprop=author>A. Writer &amp; co</span>",
        "<div class=author></div><div class='post-author'>A.\n Writer &amp; co</div>",
    ],
)
def test_a_byline_names_the_author(byline: str) -> None:
    assert _metadata(byline)["byline"] == "A. Writer & co"


def test_a_long_text_about_an_author_is_no_byline() -> None:
    assert "byline" not in _metadata(f"<div class=author>{'A writer of many words. ' * 20}</div>")


def test_hidden_markup_says_nothing() -> None:
    assert _metadata("<template><meta name=author content=x><a rel=author>y</a></template>") == {}
