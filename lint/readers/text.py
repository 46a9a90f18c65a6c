"""Reads plain text: what the lines look like is all there is to tell headings, lists and paragraphs apart."""

from __future__ import annotations

from dataclasses import dataclass

from lint.article import Article, Role
from lint.readers.builder import BlockBuilder
from lint.readers.furniture import mark_furniture
from lint.readers.marks import plain_marks
from lint.readers.page import Page
from lint.readers.references import mark_references
from lint.readers.text_units import Unit, read_units

_INTRODUCING = (Role.PARAGRAPH, Role.HEADING)


def read(text: str, path: str) -> Article:
    """The article in a plain text file. Any text is accepted."""
    page, lists = Page(), _Lists()
    for unit in read_units(text):
        builder = BlockBuilder(text)
        builder.literal(unit.start, unit.end)
        builder.inlines += plain_marks("".join(builder.chars), ())
        if unit.role is Role.LIST_ITEM:
            lists.add(builder, unit, page)
        else:
            lists.close()
            page.add(builder, unit.role, level=unit.level)
    return Article(path, text, tuple(mark_furniture(mark_references(page.blocks))))


@dataclass(slots=True)
class _List:
    """An open list; ``last`` is its latest item."""

    indent: int
    marker: str
    group: int
    stem: int | None
    last: int | None = None


class _Lists:
    """The open lists, each inside the one before: a deeper indent or another kind of bullet starts a list inside."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def add(self, builder: BlockBuilder, unit: Unit, page: Page) -> None:
        """Append the item to the page, in the list that it belongs to."""
        current = self._list(unit, page)
        current.last = page.add(builder, Role.LIST_ITEM, level=len(self._open), group=current.group, stem=current.stem)

    def close(self) -> None:
        """A block that is no item ends every open list."""
        self._open.clear()

    def _list(self, unit: Unit, page: Page) -> _List:
        while self._open and self._open[-1].indent > unit.indent:
            self._open.pop()
        siblings = [at for at, other in enumerate(self._open) if (other.indent, other.marker) == (unit.indent, unit.marker)]
        if siblings:
            del self._open[siblings[-1] + 1 :]
            return self._open[-1]
        if self._open:
            stem = self._open[-1].last
        else:
            introduced = page.blocks and page.blocks[-1].role in _INTRODUCING
            stem = len(page.blocks) - 1 if introduced else None
        self._open.append(_List(unit.indent, unit.marker, page.group(), stem))
        return self._open[-1]
