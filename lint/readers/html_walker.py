"""Turns the tokens of HTML into drafts of blocks: text, and the element it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lint.article import Comment, Component, InlineKind, Role
from lint.readers.builder import BlockBuilder
from lint.readers.html_elements import BLOCKS, LISTS, TRANSPARENT, VOID, Counts, Element, OpenElements
from lint.readers.html_metadata import Metadata, is_byline
from lint.readers.html_roles import settle
from lint.readers.html_tokens import VERBATIM, Kind, Token, text_tokens, tokens
from lint.readers.marks import plain_marks
from lint.readers.page import Page

_DROPPED = frozenset(
    {
        "audio",
        "canvas",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "video",
    }
)
_INLINES = {
    "a": InlineKind.LINK,
    "code": InlineKind.CODE,
    "kbd": InlineKind.CODE,
    "q": InlineKind.QUOTE,
    "samp": InlineKind.CODE,
    "sup": InlineKind.SUPERSCRIPT,
    "tt": InlineKind.CODE,
}
_INTRODUCING = (Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTATION, Role.FOOTNOTE)
_OUTWARD = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:[,–-]\d{1,3})?|[a-z*†‡§])[\])]?")
_NOTE_MARK_LENGTH = 9
_ENOUGH_OF_A_BYLINE = 1000
_INCLUDE_COMMENT = re.compile(r"#\s*include\s+\w+\s*=\s*[\"']?([^\"'\s]+)")
_INCLUDE_TAG = re.compile(r"\{(?:%-?\s*(?:include\w*|render|partial)\s+|\{>\s*)[\"']?([^\"'\s|,}%]+)")


@dataclass(slots=True)
class Draft:
    """A block's text and the element it stands in. Whether it is furniture shows once the whole page is read."""

    builder: BlockBuilder
    element: Element
    stem: int | None = None


@dataclass(slots=True)
class _OpenInline:
    """An inline element that goes on; ``mark`` is where it began, if it began in ``builder``."""

    element: Element
    target: str
    builder: BlockBuilder
    mark: int


class Walker:
    """Takes tokens in order and fills ``drafts``, ``elements``, ``metadata``, ``components`` and ``comments``.

    ``elements`` are the block-level ones, the page itself first. Nesting is a stack here, so no depth can exhaust it.
    """

    def __init__(self, source: str, start: int, end: int, page: Page) -> None:
        self.drafts: list[Draft] = []
        self.metadata = Metadata()
        self.components: list[Component] = []
        self.comments: list[Comment] = []
        self._source = source
        self._page = page
        self._open = OpenElements(Element(Token(Kind.START, start, start), None, Counts()))
        self.elements = [self._open.top]
        self._builder = BlockBuilder(source)
        self._inlines: dict[InlineKind, list[_OpenInline]] = {}
        self._custom: list[tuple[Element, int, BlockBuilder, int]] = []
        self._introduction: int | None = None
        self._break_at = -1
        self._byline: Element | None = None
        self._byline_text = ""
        for token in tokens(source, start, end):
            self._take(token)
        self._close(len(self._open), end)
        self._end_block()

    def _take(self, token: Token) -> None:
        kind, top = token.kind, self._open.top
        if kind is Kind.START:
            self._start(token)
        elif kind is Kind.END:
            self._end(token)
        elif top.dropped:
            if kind is Kind.TEXT and top.name == "script":
                self.metadata.script(top.tag, self._source[token.start : token.end])
        elif kind is Kind.TEXT or kind is Kind.REFERENCE:
            self._text(token)
        else:
            self._aside(token)

    def _text(self, token: Token) -> None:
        if token.kind is Kind.TEXT:
            self._builder.literal(token.start, token.end)
        else:
            self._builder.decoded(token.name, token.start, token.end)
        if self._byline and len(self._byline_text) < _ENOUGH_OF_A_BYLINE:
            self._byline_text += token.name or self._source[token.start : token.end]

    def _aside(self, token: Token) -> None:
        """Keep a comment, and what a comment or a template tag includes."""
        if token.kind is Kind.COMMENT:
            found = _INCLUDE_COMMENT.match(token.name)
            if token.name:
                at = self._source.index(token.name, token.start + len("<!--"))
                self.comments.append(Comment(token.name, token.start, token.end, at))
        else:
            found = _INCLUDE_TAG.match(self._source, token.start, token.end)
            self._builder.space(token.start, token.end)
        if found:
            self.components.append(Component(found[1], token.start, token.end))

    # Tags

    def _start(self, token: Token) -> None:
        name = token.name
        if name in TRANSPARENT:
            self.metadata.tag(token)
            self._end_block()
            return
        self._close(self._open.closed_by_start(name), token.start)
        if not self._open.top.dropped:
            self.metadata.tag(token)
        if name in VOID:
            self._void(token)
            return
        if name in BLOCKS:
            self._end_block()
        self._push(token)
        if token.closed and ("-" in name or name in VERBATIM or self._open.top.dropped):
            self._close(1, token.end)

    def _end(self, token: Token) -> None:
        if token.name in TRANSPARENT:
            self._end_block()
        elif token.name == "br":
            self._void(token)
        else:
            closed = self._open.closed_by_end(token.name)
            if not closed and token.name == "p":
                self._end_block()
            self._close(closed, token.end)

    def _push(self, token: Token) -> None:
        name, block = token.name, self._open.block
        dropped = self._open.top.dropped or name in _DROPPED or _is_hidden(token)
        if name in BLOCKS:
            element = Element(token, block, Counts(), dropped=dropped)
            settle(element, block, self._page, self._introduction)
            self.elements.append(element)
        else:
            element = Element(token, block, block.counts, dropped=dropped)
        self._open.push(element)
        kind = _INLINES.get(name)
        if kind and (name != "a" or "href" in token.attributes):
            opened = _OpenInline(element, token.get("href").strip(), self._builder, self._builder.mark())
            self._inlines.setdefault(kind, []).append(opened)
        if "-" in name:
            self._custom.append((element, len(self.drafts), self._builder, self._builder.length))
        if self._byline is None and "byline" not in self.metadata.values and is_byline(token):
            self._byline, self._byline_text = element, ""
        if name == "li":
            self._introduction = None

    def _close(self, count: int, end: int) -> None:
        """Close the ``count`` innermost elements, the last of them by what ends at ``end``."""
        for _ in range(count):
            element = self._open.top
            if element is self._open.block:
                self._end_block()
            self._open.pop()
            if element.name in LISTS or element.name == "table":
                self._introduction = None
            kind = _INLINES.get(element.name)
            if kind and self._inlines.get(kind) and self._inlines[kind][-1].element is element:
                self._end_inline(kind, self._inlines[kind].pop())
            if self._custom and self._custom[-1][0] is element:
                self._end_custom(end)
            if self._byline is element:
                self.metadata.byline(self._byline_text)
                self._byline = None

    def _end_inline(self, kind: InlineKind, opened: _OpenInline) -> None:
        mark = opened.mark if opened.builder is self._builder else 0
        length = self._builder.length - mark
        if kind is InlineKind.LINK and opened.target.startswith("#") and 0 < length <= _NOTE_MARK_LENGTH:
            text = "".join(self._builder.chars[-length:])[-length:]
            if _NOTE_MARK.fullmatch(text):
                self._builder.inline(InlineKind.FOOTNOTE_REFERENCE, mark, opened.target[1:])
                return
        self._builder.inline(kind, mark, opened.target)

    def _end_custom(self, end: int) -> None:
        """A custom element that holds nothing here is filled by a script or a template."""
        element, drafts, builder, length = self._custom.pop()
        if not element.dropped and drafts == len(self.drafts) and builder is self._builder and length == builder.length:
            self.components.append(Component(element.name, element.tag.start, end))

    def _void(self, token: Token) -> None:
        if self._open.top.dropped:
            return
        name = token.name
        if name == "br":
            if self._builder.length == self._break_at:
                self._end_block()
            self._break_at = self._builder.length
            self._builder.space(token.start, token.end)
        elif name == "hr":
            self._end_block()
            self._introduction = None
        elif name == "input":
            self._open.block.counts.controls += token.get("type").lower() != "hidden"
        elif name == "img":
            self._image(token)
        elif name == "meta" and token.get("name").lower() == "description":
            self._end_block()
            self._attribute(token, "content")
            self._end_block(Element(token, self._open.block, Counts(), Role.METADATA))

    def _image(self, token: Token) -> None:
        """Add the text of a picture as words of their own."""
        alt = token.attributes.get("alt")
        self._builder.space(token.start, alt.start if alt else token.end)
        if alt:
            mark = self._builder.mark()
            self._attribute(token, "alt")
            self._builder.inline(InlineKind.IMAGE, mark, token.get("src"))
            self._builder.space(alt.end, token.end)

    def _attribute(self, token: Token, name: str) -> None:
        """Add the text of an attribute's value."""
        value = token.attributes.get(name)
        if value:
            for part in text_tokens(self._source, value.start, value.end):
                if part.kind is Kind.TEXT:
                    self._builder.literal(part.start, part.end)
                else:
                    self._builder.decoded(part.name, part.start, part.end)

    # Blocks

    def _end_block(self, element: Element | None = None) -> None:
        """Keep the text read since the last block as a draft in ``element``, or where it stands."""
        builder, self._break_at = self._builder, -1
        if not any(map(str.strip, builder.chars)):
            self._builder = BlockBuilder(self._source) if builder.length else builder
            return
        for kind, opened in self._inlines.items():
            if opened:
                innermost = opened[-1]
                builder.inline(kind, innermost.mark if innermost.builder is builder else 0, innermost.target)
        place = element or self._open.block
        self._count(builder, place)
        builder.inlines += plain_marks("".join(builder.chars), builder.inlines)
        builder.inlines.sort(key=lambda inline: (inline.start, -inline.end))
        if place.name == "title":
            self.metadata.add("title", "".join(builder.chars))
        self.drafts.append(Draft(builder, place, self._stem(place)))
        self._builder = BlockBuilder(self._source)
        if place.cell and place.cell.block is None:
            place.cell.block = len(self.drafts) - 1
        self._introduction = len(self.drafts) - 1 if place.role in _INTRODUCING else None

    def _count(self, builder: BlockBuilder, place: Element) -> None:
        if place.role is Role.METADATA:
            return
        links = [inline for inline in builder.inlines if inline.kind is InlineKind.LINK]
        place.counts.text += builder.length
        place.counts.linked += min(builder.length, sum(link.end - link.start for link in links))
        place.counts.outward += sum(1 for link in links if _OUTWARD.match(link.target))

    def _stem(self, place: Element) -> int | None:
        """What introduces the block: the list's stem or a term for an item's first block, and that one for its others."""
        item = place.item
        if item is None:
            return None
        is_first = item.first is None
        if is_first:
            item.first = len(self.drafts)
        if item.name == "dt" and item.parent and is_first:
            item.parent.first = item.first
        elif item.name == "dd" and item.parent and item.parent.first is not None:
            return item.parent.first
        return item.stem if is_first else item.first


def _is_hidden(tag: Token) -> bool:
    if not tag.attributes:
        return False
    return (
        ("hidden" in tag.attributes and tag.get("hidden").lower() != "until-found")
        or tag.get("aria-hidden").lower() == "true"
        or _HIDDEN_STYLE.search(tag.get("style")) is not None
    )
