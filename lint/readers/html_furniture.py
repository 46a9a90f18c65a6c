"""Tells an HTML page's article from its furniture: navigation, share bars, comment forms, cookie notices, related posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lint.article import Role
from lint.readers.html_elements import Counts, Element

_FURNITURE_TAGS = frozenset({"aside", "dialog", "footer", "form", "menu", "nav", "search", "select", "textarea"})
_FURNITURE_ROLES = frozenset(
    {
        *("alertdialog", "complementary", "contentinfo", "dialog", "doc-toc", "form", "menu", "menubar", "navigation"),
        *("search", "tablist", "toolbar"),
    }
)
_FURNITURE_WORDS = frozenset(
    {
        *("breadcrumb", "breadcrumbs", "breadcumb", "breadcumbs", "comments", "commentlist", "disqus", "footer", "gdpr"),
        *("masthead", "nav", "navbar", "navigation", "newsletter", "pager", "pagination", "share", "sharedaddy", "sharing"),
        *("sidebar", "sidenav", "signup", "sitefooter", "siteheader", "skip", "skiplink", "toc", "topbar", "topnav"),
    }
)
"""Class and id words of furniture."""
_SUSPECT_WORDS = frozenset(
    {
        *("ads", "advert", "banner", "blog", "comment", "cookie", "cookies", "cta", "feedback", "helpful", "interaction"),
        *("links", "menu", "more", "popular", "popup", "promo", "rating", "reactions", "recommended", "related", "respond"),
        *("reviews", "search", "social", "subscribe", "tags", "toolbar", "trending", "upsell", "widget"),
    }
)
"""Class and id words of furniture where links or form controls have a good share of it."""
_BYLINE_WORDS = frozenset({"byline", "dateline", "meta", "postmeta"})
_READABLE_WORDS = frozenset(
    {
        *("admonition", "bibliography", "callout", "caution", "citations", "disclaimer", "endnotes", "faq", "footnote"),
        *("footnotes", "important", "note", "notice", "references", "sources", "summary", "takeaways", "tip", "warning"),
    }
)
"""Class and id words of an aside or footer that belongs to the article."""
_ARTICLE_WORDS = frozenset({"article", "blog", "entry", "post", "story"})
_BODY_WORDS = frozenset({"body", "content"})
"""A class with a word of each, such as ``entry-content``, names the article's own text."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SAYS_WHAT_IS_AROUND = re.compile(r"\b(?:has|hide|no|with|without)-\S+")
_LINKED_SHARE = 0.28
_CONTROL = 60
"""A button or field counts like so many characters of links."""
_BYLINE_LENGTH = 160
_MENU_ITEMS = 4
_MENU_ITEM_LENGTH = 40


_NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def words(name: str) -> frozenset[str]:
    """The words of a class or id: ``siteNav page_footer has-menu`` has site, nav, page and footer."""
    return frozenset(word.lower() for word in _WORD.findall(_SAYS_WHAT_IS_AROUND.sub("", name)))


def marks(element: Element) -> frozenset[str]:
    """The words of an element's class and id."""
    tag = element.tag
    return words(tag.get("class")) | words(tag.get("id")) if tag.attributes else _NO_WORDS


def find_furniture(elements: Sequence[Element]) -> None:
    """Set ``furniture`` on what is, or stands in, furniture, and sum up the counts.

    ``elements`` are in document order, the page itself first; their counts must be of what stands in them directly.
    """
    own = [element.counts.text for element in elements]
    for element in reversed(elements):
        _add_up(element)
    for element in elements[1:]:
        element.furniture = _parent(element).furniture or _is_furniture(element, elements[0].counts)
    for element, text in zip(reversed(elements), reversed(own), strict=True):
        element.counts.readable += 0 if element.furniture else text
        if element.parent:
            element.parent.counts.readable += element.counts.readable


def find_article(elements: Sequence[Element]) -> None:
    """Set ``outside`` on what stands outside the element, such as ``main`` or ``article``, that holds the article.

    Furniture must have been found: an element counts only if it holds the bulk of the page's other text.
    """
    article, inside = elements[0], {elements[0]}
    for element in elements[1:]:
        if element.parent not in inside:
            continue
        inside.add(element)
        if not element.furniture and element.counts.readable > _share_of_an_article(element) * article.counts.readable:
            article, inside = element, {element}
    for element in elements:
        element.outside = element not in inside


def _share_of_an_article(element: Element) -> float:
    """How much of the readable text around it an element must exceed to be the article; all of it, if it cannot be one."""
    if element.name == "main" or element.tag.get("role") == "main":
        return 0.4
    named = words(element.tag.get("class"))
    is_body = element.name == "article" or element.tag.get("itemprop") == "articleBody"
    return 0.7 if is_body or (named & _ARTICLE_WORDS and named & _BODY_WORDS) else 1.0


def _parent(element: Element) -> Element:
    assert element.parent is not None, "only the page itself has no parent"
    return element.parent


def _add_up(element: Element) -> None:
    if element.parent is None:
        return
    counts, total = element.counts, element.parent.counts
    total.text += counts.text
    total.linked += counts.linked
    total.titles += counts.titles
    total.navigations += counts.navigations
    total.controls += counts.controls
    total.items += counts.items
    total.outward += counts.outward


def _is_furniture(element: Element, page: Counts) -> bool:
    name, role, counts, found = element.name, element.tag.get("role"), element.counts, marks(element)
    if element.role in (Role.HEADING, Role.QUOTATION):
        return False
    if name == "button":
        return _parent(element).name not in ("dt", "summary")
    if name == "header" or role == "banner":
        return not element.sectioned and (counts.navigations > 0 or not counts.titles)
    if name == "nav" or role == "navigation":
        return True
    if found & _READABLE_WORDS and not found & _FURNITURE_WORDS:
        return False
    if counts.text > page.text / 2 or (counts.titles and counts.titles == page.titles):
        return name == "footer"
    links = counts.linked + _CONTROL * counts.controls
    return (
        name in _FURNITURE_TAGS
        or role in _FURNITURE_ROLES
        or bool(found & _FURNITURE_WORDS)
        or bool(found & _SUSPECT_WORDS and links > _LINKED_SHARE * counts.text)
        or bool(found & _BYLINE_WORDS and counts.text <= _BYLINE_LENGTH)
        or _is_menu(element)
    )


def _is_menu(element: Element) -> bool:
    """Whether a list is nothing but short links within the site."""
    counts = element.counts
    return (
        element.name in ("ul", "ol")
        and counts.items >= _MENU_ITEMS
        and not counts.outward
        and counts.linked >= 0.95 * counts.text
        and counts.text <= _MENU_ITEM_LENGTH * counts.items
    )
