"""Plain text: an article or a ReadError, and every place leads to the source."""

from __future__ import annotations

from fuzz.markup import WORDS as MARKUP
from fuzz.places import check
from lint.readers import ReadError, read

SEEDS = (b"Sleep\n=====\n\nUSES\n1. a\n2. b\n   - c\n\nBy A. Writer\n\nReferences\n[1] d 2020.\n",)
WORDS = (*MARKUP, "USES", "1.1 ", "10. ", "a) ", "\u2022\t", "Sources", "By A", "----", "____", "\N{FIGURE SPACE}")


def target(data: bytes) -> None:
    """Read the bytes."""
    try:
        article = read(data, "a.txt")
    except ReadError:
        return
    check(article)
