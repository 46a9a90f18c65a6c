"""WordPress's export file (WXR): the posts and pages that are published."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from lint.audit.sources.entry import TOO_LARGE, Columns, Entry, SourceError
from lint.readers import MOST_BYTES

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_NO_ARTICLES = frozenset({"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache"})
_NO_ARTICLES |= {"user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation"}
_PARAGRAPHS = re.compile(r"<(?:p|div)\b|<!-- wp:", re.IGNORECASE)
_HEAD = re.compile(rb"<rss\b[^>]*>")
_BEGIN = b"<item>"
_ITEM = re.compile(rb"<item>(?:[^<]++|<!\[CDATA\[.*?\]\]>|<(?!/item>|!\[CDATA\[))*+</item>", re.DOTALL)
_CONTROLS = bytes(range(9)) + b"\x0b\x0c" + bytes(range(14, 32))  # which XML forbids, and posts hold
_SPACES = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_END = b"</rss>"
_BLOCK = 1 << 22
_PIECE = 1 << 13
_LONGEST_ITEM = 2 * MOST_BYTES


def entries(stream: BinaryIO, _columns: Columns) -> Iterator[Entry]:
    """The posts and pages of the file. Raises SourceError where it is no export of WordPress.

    Each item is parsed by itself: a broken one costs no other, and a document type, with its entities, is not read.
    """
    blocks = _blocks(stream)
    held = next(blocks, b"")
    head = _HEAD.search(held)
    if head is None:
        raise SourceError("not an export of WordPress (Tools, Export), nor another XML file that can be read")
    closed = False
    while held:
        end = 0
        for item in _ITEM.finditer(held):
            end = item.end()
            if entry := _parsed(head[0] + item[0] + b"</rss>"):
                yield entry
        closed = _END in held[end:]
        begun = held.find(_BEGIN, end)
        held = held[begun:] if begun >= 0 else held[end:][-len(_BEGIN) :]
        if len(held) > _LONGEST_ITEM:
            yield Entry(problem=TOO_LARGE)
            held = b""
        if not (block := next(blocks, b"")):
            break
        held += block
    if _BEGIN in held:
        yield Entry(problem="the file breaks off inside this item, or the item is no XML; export it again")
    elif not closed:
        yield Entry(problem="the file breaks off behind the last item that it holds; export it again")


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The file in large blocks, without what XML forbids; what comes before a fault in a packed one is a block too."""
    held, size = list[bytes](), 0
    try:
        while piece := stream.read(_PIECE):
            held.append(piece.translate(_SPACES))
            size += len(piece)
            if size >= _BLOCK:
                yield b"".join(held)
                held, size = [], 0
    except (EOFError, OSError, zlib.error):
        yield b"".join(held)
        raise
    yield b"".join(held)


def _parsed(document: bytes) -> Entry | None:
    try:
        return _entry(etree.fromstring(document, _PARSER).find("item"))
    except etree.XMLSyntaxError as error:
        return Entry(problem=f"not XML: {error.msg}")


def _entry(item: etree._Element) -> Entry | None:
    kind, status = _said(item, "post_type"), _said(item, "status")
    if kind in _NO_ARTICLES or status not in ("publish", ""):
        return None
    text = item.findtext(_CONTENT) or ""
    known = {"title": item.findtext("title"), "author": item.findtext(_CREATOR)}
    known |= {"date": _said(item, "post_date"), "updated": _said(item, "post_modified")}
    categories = [one.text for one in item.findall("category") if one.get("domain") == "category" and one.text]
    data = text.encode()
    return Entry(
        data if len(data) <= MOST_BYTES else b"",
        # The classic editor wrote no paragraphs, but empty lines, as Markdown has them.
        ".html" if _PARAGRAPHS.search(text) else ".md",
        _said(item, "post_id"),
        item.findtext("link") or None,
        categories[0] if categories else "",
        {key: value for key, value in known.items() if value},
        TOO_LARGE if len(data) > MOST_BYTES else "",
    )


def _said(item: etree._Element, name: str) -> str:
    """What WordPress's own element says; its namespace has a version in it."""
    return item.findtext(f"{{*}}{name}") or ""
