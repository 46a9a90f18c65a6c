"""The lines of an article that a finding quotes, with a mark under the quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lint.finding import Place
from lint.reports.printable import shorten, shorten_left, visible

_LINE_END = re.compile(r"\r\n|\r|\n")
# Latin letters, typographic punctuation, currencies; what of these takes no room is printed as an escape
_ONE_CELL_EACH = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
_MOST_LINES = 3
_MOST_WORDS = 160
_MOST_AROUND = 50


class Row(NamedTuple):
    """One printed line of an excerpt: its number, its text, and the marks to print below it."""

    number: int
    text: str
    marks: str


def split_lines(source: str) -> list[str]:
    """The lines of ``source`` without their ends (LF, CRLF or CR and nothing else, as ``Place.line`` counts them)."""
    return _LINE_END.split(source)


def excerpt(lines: list[str], place: Place) -> Iterator[Row]:
    """The rows that show ``place``; none for the whole article, and none where ``lines`` is not the text it was found in."""
    if place.whole_article or place.end_line > len(lines):
        return
    rows = [row for number in range(place.line, place.end_line + 1) if (row := _row(lines[number - 1], number, place))]
    yield from rows[:_MOST_LINES]
    if len(rows) > _MOST_LINES:
        yield Row(rows[_MOST_LINES].number, "…", "")


def _row(line: str, number: int, place: Place) -> Row | None:
    start = place.column - 1 if number == place.line else len(line) - len(line.lstrip())
    end = place.end_column - 1 if number == place.end_line else len(line.rstrip())
    if start >= min(end, len(line)):
        return None
    # A page on one line may hold megabytes: cut first, then look at characters.
    words = visible(shorten(line[start:end], _MOST_WORDS))
    before = visible(shorten_left(line[max(0, start - _MOST_AROUND - 1) : start], _MOST_AROUND))
    after = visible(shorten(line[end : end + _MOST_AROUND + 1], _MOST_AROUND))
    margin = len(before) - len(before.lstrip())
    before = before[margin:]
    indent = cells(before)
    marks = " " * indent + "^" * max(1, cells(before + words) - indent)
    return Row(number, visible((before + words + after).rstrip()), marks)  # once more: a hazard may have stood across a seam


def cells(text: str) -> int:
    """How many terminal columns printable ``text`` fills."""
    if _ONE_CELL_EACH.fullmatch(text):
        return len(text)
    # Only here: the tables take some 50 ms to load, and most lines can do without.
    from wcwidth import wcswidth

    return wcswidth(text)
