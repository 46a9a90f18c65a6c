"""Where a finding stands in an article's text, and what tells it from others whatever moves around it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right

from lint.finding import Place

_LINE_END = re.compile(r"\r\n|\r|\n")
WHOLE_ARTICLE = Place(0, 0, 1, 1, 1, 1, "")


class LineIndex:
    """Offsets to lines and columns; lines end at LF, CRLF or CR, columns count code points from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``; the end column is one past the last character."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        return Place(start, end, line, column, end_line, end_column, self._text[start:end])

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def folded(text: str) -> str:
    """A text with its white space folded to single spaces and trimmed, as messages quote it."""
    return " ".join(text.split())


def normalised(sentence: str) -> str:
    """A sentence as baselines compare it: white space folded, case and curly quotes levelled."""
    return folded(sentence).casefold().replace("’", "'").replace("“", '"').replace("”", '"')


def fingerprint(rule: str, path: str, sentence: str, ordinal: int) -> str:
    """What names the ``ordinal``-th finding of a rule in a normalised sentence, from 1; it outlives a move."""
    return hashlib.sha256(f"{rule}\0{path}\0{sentence}\0{ordinal}".encode(errors="surrogatepass")).hexdigest()[:24]
