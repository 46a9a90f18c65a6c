"""Published pages against the same articles in Markdown: the main text must be the same words in the same order."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from lint.article import Article, InlineKind, Role
from lint.readers import read

_GOLD = Path(__file__).parents[3] / "shared" / "gold"
_PAGES = sorted(page for page in _GOLD.glob("pages/*.html") if (_GOLD / "articles" / f"{page.stem}.md").exists())
_NOT_IN_MARKDOWN = (Role.METADATA, Role.BOILERPLATE)


def _words(article: Article) -> list[str]:
    """The words of the main text; the page's title and its pictures are not part of the Markdown."""
    return [
        word
        for block in article.blocks
        if block.role not in _NOT_IN_MARKDOWN
        and not (block.role is Role.HEADING and block.level == 1)
        and not any(inline.kind is InlineKind.IMAGE and inline.end == len(block.text) for inline in block.inlines)
        for word in re.findall(r"\w+", block.text)
    ]


@pytest.mark.skipif(not _PAGES, reason="the labelled articles are not beside the repository")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_main_text_agrees_with_markdown(page: Path) -> None:
    twin = _GOLD / "articles" / f"{page.stem}.md"
    html, markdown = _words(read(page.read_bytes(), page.name)), _words(read(twin.read_bytes(), twin.name))
    same = sum(match.size for match in SequenceMatcher(None, html, markdown, autojunk=False).get_matching_blocks())
    assert same >= 0.97 * len(html)
    assert same >= 0.97 * len(markdown)


@pytest.mark.skipif(not _PAGES, reason="the labelled articles are not beside the repository")
@pytest.mark.parametrize("page", sorted(_GOLD.glob("pages/*.html")), ids=lambda page: page.stem)
def test_every_block_maps_back_to_the_page(page: Path) -> None:
    article = read(page.read_bytes(), page.name)
    for block in article.blocks:
        for at, character in enumerate(block.text):
            start, end = block.span(at, at + 1)
            shown = article.text[start:end]
            assert character == " " or shown == character or shown.startswith("&")
