"""Collects the blocks of a page in reading order, and knows which heading each one stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lint.article import Block, Role
from lint.readers.builder import BlockBuilder


@dataclass(slots=True)
class Page:
    """The blocks read so far. Groups (lists, tables) and rows are numbered over the whole page."""

    blocks: list[Block] = field(default_factory=list)
    _headings: list[tuple[int, int]] = field(default_factory=list)
    _groups: int = 0
    _rows: int = 0

    def group(self) -> int:
        """A number for a new list or table."""
        self._groups += 1
        return self._groups - 1

    def row(self) -> int:
        """A number for a new table row."""
        self._rows += 1
        return self._rows - 1

    def add(self, builder: BlockBuilder, role: Role, **fields: object) -> int | None:
        """Append the built block and return its index; None where it holds nothing to read."""
        block = builder.build(role, **fields)
        return None if block is None else self._append(block)

    def adopt(self, blocks: Sequence[Block]) -> None:
        """Append blocks whose indices, groups and rows count from the first of them."""
        base, groups, rows = len(self.blocks), self._groups, self._rows
        for block in blocks:
            self._append(
                replace(
                    block,
                    stem=None if block.stem is None else base + block.stem,
                    heads=tuple(base + head for head in block.heads),
                    group=block.group if block.group < 0 else groups + block.group,
                    row=block.row if block.row < 0 else rows + block.row,
                )
            )
            self._groups = max(self._groups, self.blocks[-1].group + 1)
            self._rows = max(self._rows, self.blocks[-1].row + 1)

    def _append(self, block: Block) -> int:
        """Set the heading (for a heading, the one it is a section of) and append."""
        index = len(self.blocks)
        if block.role is Role.HEADING:
            while self._headings and self._headings[-1][0] >= block.level:
                self._headings.pop()
        heading = self._headings[-1][1] if self._headings else None
        self.blocks.append(block if block.heading == heading else replace(block, heading=heading))
        if block.role is Role.HEADING:
            self._headings.append((block.level, index))
        return index
