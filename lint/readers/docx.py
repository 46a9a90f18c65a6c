"""Reads DOCX, what word processors write: the text as extracted, a paragraph a line, and places in that."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

from lint.article import Article, Block, InlineKind, Role
from lint.files import MOST_BYTES
from lint.readers.builder import BlockBuilder
from lint.readers.furniture import mark_furniture
from lint.readers.marks import plain_marks
from lint.readers.page import Page
from lint.readers.references import mark_references
from lint.readers.source import ReadError

_MOST_UNPACKED = 20 * MOST_BYTES
_MOST_XML = 4 * MOST_BYTES
_NOTES = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))
_HEADING = re.compile(r"heading (\d)")


def read(data: bytes, path: str) -> Article:
    """The article in a DOCX file; offsets count in ``Article.text``, which holds what the file says, a paragraph a line.

    Raises ReadError where it is no DOCX file, or is larger when unpacked than any article.
    """
    _check(data, path)
    try:
        word = Document(io.BytesIO(data))
        reading = _Reading(word)
        reading.walk()
        metadata = _metadata(word)
    except MemoryError:
        raise
    except Exception as error:  # what python-docx raises for broken parts is anybody's guess
        raise ReadError(path, 1, f"not a DOCX file that can be read: {error}") from None
    text, blocks = reading.finished()
    return Article(path, text, tuple(mark_furniture(mark_references(blocks))), metadata)


def _check(data: bytes, path: str) -> None:
    """Raises ReadError for what unpacks to more than any article has; zipfile unpacks no more than a file says it holds."""
    if len(data) > MOST_BYTES:
        raise ReadError(
            path, 1, f"the file is larger than {MOST_BYTES // 1_000_000} MB; take the pictures out, or leave it out"
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise ReadError(path, 1, "not a DOCX file; save it as DOCX (Word 2007 or later)") from None
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if largest > _MOST_XML or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise ReadError(path, 1, "the file is packed, and far larger than any article when unpacked; leave it out")


def _metadata(word: Word) -> dict[str, Any]:
    """The properties that the file states, by the keys of front matter."""
    said = word.core_properties
    known = {"title": said.title, "author": said.author, "description": said.subject, "keywords": said.keywords}
    dates = {"date": said.created, "updated": said.modified}
    return {key: value for key, value in known.items() if value} | {
        key: value.date().isoformat() for key, value in dates.items() if value
    }


@dataclass(slots=True)
class _Spot:
    """A stretch of the text that is a block, with its marks as offsets into the text."""

    start: int
    end: int
    role: Role
    fields: dict[str, Any]
    marks: list[tuple[InlineKind, int, int, str]]


@dataclass(slots=True)
class _Reading:
    """The text so far, and where its blocks will be."""

    word: Word
    chars: list[str] = field(default_factory=list)
    length: int = 0
    spots: list[_Spot] = field(default_factory=list)
    groups: int = 0

    def walk(self) -> None:
        """Read the body, then the notes below it."""
        rows = 0
        for piece in self.word.iter_inner_content():
            if isinstance(piece, Table):
                rows = self._table(piece, rows)
                continue
            role, level = _shape(piece)
            if role is Role.LIST_ITEM:
                if not self.spots or self.spots[-1].role is not role:
                    self.groups += 1
                self._paragraph(piece, role, level=level, group=self.groups - 1)
            else:
                self._paragraph(piece, role, level=level)
        for _, name in _NOTES:
            self._notes(name)

    def finished(self) -> tuple[str, list[Block]]:
        """The text, and its blocks with what introduces or heads them."""
        text, page = "".join(self.chars), Page()
        introduced: dict[int, int | None] = {}  # by each level of a list
        heads: dict[tuple[str, int, int], int] = {}
        for spot in self.spots:
            fields = {key: value for key, value in spot.fields.items() if key != "column"}
            if spot.role is Role.LIST_ITEM:
                fields["stem"] = introduced.get(spot.fields["level"])
            if spot.role is Role.TABLE_CELL:
                column = "column", spot.fields["group"], spot.fields["column"]
                row = "row", spot.fields["row"], 0
                fields["heads"] = tuple(heads[head] for head in (column, row) if head in heads)
            index = page.add(_built(text, spot), spot.role, **fields)
            if index is None:
                continue
            if spot.role is Role.TABLE_CELL:
                heads.setdefault(column, index)
                if spot.fields["column"] == 0:
                    heads.setdefault(row, index)
            elif spot.role is Role.LIST_ITEM:
                introduced[spot.fields["level"] + 1] = index
            else:
                introduced = {1: index if spot.role in (Role.PARAGRAPH, Role.HEADING) else None}
        return text, page.blocks

    def _paragraph(self, paragraph: Paragraph, role: Role, **fields: Any) -> None:
        start, marks = self.length, list[tuple[InlineKind, int, int, str]]()
        for piece in paragraph.iter_inner_content():
            at = self.length
            if isinstance(piece, Hyperlink):
                self._put(piece.text)
                marks.append((InlineKind.LINK, at, self.length, piece.url))
                continue
            self._put(piece.text)
            if piece.font.superscript and self.length > at:
                marks.append((InlineKind.SUPERSCRIPT, at, self.length, ""))
            for mark, name in _NOTES:
                for note in piece._r.iter(qn(f"w:{mark}")):
                    at, label = self.length, f"{name[:-1]} {note.get(qn('w:id'))}"
                    self._put(f"[{note.get(qn('w:id'))}]")
                    marks.append((InlineKind.FOOTNOTE_REFERENCE, at, self.length, label))
        self.spots.append(_Spot(start, self.length, role, fields, marks))
        self._put("\n")

    def _table(self, table: Table, row: int) -> int:
        """Add the cells of a table, a merged one once; returns the number of the next row."""
        self.groups += 1
        for line in table._tbl.tr_lst:
            column = 0
            for cell in line.tc_lst:
                if cell.vMerge != "continue":
                    for paragraph in cell.p_lst:
                        cell_fields = {"group": self.groups - 1, "row": row, "column": column}
                        self._paragraph(Paragraph(paragraph, self.word), Role.TABLE_CELL, **cell_fields)
                column += cell.grid_span
            row += 1
        return row

    def _notes(self, name: str) -> None:
        """Add the notes below or behind the text, from the part of the file that holds them."""
        for relation in self.word.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{name}"):
                continue
            for note in parse_xml(relation.target_part.blob).iterchildren(qn(f"w:{name[:-1]}")):
                if note.get(qn("w:type")) is None:  # the others are lines that part notes from the text
                    for paragraph in note.iterchildren(qn("w:p")):
                        self._paragraph(Paragraph(paragraph, self.word), Role.FOOTNOTE)

    def _put(self, text: str) -> None:
        self.chars.append(text)
        self.length += len(text)


def _built(text: str, spot: _Spot) -> BlockBuilder:
    """The block with its marks; offsets into the block differ from those into the text where white space folds."""
    builder = BlockBuilder(text)
    at = spot.start
    for kind, start, end, target in spot.marks:
        builder.literal(at, start)
        begun = builder.mark()
        builder.literal(start, end)
        builder.inline(kind, begun, target)
        at = end
    builder.literal(at, spot.end)
    builder.inlines += plain_marks("".join(builder.chars), builder.inlines)
    return builder


def _shape(paragraph: Paragraph) -> tuple[Role, int]:
    """The part that a paragraph plays, and the level of a heading or an item, from 1."""
    properties = paragraph._p.pPr
    numbering: Any = None if properties is None else properties.numPr
    if numbering is not None:
        return Role.LIST_ITEM, 1 + (0 if numbering.ilvl is None else numbering.ilvl.val)
    for name in _styles(paragraph):
        if heading := _HEADING.fullmatch(name):
            return Role.HEADING, int(heading[1])
        if name == "title":
            return Role.HEADING, 1
        if name.startswith(("list bullet", "list number")):
            return Role.LIST_ITEM, int(name[-1]) if name[-1].isdigit() else 1
        if name.endswith("quote"):
            return Role.QUOTATION, 0
    return Role.PARAGRAPH, 0


def _styles(paragraph: Paragraph) -> Iterator[str]:
    """The names of the paragraph's style and of those that it is based on, in lower case."""
    style: Any = paragraph.style
    seen = set[str]()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        yield (style.name or "").lower()
        style = style.base_style
