"""Markdown and MDX: an article or a ReadError, and every place leads to the source."""

from __future__ import annotations

from fuzz.markup import WORDS
from fuzz.places import check
from lint.readers import ReadError, read

__all__ = ["SEEDS", "WORDS", "target"]

SEEDS = (
    b"# Sleep\n\nTake *5 mg* of [it](https://a.example)[^1].\n\n- a\n  - b\n\n> c\n\n[^1]: d\n",
    b"---\ntitle: Sleep\n---\n| a | b |\n|-|-|\n| c | d |\n\n<div>e &amp; f</div>\n\n{% include x %}\n",
    b"import X from 'x'\n\n<Box a={b}>\n\nc {d}\n\n</Box>\n{/* e */}\n",
)


def target(data: bytes) -> None:
    """Read the bytes as both."""
    for path in ("a.md", "a.mdx"):
        try:
            article = read(data, path)
        except ReadError:
            continue
        check(article)
