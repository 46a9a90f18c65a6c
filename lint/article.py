"""What an article is: blocks of readable text, each with a role, and where every character came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Role(StrEnum):
    """What part a block plays on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTATION = "quotation"
    CODE = "code"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


class InlineKind(StrEnum):
    """What a stretch of characters inside a block is, beyond plain text."""

    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    FOOTNOTE_REFERENCE = "footnote-reference"
    QUOTE = "quote"


class Piece(NamedTuple):
    """A run of block text and the source it came from.

    Block characters from ``at`` up to the next piece's ``at`` come from ``source[start:end]``. Where both sides have the same
    length they map one to one; otherwise (an entity, a folded line end) every character maps to the whole of the source run.
    """

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """A link, code span, superscript, … at ``block.text[start:end]``."""

    kind: InlineKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of readable text: markup removed, entities decoded, white space folded to single spaces.

    ``heading`` and ``stem`` are indices into ``Article.blocks``: the heading above, and (for a list item) the block that
    introduces the list. ``heads`` are the cells that head a table cell's row and column. Blocks of one list or one table share
    ``group``; cells of one table row share ``row``.
    """

    role: Role
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0
    heading: int | None = None
    stem: int | None = None
    group: int = -1
    row: int = -1
    heads: tuple[int, ...] = ()
    inlines: tuple[Inline, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets (code points, half-open) of ``self.text[start:end]``; ``start < end`` is required."""
        return self._source(start)[0], self._source(end - 1)[1]

    def _source(self, index: int) -> tuple[int, int]:
        number = bisect_right(self.pieces, index, key=lambda piece: piece.at) - 1
        piece = self.pieces[number]
        after = self.pieces[number + 1].at if number + 1 < len(self.pieces) else len(self.text)
        if after - piece.at == piece.end - piece.start:
            at = piece.start + index - piece.at
            return at, at + 1
        return piece.start, piece.end


@dataclass(frozen=True, slots=True)
class Component:
    """An include, shortcode or MDX component: text that the article shows and this file does not hold."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands in ``source[start:end]`` for the writers of the page; ``text`` is what it says, which begins at ``at``."""

    text: str
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Article:
    """A document as a reader of the page sees it.

    ``text`` is the decoded file, line ends as they are, a byte-order mark not counted: every offset points into it.
    ``metadata`` holds front matter, or an HTML page's title, meta tags and schema.org data, with lower-case keys;
    ``keys`` says where a key of the front matter stands, by its path of keys, three levels deep (``("author", "name")``).
    ``base`` is the address or domain the page says it is published at, if it says so.
    ``comments`` are in the order of the text; no block holds any of their words.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    base: str = ""
    comments: tuple[Comment, ...] = ()
    keys: Mapping[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
