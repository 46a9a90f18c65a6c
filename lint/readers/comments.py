"""Finds the comments of a Markdown page: ``<!-- … -->``, ``{/* … */}`` in MDX, and ``[//]: # (…)``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lint.article import Block, Comment
from lint.readers.masking import Masked

_HTML = re.compile(r"<!--(?P<text>.*?)(?:-->)?", re.DOTALL)
_MDX = re.compile(r"\{\s*/\*(?P<text>.*?)\*/\s*\}", re.DOTALL)
# A link reference that nothing can point to: the one comment that every Markdown renderer leaves out.
_REFERENCE = re.compile(
    r"""^[ \t>]*+\[(?://|comment)\]:[ \t]*(?:#|<>)[ \t]+(?:\((?P<round>.*)\)|"(?P<double>.*)"|'(?P<single>.*)')(?=[ \t\r]*$)""",
    re.MULTILINE,
)


def markdown_comments(text: str, masked: Masked, blocks: Sequence[Block]) -> tuple[Comment, ...]:
    """The comments of ``text``, in order; what a block shows (code, an escape) is none."""
    found = sorted(_candidates(text, masked))
    if not found:
        return ()
    shown = sorted((piece.start, piece.end) for block in blocks for piece in block.pieces)
    comments: list[Comment] = []
    reached = 0
    for start, end, at, stop in found:
        after = bisect_right(shown, (start, len(text) + 1))
        hidden = (after == 0 or shown[after - 1][1] <= start) and (after == len(shown) or shown[after][0] >= stop)
        if start >= reached and hidden:
            comments.append(_comment(text, start, end, at, stop))
            reached = end
    return tuple(comments)


def _comment(text: str, start: int, end: int, at: int, stop: int) -> Comment:
    """The comment at ``text[start:end]`` that says ``text[at:stop]``, without the white space around that."""
    said = text[at:stop]
    words = said.strip()
    return Comment(words, start, end, at + len(said) - len(said.lstrip()))


def _candidates(text: str, masked: Masked) -> Iterator[tuple[int, int, int, int]]:
    """Where each may start and end, and where its text does."""
    for pattern, spans in ((_HTML, masked.hidden), (_MDX, masked.expressions)):
        for start, end in spans:
            if match := pattern.fullmatch(text, start, end):
                yield start, end, *match.span("text")
    if "[//]:" in text or "[comment]:" in text:
        for match in _REFERENCE.finditer(masked.text):  # where every line ends at LF
            yield text.index("[", match.start()), match.end(), *match.span(match.lastgroup or 0)
