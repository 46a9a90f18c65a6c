"""An article as a reader sees it, with its findings marked in place: passages, made of segments, with notes beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import PurePath

from lint.article import Block, InlineKind, Piece, Role
from lint.audit.report.figures import SEVERITIES
from lint.audit.tables import Row
from lint.readers import SUFFIXES, ReadError, read

MOST_NOTES = 500
MOST_CHARACTERS = 400_000
"""Of a longer text only the blocks with findings are shown."""

_DEFAULT_SUFFIX = {"markdown": ".md", "html": ".html", "text": ".txt"}
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")


@dataclass(frozen=True)
class Note:
    """A finding with its number in the article, from 1, in the order of the text; those about all of it come last."""

    number: int
    finding: Row

    @property
    def kind(self) -> str:
        """The severity, or "suppressed"."""
        return "suppressed" if self.finding["suppressed"] else str(self.finding["severity"])


@dataclass(frozen=True)
class Segment:
    """A run of text that the same findings cover, the worst first; ``ends`` are those whose last words these are."""

    text: str
    notes: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()
    link: str = ""
    superscript: bool = False


@dataclass
class Shown:
    """A block: its role, its level (of a heading, never skipping one), its segments, and the findings that begin in it."""

    role: Role
    level: int
    row: int
    group: int
    segments: list[Segment]
    notes: list[Note]


@dataclass(frozen=True)
class Passage:
    """Neighbouring blocks that belong together: the rows of a table, the items of a list, or a single block."""

    role: Role
    blocks: list[Shown]

    @property
    def rows(self) -> list[list[Shown]]:
        """The cells of a table, row by row."""
        return [list(cells) for _, cells in groupby(self.blocks, key=lambda block: block.row)]

    @property
    def notes(self) -> list[Note]:
        """All that begin in it."""
        return [note for block in self.blocks for note in block.notes]


@dataclass
class Marked:
    """A whole article: findings about all of it, passages, and findings in places that readers of the page do not see.

    ``cut`` says that only parts are shown; ``left_out`` is how many findings have no note.
    """

    about: list[Note] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    elsewhere: list[Note] = field(default_factory=list)
    cut: bool = False
    left_out: int = 0


def mark(text: str, path: str, format_: str, findings: Sequence[Row]) -> Marked:
    """The article with its findings.

    Args:
        text: the article as it was read, which the findings' offsets index.
        path: its path; the suffix chooses the reader where it is one of ``format_``.
        format_: "markdown", "html", "text" or another, in which every line is a paragraph.
        findings: its rows of the table of findings.
    """
    held = sorted(findings, key=lambda row: (row["suppressed"], SEVERITIES.index(row["severity"])))[:MOST_NOTES]
    held.sort(key=_place)
    notes = [Note(number, row) for number, row in enumerate(held, 1)]
    marked = Marked(left_out=len(findings) - len(held))
    placed: dict[int, list[tuple[Note, int, int]]] = {}
    blocks = _blocks(text, path, format_)
    places = _Places(blocks)
    for note in notes:
        if note.finding["start"] == note.finding["end"]:
            marked.about.append(note)
            continue
        found = list(places.of(note.finding["start"], note.finding["end"]))
        if not found:
            marked.elsewhere.append(note)
        for index, start, end in found:
            placed.setdefault(index, []).append((note, start, end))
    marked.cut = len(text) > MOST_CHARACTERS
    marked.passages = list(_passages(_shown(blocks, placed, only_marked=marked.cut)))
    return marked


def _place(row: Row) -> tuple[object, ...]:
    """Orders findings as the text has them; those about all of it come last, the gravest first."""
    about = row["start"] == row["end"]
    return about, SEVERITIES.index(row["severity"]) if about else 0, row["start"], row["end"], row["rule"]


def _blocks(text: str, path: str, format_: str) -> Sequence[Block]:
    """The blocks, as the reader of the format finds them; where there is none (DOCX), lines, which are the paragraphs there."""
    suffix = PurePath(path).suffix.lower()
    if SUFFIXES.get(suffix) != format_:
        suffix = _DEFAULT_SUFFIX.get(format_, "")
    try:
        return read(text.encode(), f"article{suffix}").blocks
    except ReadError:
        lines = _LINE.finditer(text)
        return [Block(Role.PARAGRAPH, line[0], (Piece(0, line.start(), line.end()),)) for line in lines]


class _Places:
    """Finds the blocks that a stretch of the source lies in, and where in their text."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        known = sorted((*block.span(0, len(block.text)), index) for index, block in enumerate(blocks) if block.text)
        self._blocks = blocks
        self._starts = [start for start, _, _ in known]
        self._known = known

    def of(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Index of the block, and the offsets in its text."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for _, block_end, index in self._known[first : bisect_left(self._starts, end)]:
            if start < block_end:
                found = _inside(self._blocks[index], start, end)
                if found:
                    yield index, *found


def _inside(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Where in the text of the block the source's ``start`` to ``end`` stands; None where no character comes from there."""
    first: int | None = None
    last = 0
    afters = [*(piece.at for piece in block.pieces[1:]), len(block.text)]
    for piece, after in zip(block.pieces, afters, strict=True):
        if piece.start < end and start < piece.end and piece.at < after:
            even = after - piece.at == piece.end - piece.start
            low = piece.at + max(start - piece.start, 0) if even else piece.at
            high = after - max(piece.end - end, 0) if even else after
            first, last = low if first is None else first, high
    return None if first is None else (first, last)


def _shown(blocks: Sequence[Block], placed: dict[int, list[tuple[Note, int, int]]], *, only_marked: bool) -> Iterator[Shown]:
    noted: set[int] = set()
    level = 0
    for index, block in enumerate(blocks):
        if block.role is Role.HEADING:
            level = min(block.level, level + 1)
        if only_marked and index not in placed:
            continue
        here = placed.get(index, [])
        notes = [note for note, _, _ in here if note.number not in noted]
        noted.update(note.number for note in notes)
        yield Shown(block.role, level, block.row, block.group, list(_segments(block, here)), notes)


def _segments(block: Block, placed: Sequence[tuple[Note, int, int]]) -> Iterator[Segment]:
    links = [inline for inline in block.inlines if inline.kind is InlineKind.LINK and inline.target]
    raised = [inline for inline in block.inlines if inline.kind in (InlineKind.SUPERSCRIPT, InlineKind.FOOTNOTE_REFERENCE)]
    cuts = {0, len(block.text)}
    cuts.update(cut for _, start, end in placed for cut in (start, end))
    cuts.update(cut for inline in (*links, *raised) for cut in (inline.start, inline.end))
    bounds = sorted(cuts)
    for start, end in pairwise(bounds):
        notes = [note for note, low, high in placed if low < end and start < high]
        notes.sort(key=lambda note: (*SEVERITIES, "suppressed").index(note.kind))
        yield Segment(
            block.text[start:end],
            tuple(notes),
            tuple(note for note, _, high in placed if high == end),
            next((link.target for link in links if link.start < end and start < link.end), ""),
            any(inline.start < end and start < inline.end for inline in raised),
        )


def _passages(shown: Iterable[Shown]) -> Iterator[Passage]:
    """Lists and tables are one passage each, and so is a run of page furniture."""

    def together(block: Shown) -> tuple[Role, int]:
        if block.role in (Role.LIST_ITEM, Role.TABLE_CELL):
            return block.role, block.group
        if block.role in (Role.BOILERPLATE, Role.REFERENCE, Role.FOOTNOTE, Role.METADATA):
            return block.role, -1
        return block.role, id(block)

    for (role, _), blocks in groupby(shown, key=together):
        yield Passage(role, list(blocks))
