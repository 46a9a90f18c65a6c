from __future__ import annotations

import pytest

from lint.article import Role
from lint.readers.html import read

_TEXT = "Salt is a mineral that the body needs in small amounts, and most kitchens hold more of it than they use. "
_ARTICLE = f"<h1>Salt at the table</h1><p>{_TEXT * 3}</p><p>{_TEXT * 2}</p>"


def _role(page: str, text: str) -> Role:
    """The role of the one block of a page that reads ``text``."""
    (block,) = [block for block in read(page, "page.html").blocks if block.text == text]
    return block.role


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>x</nav>",
        "<div role=navigation>x</div>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<header><p>x</p></header>",
        "<div role=banner>x</div>",
        "<form><label>x</label><input></form>",
        "<button>x</button>",
        "<dialog>x</dialog>",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<div role=contentinfo>x</div>",
        "<div class='siteNav'>x</div>",
        "<div id=page_footer>x</div>",
        "<div class='share-bar share-bar--top'>x</div>",
        "<section class=comments><article class=comment><p>x</article></section>",
        "<div class=breadcrumbs>x</div>",
        "<div class=newsletter-box><h2>x</h2></div>",
        "<div class='related-posts'><a href=/a>x</a></div>",
        "<div class='cookie-banner'><p>x</p><button>OK</button></div>",
        "<div class='entry-meta'>x</div>",
        "<div class=sidebar><h1>x</h1></div>",
    ],
)
def test_furniture_is_told_by_its_markup(furniture: str) -> None:
    assert _role(f"<body>{_ARTICLE}{furniture}", "x") is Role.BOILERPLATE


@pytest.mark.parametrize(
    "content",
    [
        "<div class=navigate-content>x</div>",
        "<div class=sample-menu>x</div>",
        "<div class='related-conditions'>x and <a href=/a>y</a></div>",
        "<section><header><p>x</p></header></section>",
        "<header><h2>y</h2><h1>x</h1></header>",
        "<div class='no-sidebar has-footer'>x</div>",
        "<details><summary><button>x</button></summary></details>",
        "<aside class=disclaimer>x</aside>",
        "<aside class='callout warning'>x</aside>",
        "<footer class=references><p>x</footer>",
        "<blockquote>y<footer>x</footer></blockquote>",
        "<div class='post-comment'>x</div>",
    ],
)
def test_what_only_looks_like_furniture_is_read(content: str) -> None:
    text = next(block.text for block in read(content, "page.html").blocks if "x" in block.text)
    assert _role(f"<body>{_ARTICLE}{content}", text) is not Role.BOILERPLATE


def test_an_article_inside_a_form_is_read() -> None:
    assert _role(f"<form>{_ARTICLE}<p>x</p></form>", "x") is Role.PARAGRAPH


def test_a_wrapper_named_after_the_sidebar_it_holds_is_no_furniture() -> None:
    page = f"<div class='content-sidebar'><div>{_ARTICLE}<p>x</p></div><div class=sidebar>y</div></div>"
    assert _role(page, "x") is Role.PARAGRAPH
    assert _role(page, "y") is Role.BOILERPLATE


def test_a_list_of_short_links_within_the_site_is_a_menu() -> None:
    menu = "".join(f"<li><a href=/{name}>{name}</a>" for name in ("sleep", "salt", "sport", "sun"))
    assert _role(f"{_ARTICLE}<ul>{menu}</ul>", "salt") is Role.BOILERPLATE


def test_a_list_of_short_links_to_other_sites_is_read() -> None:
    sources = "".join(f"<li><a href=https://{name}.example>{name}</a>" for name in ("who", "cdc", "nhs", "nih"))
    assert _role(f"{_ARTICLE}<ul>{sources}</ul>", "nhs") is Role.LIST_ITEM


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<main>", "</main>"),
        ("<div role=main>", "</div>"),
        ("<article>", "</article>"),
        ("<main><article>", "</article></main>"),
        ("<div itemprop=articleBody>", "</div>"),
        ("<div class='entry-content'>", "</div>"),
    ],
)
def test_what_stands_outside_the_article_is_boilerplate(opening: str, closing: str) -> None:
    page = f"<div>before</div>{opening}{_ARTICLE}<p>inside</p>{closing}<div>after</div>"
    assert [_role(page, text) for text in ("before", "inside", "after")] == [Role.BOILERPLATE, Role.PARAGRAPH, Role.BOILERPLATE]


def test_a_title_above_the_article_stays_a_heading() -> None:
    page = f"<h1>Salt</h1><main><p>{_TEXT * 5}</p><p>x</p></main>"
    assert _role(page, "Salt") is Role.HEADING
    assert [block.heading for block in read(page, "page.html").blocks] == [None, 0, 0]


def test_of_several_articles_none_is_the_page() -> None:
    page = f"<div>x</div><article><p>{_TEXT}</article><article><p>{_TEXT}</article>"
    assert _role(page, "x") is Role.PARAGRAPH


def test_an_article_element_that_is_only_a_card_is_not_the_page() -> None:
    page = f"<div>{_ARTICLE}<p>x</p></div><article>card</article>"
    assert _role(page, "x") is Role.PARAGRAPH


def test_a_disclaimer_below_the_article_is_still_there_to_be_found() -> None:
    page = f"<main>{_ARTICLE}</main><footer><p>This site informs and does not advise.</p></footer>"
    assert _role(page, "This site informs and does not advise.") is Role.BOILERPLATE


def test_furniture_introduces_no_list() -> None:
    page = f"{_ARTICLE}<button>Menu</button><ul><li>x</ul>"
    assert [block.stem for block in read(page, "page.html").blocks if block.text == "x"] == [None]
