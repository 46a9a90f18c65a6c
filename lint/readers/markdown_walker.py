"""Turns pulldown-cmark's events into blocks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyromark

from lint.article import InlineKind, Role
from lint.readers.html import fragment
from lint.readers.markdown_line import Line
from lint.readers.masking import HOLE, NOTHING, Masked
from lint.readers.page import Page
from lint.readers.source import ByteOffsets

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def top_level(text: str) -> Iterator[tuple[int, int]]:
    """Where each block of a masked text that stands in no other starts and ends."""
    offset = ByteOffsets(text)
    depth = 0
    for event, span in _PARSER.events_with_range(text):
        if isinstance(event, dict) and "Start" in event:
            if not depth:
                yield offset(span["start"]), offset(span["end"])
            depth += 1
        elif isinstance(event, dict) and "End" in event:
            depth -= 1


@dataclass(slots=True)
class _Frame:
    """An open container. ``last`` is the block that introduces a list which starts here now, if one does."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    group: int = -1
    stem: int | None = None
    last: int | None = None
    begun: bool = False
    quoted: bool = False


@dataclass(slots=True)
class _Table:
    """An open table; ``heads`` are the blocks that head its columns, ``row_head`` the one that heads the current row."""

    group: int
    row: int = -1
    column: int = 0
    in_head: bool = False
    heads: dict[int, int] = field(default_factory=dict)
    row_head: int | None = None


class Walker:
    """Takes the parser's events in order. Nesting is a stack here, so no depth can exhaust it."""

    def __init__(self, text: str, masked: Masked, indented: Role) -> None:
        """``indented`` is the role of an indented block: MDX has no indented code."""
        self.page = Page()
        self._parsed = masked.text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", masked.text)
        self._line = Line(text, self._parsed)
        self._html_text = _as_html(self._parsed, text, masked.bullets)
        self._hidden = masked.hidden
        self._shown_from = 0
        self._offset = ByteOffsets(self._parsed)
        self._indented = indented
        self._frames = [_Frame()]
        self._table: _Table | None = None
        self._role: Role | None = None
        self._level = 0
        self._html: list[tuple[int, int]] = []

    def walk(self) -> None:
        """Read the whole text into ``page``."""
        events: Iterable[tuple[Any, Any]] = _PARSER.events_with_range(self._parsed)
        value: Any
        for event, span in events:
            kind, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
            if kind in ("Start", "End"):
                tag, value = (value, None) if isinstance(value, str) else next(iter(value.items()))
                handler = _STRUCTURE.get(kind + tag)
                if handler is not None:
                    handler(self, value)
            elif kind in _CONTENT:
                _CONTENT[kind](self, value, self._offset(span["start"]), self._offset(span["end"]))
        self._close()

    # Inside a block. A comment or script that an HTML block leaves open hides what follows.

    def _text(self, text: str, start: int, end: int) -> None:
        if start >= self._shown_from:
            self._line.text(text, start, end)

    def _code(self, text: str, start: int, end: int) -> None:
        if start >= self._shown_from:
            self._line.code(text, start, end)

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        if start >= self._shown_from:
            self._line.footnote(label, start, end)

    def _break(self, _: None, start: int, end: int) -> None:
        self._line.space(start, end)

    def _inline_html(self, _: str, start: int, end: int) -> None:
        if start >= self._shown_from:
            self._line.tag(start, end)
            number = bisect_left(self._hidden, (start, end))
            if number < len(self._hidden) and self._hidden[number][0] == start:
                self._shown_from = self._hidden[number][1]

    def _start_link(self, link: dict[str, str]) -> None:
        self._line.open(link["dest_url"])

    def _end_link(self, _: None) -> None:
        self._line.close(InlineKind.LINK)

    def _end_image(self, _: None) -> None:
        self._line.close(InlineKind.IMAGE)

    # Blocks

    def _close(self, _: object = None) -> None:
        """End the block being read and add it to the page in the role that its place gives it."""
        builder = self._line.take()
        role, self._role = self._role, None
        if not builder.length:
            return
        frame = self._frames[-1]
        if role is Role.HEADING:
            index = self.page.add(builder, role, level=self._level)
        elif role is not None:
            index = self.page.add(builder, role)
        elif frame.role is Role.LIST_ITEM:
            index = self.page.add(builder, frame.role, level=frame.level, group=frame.group, stem=frame.stem)
        else:
            index = self.page.add(builder, frame.role)
        self._added(index)

    def _added(self, index: int | None) -> None:
        frame = self._frames[-1]
        if index is None:
            return
        frame.last = index if self.page.blocks[index].role in (frame.role, Role.PARAGRAPH, Role.HEADING) else None
        if frame.role is Role.LIST_ITEM and not frame.begun:
            frame.begun, frame.stem = True, index

    def _start_heading(self, heading: dict[str, Any]) -> None:
        self._close()
        self._role, self._level = Role.HEADING, int(heading["level"][1])

    def _start_code_block(self, code: object) -> None:
        self._close()
        self._role = self._indented if code == "Indented" else Role.CODE

    def _rule(self, *_: object) -> None:
        self._frames[-1].last = None

    # Containers

    def _start_quote(self, _: object) -> None:
        self._open(_Frame(self._inherited(Role.QUOTATION), quoted=True))

    def _start_footnote(self, _: object) -> None:
        self._open(_Frame(Role.FOOTNOTE))

    def _start_list(self, _: object) -> None:
        self._close()
        outer = self._frames[-1]
        stem = outer.stem if outer.last is None and outer.role is Role.LIST_ITEM else outer.last
        self._open(_Frame(outer.role, outer.level + 1, self.page.group(), stem))

    def _start_item(self, _: object) -> None:
        outer = self._frames[-1]
        self._open(_Frame(self._inherited(Role.LIST_ITEM), outer.level, outer.group, outer.stem))

    def _end_title(self, _: object) -> None:
        """A term introduces its definitions."""
        self._close()
        title = self._frames.pop()
        self._frames[-1].stem = title.last

    def _inherited(self, role: Role) -> Role:
        """Everything inside a footnote is a footnote; otherwise the innermost container decides."""
        return Role.FOOTNOTE if self._frames[-1].role is Role.FOOTNOTE else role

    def _open(self, frame: _Frame) -> None:
        self._close()
        frame.quoted |= self._frames[-1].quoted
        self._frames.append(frame)

    def _end_container(self, _: object) -> None:
        self._close()
        self._frames.pop()
        self._frames[-1].last = None

    def _end_item(self, _: object) -> None:
        self._close()
        self._frames.pop()

    # Tables

    def _start_table(self, _: object) -> None:
        self._close()
        self._table = _Table(self.page.group())

    def _end_table(self, _: object) -> None:
        self._table = None
        self._frames[-1].last = None

    def _start_head(self, _: object) -> None:
        self._start_row(None)
        self._current_table.in_head = True

    def _start_row(self, _: object) -> None:
        table = self._current_table
        table.row, table.column, table.row_head, table.in_head = self.page.row(), 0, None, False

    def _end_cell(self, _: object) -> None:
        table = self._current_table
        heads = () if table.in_head else (table.heads.get(table.column), table.row_head)
        fields = {"group": table.group, "row": table.row, "heads": tuple(head for head in heads if head is not None)}
        index = self.page.add(self._line.take(), Role.TABLE_CELL, **fields)
        if index is not None and table.in_head:
            table.heads[table.column] = index
        elif table.column == 0:
            table.row_head = index
        table.column += 1

    @property
    def _current_table(self) -> _Table:
        assert self._table is not None
        return self._table

    # HTML blocks

    def _start_html(self, _: object) -> None:
        self._close()
        self._html = []

    def _html_line(self, _: str, start: int, end: int) -> None:
        self._html.append((start, end))

    def _end_html(self, _: object) -> None:
        """Hand the HTML to the HTML reader; inside a quotation line by line, since a mark stands between the lines."""
        if not self._html:
            return
        for start, end in self._html if self._frames[-1].quoted else [(self._html[0][0], self._html[-1][1])]:
            self._fragment(max(start, self._shown_from), end)

    def _fragment(self, start: int, end: int) -> None:
        if start >= end:
            return
        number = bisect_left(self._hidden, (end, 0)) - 1
        if number >= 0 and start <= self._hidden[number][0] and end < self._hidden[number][1]:
            self._shown_from = self._hidden[number][1]
        frame, blocks, base = self._frames[-1], self.page.blocks, len(self.page.blocks)
        introduced_by = frame.last
        self.page.adopt(fragment(self._html_text, start, end))
        for index in range(base, len(blocks)):
            block = blocks[index]
            if block.role is Role.PARAGRAPH and frame.role is not Role.PARAGRAPH:
                blocks[index] = replace(block, role=frame.role, level=frame.level, group=frame.group, stem=frame.stem)
            elif block.role is Role.LIST_ITEM and block.stem is None:
                blocks[index] = replace(block, stem=introduced_by)
            if block.role is not Role.LIST_ITEM:
                introduced_by = None
            self._added(index)


def _as_html(parsed: str, text: str, bullets: Sequence[int]) -> str:
    """The text as the HTML reader gets it: without masks, and with its bullets, which make no list there."""
    shown = parsed.replace(NOTHING, " ").replace(HOLE, " ")
    if not bullets:
        return shown
    characters = list(shown)
    for at in bullets:
        if parsed[at] == "-":
            characters[at] = text[at]
    return "".join(characters)


_CONTENT: dict[str, Callable[[Walker, Any, int, int], None]] = {
    "Text": Walker._text,
    "Code": Walker._code,
    "FootnoteReference": Walker._footnote_reference,
    "SoftBreak": Walker._break,
    "HardBreak": Walker._break,
    "InlineHtml": Walker._inline_html,
    "Rule": Walker._rule,
    "Html": Walker._html_line,
}
_STRUCTURE: dict[str, Callable[[Walker, Any], None]] = {
    "StartLink": Walker._start_link,
    "StartImage": Walker._start_link,
    "EndLink": Walker._end_link,
    "EndImage": Walker._end_image,
    "StartParagraph": Walker._close,
    "EndParagraph": Walker._close,
    "StartHeading": Walker._start_heading,
    "EndHeading": Walker._close,
    "StartCodeBlock": Walker._start_code_block,
    "EndCodeBlock": Walker._close,
    "StartBlockQuote": Walker._start_quote,
    "EndBlockQuote": Walker._end_container,
    "StartFootnoteDefinition": Walker._start_footnote,
    "EndFootnoteDefinition": Walker._end_container,
    "StartList": Walker._start_list,
    "EndList": Walker._end_container,
    "StartItem": Walker._start_item,
    "EndItem": Walker._end_item,
    "StartDefinitionList": Walker._start_list,
    "EndDefinitionList": Walker._end_container,
    "StartDefinitionListTitle": Walker._start_item,
    "EndDefinitionListTitle": Walker._end_title,
    "StartDefinitionListDefinition": Walker._start_item,
    "EndDefinitionListDefinition": Walker._end_item,
    "StartTable": Walker._start_table,
    "EndTable": Walker._end_table,
    "StartTableHead": Walker._start_head,
    "StartTableRow": Walker._start_row,
    "EndTableCell": Walker._end_cell,
    "StartHtmlBlock": Walker._start_html,
    "EndHtmlBlock": Walker._end_html,
}
