"""Builds a block's text piece by piece, folding white space and remembering where every character came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lint.article import Block, Inline, InlineKind, Piece, Role

_FOLDED = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


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
        for white in _FOLDED.finditer(self.source, start, end):
            self._run(at, white.start())
            self.space(*white.span())
            at = white.end()
        self._run(at, end)

    def decoded(self, text: str, start: int, end: int) -> None:
        """Add ``text``, which stands for ``source[start:end]`` (an entity, an escape)."""
        if text.isspace() and "\N{NO-BREAK SPACE}" not in text:
            self.space(start, end)
            return
        shown = _FOLDED.sub(" ", text)
        if len(shown) == end - start > 1 and shown != _FOLDED.sub(" ", self.source[start:end]):
            self._put(
                shown[:2], start, start + 1
            )  # as long as its source by chance: its characters are not those in their places
            self._put(shown[2:], start + 1, end)
        else:
            self._put(shown, start, end)

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
        text = "".join(self.chars)
        inlines = tuple(replace(mark, start=mark.start + 1) if text[mark.start] == " " else mark for mark in self.inlines)
        return Block(role, text, tuple(self.pieces), inlines=inlines, **fields)  # type: ignore[arg-type]

    def _run(self, start: int, end: int) -> None:
        """Add a stretch in which white space is single spaces already."""
        if start < end and self.source[start] == " ":
            self.space(start, start + 1)
            start += 1
        ends_in_space = start < end and self.source[end - 1] == " "
        self._put(self.source[start : end - ends_in_space], start, end - ends_in_space)
        if ends_in_space:
            self.space(end - 1, end)

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
