"""What the text in an HTML element is: a heading, a list item, a table cell, a quotation, …"""

from __future__ import annotations

from lint.article import Role
from lint.readers.html_elements import CELLS, HEADINGS, ITEMS, LISTS, Element
from lint.readers.html_furniture import marks
from lint.readers.html_tables import Table
from lint.readers.page import Page

_PLAIN = frozenset({"caption", "figcaption", "legend", "summary"})
_NOTE_WORDS = frozenset({"footnote", "footnotes", "endnote", "endnotes"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_REFERENCE_WORDS = frozenset({"references", "bibliography", "reflist"})
_LASTING = {
    Role.QUOTATION: (Role.CODE,),
    Role.FOOTNOTE: (Role.HEADING, Role.CODE),
    Role.REFERENCE: (Role.HEADING, Role.CODE),
    Role.CODE: (),
}
"""Roles that hold for everything inside, and what stands out even there."""


def settle(element: Element, parent: Element, page: Page, introduction: int | None) -> None:
    """Set what the text in a block-level element is, given what it is in its parent.

    ``introduction`` is the block that introduces a list which starts here. ``page`` numbers the lists, tables and rows.
    """
    element.role, element.level, element.lists = parent.role, parent.level, parent.lists
    element.group, element.stem, element.item = parent.group, parent.stem, parent.item
    element.table, element.cell, element.sectioned = parent.table, parent.cell, parent.sectioned
    name = element.name
    level = _heading_level(element)
    if level:
        _become(element, Role.HEADING)
        element.level = level
        element.counts.titles += level == 1
        if element.table:
            element.table.arranged = True
    elif name in LISTS:
        element.lists += 1
        element.group = page.group()
        element.stem = introduction if introduction is not None else parent.stem
    elif name in ITEMS:
        _become(element, Role.LIST_ITEM)
        element.item, element.level = element, max(element.lists, 1)
        if parent.name not in LISTS:
            element.group = page.group()
        parent.counts.items += 1
    elif name == "table" or name == "tr" or name in CELLS:
        _settle_in_table(element, parent, page)
    elif name == "blockquote" and "disclaimer" not in marks(element):
        _become(element, Role.QUOTATION)
    elif name == "pre":
        _become(element, Role.CODE)
    elif name == "title":
        element.role = Role.METADATA
    elif name in _PLAIN or (name == "p" and parent.name == "dd"):
        _become(element, Role.PARAGRAPH)
    elif name in ("article", "main", "section"):
        element.sectioned = True
    elif name == "nav":
        element.counts.navigations += 1
    elif name in ("button", "textarea"):
        element.counts.controls += 1
    if element.tag.attributes:
        _settle_by_attributes(element)


def _settle_by_attributes(element: Element) -> None:
    role = element.tag.get("role")
    if role in _NOTE_ROLES or marks(element) & _NOTE_WORDS:
        _become(element, Role.FOOTNOTE)
    elif role == "doc-bibliography" or (element.name in LISTS and marks(element) & _REFERENCE_WORDS):
        _become(element, Role.REFERENCE)


def _settle_in_table(element: Element, parent: Element, page: Page) -> None:
    name = element.name
    if name == "table":
        presentation = element.tag.get("role") in ("presentation", "none")
        element.table, element.cell = Table(page.group(), presentation), None
        element.lists, element.item = 0, None
        if parent.cell and parent.table:
            parent.table.arranged = True
        _become(element, Role.PARAGRAPH)
        return
    if element.table is None:
        element.table = parent.table = Table(page.group())
    if name == "tr" or not element.table.rows:
        element.table.start_row(page.row(), parent.name == "thead")
    if name in CELLS:
        element.cell = element.table.add_cell(name == "th", element.tag.get("colspan"), element.tag.get("rowspan"))
        element.lists, element.item = 0, None
        _become(element, Role.TABLE_CELL)


def _become(element: Element, role: Role) -> None:
    lasting = _LASTING.get(element.role)
    if lasting is None or role in lasting:
        element.role = role


def _heading_level(element: Element) -> int:
    if element.name in HEADINGS:
        return HEADINGS[element.name]
    if element.tag.get("role") != "heading":
        return 0
    level = element.tag.get("aria-level")
    return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
