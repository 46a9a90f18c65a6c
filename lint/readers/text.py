"""Reads plain text: what the lines look like is all there is to tell headings, lists and paragraphs apart."""

from __future__ import annotations

import re

from lint.article import Article, Role
from lint.readers.builder import BlockBuilder
from lint.readers.page import Page

_PARAGRAPH = re.compile(r"(?:[^\r\n]*\S[^\r\n]*(?:\r\n?|\n|\Z))+")


def read(text: str, path: str) -> Article:
    """The article in a plain text file."""
    page = Page()
    for match in _PARAGRAPH.finditer(text):
        builder = BlockBuilder(text)
        builder.literal(*match.span())
        page.add(builder, Role.PARAGRAPH)
    return Article(path, text, tuple(page.blocks))
