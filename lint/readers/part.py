"""Reads what pages are made of, in whatever template language: the words that a layout, an include or a component shows."""

from __future__ import annotations

import re

from lint.article import Article
from lint.readers import html
from lint.readers.frontmatter import read_front_matter
from lint.readers.masking import HOLE, NOTHING, mask

_VUE_TEMPLATE = re.compile(r"</?template\b[^<>]*>")  # in a Vue component the words to show, elsewhere words that are not shown
_SHOWN = str.maketrans({NOTHING: " ", HOLE: " "})


def read(text: str, path: str) -> Article:
    """The page that a template shows by itself: its HTML, without what it takes from elsewhere, which are its components.

    Raises ReadError where the front matter is broken.
    """
    front = read_front_matter(text, path)
    body = " " * front.end + text[front.end :]
    if path.lower().endswith(".vue"):
        body = _VUE_TEMPLATE.sub(lambda tag: " " * len(tag[0]), body)
    masked = mask(body, mdx=False, lists=False)  # HTML knows its lists by their tags
    page = html.read(masked.text.translate(_SHOWN), path)
    metadata, components = {**page.metadata, **front.metadata}, (*masked.components, *page.components)
    return Article(path, text, page.blocks, metadata, components, page.base)
