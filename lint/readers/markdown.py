"""Reads Markdown and MDX: front matter, masks for what the parser does not know, then pulldown-cmark's structure."""

from __future__ import annotations

import re

from lint.article import Article, Role
from lint.readers.comments import markdown_comments
from lint.readers.frontmatter import FrontMatter, read_front_matter
from lint.readers.furniture import mark_furniture
from lint.readers.markdown_walker import Walker
from lint.readers.masking import Masked, mask
from lint.readers.references import mark_references

_VISIBLE = re.compile(r"[^\r\n]")


def read(text: str, path: str) -> Article:
    """The article that a Markdown file shows; ``path`` says whether it is MDX.

    Raises ReadError where the front matter is broken.
    """
    front, body = masked(text, path)
    walker = Walker(text, body, Role.PARAGRAPH if _is_mdx(path) else Role.CODE)
    walker.page.adopt(front.blocks)
    walker.walk()
    blocks = mark_furniture(mark_references(walker.page.blocks))
    comments = markdown_comments(text, body, blocks)
    return Article(path, text, tuple(blocks), front.metadata, tuple(body.components), front.base, comments, front.keys)


def masked(text: str, path: str) -> tuple[FrontMatter, Masked]:
    """The front matter, and the text as the parser gets it. Raises ReadError where the front matter is broken."""
    front = read_front_matter(text, path)
    return front, mask(_VISIBLE.sub(" ", text[: front.end]) + text[front.end :], mdx=_is_mdx(path))


def _is_mdx(path: str) -> bool:
    return path.lower().endswith(".mdx")
