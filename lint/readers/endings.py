"""Where an article ends: the place at which a further paragraph of it would begin."""

from __future__ import annotations

import re
from collections.abc import Callable

from lint.article import Article, Block, Role
from lint.readers.html_elements import TRANSPARENT, VOID, Counts, Element, OpenElements
from lint.readers.html_tokens import Kind, Token, tokens
from lint.readers.markdown import masked
from lint.readers.markdown_walker import top_level
from lint.readers.references import introduces_references

_MAIN = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.TABLE_CELL, Role.QUOTATION, Role.CODE})
_LINE_END = re.compile(r"[\r\n]|$")
# What pages wrap an article in; a paragraph may stand in any of them.
_WRAPPERS = frozenset({"article", "center", "div", "main", "section"})


def ending(article: Article, format_: str) -> int:
    """The offset behind the last paragraph, list, table, … of the article's own text, before its references and furniture.

    ``format_`` is one of the modules named in ``lint.readers.SUFFIXES``.
    """
    followed = zip(article.blocks, [*article.blocks[1:], None], strict=True)
    main = (block for block, following in followed if block.role in _MAIN and not _is_label(block, following))
    last = max((block.pieces[-1].end for block in main), default=None)
    return len(article.text.rstrip()) if last is None else _ENDINGS[format_](article, last)


def _is_label(block: Block, following: Block | None) -> bool:
    """Does the block stand over the references as a heading does?"""
    return following is not None and following.role is Role.REFERENCE and introduces_references(block)


def _of_text(article: Article, last: int) -> int:
    match = _LINE_END.search(article.text, last)
    return len(article.text[: match.start()].rstrip()) if match else last


def _of_markdown(article: Article, last: int) -> int:
    for start, end in top_level(masked(article.text, article.path)[1].text):
        if start < last <= end:
            return len(article.text[:end].rstrip())
    return _of_text(article, last)


def _of_html(article: Article, last: int) -> int:
    """Behind the outermost open element that is no wrapper: the list and not its last item, the paragraph and not its link."""
    text = article.text
    elements = OpenElements(Element(Token(Kind.START, 0, 0), None, Counts()))
    around: Element | None = None
    for token in tokens(text, 0, len(text)):
        if around is None and token.start >= last:
            around = next((element for element in elements if not _is_wrapper(element.name)), None)
            if around is None:
                return last
        if around is not None and token.kind is Kind.END and token.name in TRANSPARENT:
            return len(text[: token.start].rstrip())
        if token.name in TRANSPARENT or token.name in VOID or token.kind not in (Kind.START, Kind.END):
            continue
        is_end = token.kind is Kind.END
        for _ in range(elements.closed_by_end(token.name) if is_end else elements.closed_by_start(token.name)):
            if elements.pop() is around:
                return token.end if is_end and token.name == around.name else len(text[: token.start].rstrip())
        if not is_end:
            elements.push(Element(token, elements.block, Counts()))
    return last if around is None else len(text.rstrip())


def _is_wrapper(name: str) -> bool:
    return name in _WRAPPERS or "-" in name


_ENDINGS: dict[str, Callable[[Article, int], int]] = {"text": _of_text, "markdown": _of_markdown, "html": _of_html}
