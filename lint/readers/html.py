"""Reads HTML pages as published, and the HTML inside Markdown."""

from __future__ import annotations

from typing import Any

from lint.article import Article, Block, Role
from lint.readers.furniture import mark_furniture
from lint.readers.html_furniture import find_article, find_furniture
from lint.readers.html_walker import Draft, Walker
from lint.readers.page import Page
from lint.readers.references import mark_references

_LISTED = (Role.LIST_ITEM, Role.QUOTATION, Role.FOOTNOTE, Role.REFERENCE)


def read(text: str, path: str) -> Article:
    """The article that an HTML page shows; what is not the article is BOILERPLATE. Any text is accepted."""
    page = Page()
    walker = Walker(text, 0, len(text), page)
    find_furniture(walker.elements)
    find_article(walker.elements)
    blocks = mark_references(mark_furniture(_blocks(walker.drafts, page)))
    metadata, comments = walker.metadata, tuple(walker.comments)
    return Article(path, text, tuple(blocks), metadata.values, tuple(walker.components), metadata.base, comments)


def fragment(source: str, start: int, end: int) -> list[Block]:
    """The blocks of ``source[start:end]``, HTML that stands in another text.

    Their offsets are into ``source``; their indices, groups and rows count from the first of them.
    """
    page = Page()
    walker = Walker(source, start, end, page)
    find_furniture(walker.elements)
    return _blocks(walker.drafts, page)


def _blocks(drafts: list[Draft], page: Page) -> list[Block]:
    readable = [_role(draft) is not Role.BOILERPLATE for draft in drafts]
    for draft in drafts:
        role = _role(draft)
        stem = draft.stem if draft.stem is not None and readable[draft.stem] else None
        page.add(draft.builder, role, **_fields(draft, role, stem))
    return page.blocks


def _role(draft: Draft) -> Role:
    element = draft.element
    role = Role.PARAGRAPH if element.table and element.table.layout and element.role is Role.TABLE_CELL else element.role
    if role is Role.METADATA or not (element.furniture or element.outside):
        return role
    is_title = role is Role.HEADING and element.level == 1 and not element.furniture
    return role if is_title else Role.BOILERPLATE


def _fields(draft: Draft, role: Role, stem: int | None) -> dict[str, Any]:
    element = draft.element
    if role is Role.HEADING:
        return {"level": element.level}
    if role is Role.TABLE_CELL and element.table and element.cell:
        table, cell = element.table, element.cell
        return {"group": table.group, "row": cell.row, "heads": table.heads(cell)}
    if element.item and role in _LISTED:
        return {"level": element.level, "group": element.group, "stem": stem}
    return {"stem": stem} if role is Role.PARAGRAPH else {}
