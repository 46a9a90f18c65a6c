"""Builds a block's text piece by piece, folding white space and remembering where every character came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lint.article import Block, Inline, InlineKind, Piece, Role

_WHITE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(slots=True)
class BlockBuilder:
    """Collects one block. White space (not no-break spaces) folds to one space and is trimmed at both ends."""

    source: str
    chars: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    _space: tuple[int, int] | None = None

    def literal(self, start: int, end: int) -> None:
        """Add ``source[start:end]`` as it stands, white space folded."""
        at = start
        for white in _WHITE.finditer(self.source, start, end):
            self._put(self.source[at : white.start()], at, white.start())
            self.space(white.start(), white.end())
            at = white.end()
        self._put(self.source[at:end], at, end)

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add ``text``, which stands for ``source[start:end]`` (an entity, an escape)."""
        if text.isspace() and "\N{NO-BREAK SPACE}" not in text:
            self.space(start, end)
        else:
            self._put(text, start, end)

    def space(self, start: int, end: int) -> None:
        """Note white space or a line break at ``source[start:end]``; only one between words is kept."""
        if self.length and self._space is None:
            self._space = (start, end)

    def inline(self, kind: InlineKind, start: int, target: str = "") -> None:
        """Close an inline that was opened when ``mark()`` said ``start``."""
        if self.length > start:
            self.inlines.append(Inline(kind, start, self.length, target))

    def mark(self) -> int:
        """Where the next visible character will stand in the block."""
        return self.length + (self._space is not None)

    def build(self, role: Role, **fields: object) -> Block | None:
        """The block, or None where there is nothing to read."""
        if not self.length:
            return None
        return Block(role, "".join(self.chars), tuple(self.pieces), inlines=tuple(self.inlines), **fields)  # type: ignore[arg-type]

    def _put(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        if self._space is not None:
            self._append(" ", *self._space)
            self._space = None
        self._append(text, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        one_to_one = len(text) == end - start
        joins = last is not None and one_to_one and last.end == start and last.end - last.start == self.length - last.at
        if last is not None and joins:
            self.pieces[-1] = Piece(last.at, last.start, end)
        else:
            self.pieces.append(Piece(self.length, start, end))
        self.chars.append(text)
        self.length += len(text)
