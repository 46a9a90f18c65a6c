"""Reads Markdown and MDX: front matter, masks for what the parser does not know, then pulldown-cmark's structure."""

from __future__ import annotations

import re

from lint.article import Article, Role
from lint.readers.frontmatter import read_front_matter
from lint.readers.furniture import mark_furniture
from lint.readers.markdown_walker import Walker
from lint.readers.masking import mask
from lint.readers.references import mark_references

_VISIBLE = re.compile(r"[^\r\n]")


def read(text: str, path: str) -> Article:
    """The article that a Markdown file shows; ``path`` says whether it is MDX.

    Raises ReadError where the front matter is broken.
    """
    mdx = path.lower().endswith(".mdx")
    front = read_front_matter(text, path)
    masked = mask(_VISIBLE.sub(" ", text[: front.end]) + text[front.end :], mdx=mdx)
    walker = Walker(text, masked, Role.PARAGRAPH if mdx else Role.CODE)
    walker.page.adopt(front.blocks)
    walker.walk()
    blocks = mark_furniture(mark_references(walker.page.blocks))
    return Article(path, text, tuple(blocks), front.metadata, tuple(masked.components), front.base)
