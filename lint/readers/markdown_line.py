"""Reads what stands inside one Markdown block: text, links, images, code, inline HTML."""

from __future__ import annotations

import re
from collections import defaultdict

from lint.article import InlineKind
from lint.readers.builder import BlockBuilder
from lint.readers.html_elements import BLOCKS
from lint.readers.html_tokens import Kind, Token, text_tokens, tokens
from lint.readers.marks import plain_marks
from lint.readers.masking import HOLE, NOTHING

_MASKS = re.compile(f"[{NOTHING}{HOLE}]+")
_KINDS = {
    "a": InlineKind.LINK,
    "code": InlineKind.CODE,
    "kbd": InlineKind.CODE,
    "samp": InlineKind.CODE,
    "sup": InlineKind.SUPERSCRIPT,
    "q": InlineKind.QUOTE,
}
_WHITE = " \t\r\n\f\v"
_BETWEEN_LINES = f"{_WHITE}>"  # and the signs of a quotation


class Line:
    """The running text of the block being read; ``take`` hands it over and starts the next.

    ``source`` is the text as it stands in the file, ``masked`` the same text with mask characters.
    """

    def __init__(self, source: str, masked: str) -> None:
        self._source = source
        self._masked = masked
        self._has_masks = masked is not source
        self._clear()

    def _clear(self) -> None:
        self._builder = BlockBuilder(self._source)
        self._nested: list[tuple[int, str]] = []
        self._tags: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)

    def take(self) -> BlockBuilder:
        """The text read since the last call, with its marks; it may be empty."""
        builder = self._builder
        if builder.length:
            builder.inlines += plain_marks("".join(builder.chars), builder.inlines)
            builder.inlines.sort(key=lambda inline: (inline.start, -inline.end))
        self._clear()
        return builder

    def text(self, text: str, start: int, end: int) -> None:
        """Add ``text``, which the parser found at ``[start, end)``."""
        if text != self._masked[start:end]:
            if text.split() == self._masked[start:end].split():
                self._literal(start, end)
            else:
                self._decoded(text, start, end)
        elif self._has_masks and _MASKS.search(text):
            self._literal(start, end)
        else:
            self._builder.literal(start, end)

    def _decoded(self, text: str, start: int, end: int) -> None:
        """Add ``text``, which is not what stands at ``[start, end)``, such as code that runs over lines of a quotation."""
        if not text.strip(_WHITE):
            self._builder.decoded(text, start, end)
            return
        source = self._masked[start:end]
        first = start + (len(source) - len(source.lstrip(_BETWEEN_LINES)) if text[:1] in _WHITE else 0)
        last = end - (len(source) - len(source.rstrip(_BETWEEN_LINES)) if text[-1:] in _WHITE else 0)
        if first >= last:  # code that is such signs itself
            first = start + max(source.rfind(">"), 0)
            last = first + 1
        if start < first:
            self._builder.space(start, first)
        self._builder.decoded(text.strip(_WHITE), first, last)
        if last < end:
            self._builder.space(last, end)

    def _literal(self, start: int, end: int) -> None:
        """Add the source between the masks."""
        at = start
        for masks in _MASKS.finditer(self._masked, start, end):
            self._builder.literal(at, masks.start())
            at = masks.end()
            if HOLE in masks[0] and self._masked[at : at + 1].isalnum():
                self._builder.space(*masks.span())
        self._builder.literal(at, end)

    def space(self, start: int, end: int) -> None:
        """Add a soft or hard line break."""
        self._builder.space(start, end)

    def code(self, text: str, start: int, end: int) -> None:
        """Add a code span; ``[start, end)`` holds its backticks too."""
        mark = self._builder.mark()
        ticks = len(self._masked[start:end]) - len(self._masked[start:end].lstrip("`"))
        self.text(text, start + ticks, end - ticks)
        self._builder.inline(InlineKind.CODE, mark)

    def footnote(self, label: str, start: int, end: int) -> None:
        """Add a footnote mark as it is written."""
        mark = self._builder.mark()
        self._builder.literal(start, end)
        self._builder.inline(InlineKind.FOOTNOTE_REFERENCE, mark, label)

    def open(self, target: str) -> None:
        """A link or an image starts; its text follows."""
        self._nested.append((self._builder.mark(), _MASKS.sub("", target)))

    def close(self, kind: InlineKind) -> None:
        """The link or image that was opened last ends."""
        mark, target = self._nested.pop()
        self._builder.inline(kind, mark, target)

    def tag(self, start: int, end: int) -> None:
        """Add an inline HTML tag or comment."""
        token = next(tokens(self._masked, start, end))
        if token.name == "br" or token.name in BLOCKS:
            self._builder.space(start, end)
        elif token.name == "img":
            self._image(token)
        elif token.kind is Kind.START and token.name in _KINDS:
            self._tags[token.name].append((self._builder.mark(), token.get("href")))
        elif token.kind is Kind.END and self._tags[token.name]:
            mark, target = self._tags[token.name].pop()
            if target or token.name != "a":
                self._builder.inline(_KINDS[token.name], mark, target)

    def _image(self, token: Token) -> None:
        if "alt" not in token.attributes:
            return
        mark = self._builder.mark()
        alt = token.attributes["alt"]
        for part in text_tokens(self._source, alt.start, alt.end):
            if part.kind is Kind.TEXT:
                self._builder.literal(part.start, part.end)
            else:
                self._builder.decoded(part.name, part.start, part.end)
        self._builder.inline(InlineKind.IMAGE, mark, token.get("src"))
