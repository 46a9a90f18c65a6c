"""Puts the lines of a plain text together: wrapped lines to paragraphs, bullets to items, and which lines are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lint.article import Role
from lint.readers.furniture import is_furniture

_LINE = re.compile(r"(?P<indent>[^\S\r\n]*)(?P<words>[^\r\n]*)(?:\r\n?|\n|\Z)")
_BULLET = re.compile(r"(?:(?P<sign>[•●▪■◦‣∙·])[^\S\r\n]*|(?P<dash>[*+–—o-])[^\S\r\n]+)(?=\S)")
_NUMBER = re.compile(
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,2})*)[.)](?=\s)|(?P<section>\d{1,2}(?:\.\d{1,2})+)(?=\s+(?!(?:IU|MC?G|ML|KG|[GLU])\b)[A-Z])"
    r"|\((?:\d{1,2}|[a-z])\)|[a-z]\)(?=\s))[^\S\r\n]*(?=\S)"
)
"""A section number needs no point after it ("1.1 Uses"), but a capitalised word, or it would be an amount ("1.5 mg")."""
_SEPARATOR = re.compile(r"[-=_*~#•. ]{3,}")
_WORD = re.compile(r"\w[\w'’-]*")
_FIRST_WORD = re.compile(r"\S+")
_NARROWEST_WRAP, _WIDEST_WRAP = 50, 120
_RAGGED = 12
"""How far from the longest line a full line may end."""
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_ENDS_HEADING = re.compile(r"[^.!:;,…]\Z")
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_MOST_WORDS_IN_SENTENCE_CASE = 8
_SHORTEST_PARAGRAPH = 60
_LONGEST_RUN = 2
"""More short lines in a row than this are no headings."""
_SMALL_WORDS = frozenset({"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "its", "nor"})
_SMALL_WORDS |= {"of", "on", "or", "over", "per", "so", "than", "the", "to", "up", "via", "vs", "with", "your"}
_BYLINE = re.compile(
    r"(?:by|author|written by|(?:medically )?reviewed by|(?:last )?(?:published|updated|posted|reviewed)|date)\b"
    r"|(?:\w+\.? \d{1,2},?|\d{1,2}\.? \w+) \d{4}\Z|\d{1,4}[-/.]\d",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Unit:
    """One heading, paragraph or list item, without its bullet; ``[start, end)`` is where it stands in the text.

    ``marker`` is the kind of its bullet and ``number`` what a numbered one says; ``opens`` and ``closes`` tell whether a blank
    line, or an end of the text, stands before and after it. Only headings have a ``level``.
    """

    start: int
    end: int
    indent: int = 0
    marker: str = ""
    number: str = ""
    text: str = ""
    last_line: int = 0
    lines: int = 1
    opens: bool = False
    closes: bool = False
    underlined: bool = False
    role: Role = Role.PARAGRAPH
    level: int = 0


def read_units(text: str) -> list[Unit]:
    """The units of ``text`` in order, each in its role."""
    units = list(_joined_lines(text))
    for unit in units:
        unit.text = text[unit.start : unit.end]
    _name(units)
    return units


def _joined_lines(text: str) -> Iterator[Unit]:
    """Units by blank lines, bullets and line ends; a line that was only wrapped is joined to the one before it."""
    width = _wrap_width(text)
    unit: Unit | None = None
    blank = True
    for line in _LINE.finditer(text):
        words = line["words"].rstrip()
        if words and not _SEPARATOR.fullmatch(words):
            found = _unit(line, words)
            found.opens, found.last_line = blank, line.start()
            if unit is not None and not blank and _continues(text, unit, found, width):
                unit.end, unit.last_line, unit.lines = found.end, found.last_line, unit.lines + 1
            else:
                if unit is not None:
                    yield unit
                unit = found
            blank = False
        elif unit is not None and not blank:
            unit.closes = blank = True
            unit.underlined = unit.lines == 1 and words[:1] in ("-", "=")
    if unit is not None:
        unit.closes = True
        yield unit


def _unit(line: re.Match[str], words: str) -> Unit:
    start, indent = line.start("words"), len(line["indent"].expandtabs(4))
    end = start + len(words)
    if bullet := _BULLET.match(words):
        return Unit(start + bullet.end(), end, indent, bullet["sign"] or bullet["dash"])
    if number := _NUMBER.match(words):
        return Unit(start + number.end(), end, indent, "1", number["number"] or number["section"] or "")
    return Unit(start, end, indent)


def _wrap_width(text: str) -> int:
    """The width that the text was wrapped to; 0 if its lines are not wrapped."""
    lengths = [match.end("words") - match.start() for match in _LINE.finditer(text) if match["words"]]
    width = max(lengths, default=0)
    full = sum(length > width - _RAGGED for length in lengths)
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP and full >= max(3, len(lengths) // 4) else 0


def _continues(text: str, unit: Unit, line: Unit, width: int) -> bool:
    """Whether a line goes on with the unit above it: its sentence does, or its first word would not have fitted there."""
    if line.marker:
        return False
    if text[line.start].islower() and not _ENDS_SENTENCE.search(text, max(unit.start, unit.end - 10), unit.end):
        return True
    if unit.marker and line.indent > unit.indent:
        return True
    first = _FIRST_WORD.match(text, line.start)
    return first is not None and 0 < width < unit.end - unit.last_line + 1 + len(first[0])


def _name(units: Sequence[Unit]) -> None:
    """Give list items and headings their roles, headings their levels."""
    started = False
    for run, at in _runs(units):
        unit = units[at]
        before = units[at - 1] if at else None
        after = units[at + 1] if at + 1 < len(units) else None
        if unit.underlined or (
            _is_numbered_heading(unit, before, after) if unit.marker else _is_heading(unit, run, before, after)
        ):
            unit.role = Role.HEADING
            unit.level = 2 + unit.number.count(".") if unit.number else 2 if started else 1
        elif unit.marker or (run > _LONGEST_RUN and before and (_is_bare_item(before) or before.text.endswith(":"))):
            unit.role = Role.LIST_ITEM
        started |= not is_furniture(unit.text)


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """For each unit, how many short lines in a row it is part of (0 if it is none), and its number."""
    for short, group in groupby(range(len(units)), key=lambda at: not units[at].marker and _is_short(units[at])):
        numbers = list(group)
        yield from ((len(numbers) if short else 0, at) for at in numbers)


def _is_short(unit: Unit) -> bool:
    """Whether a unit could be a heading by its form: a line of few words, no sentence, no by-line, no address."""
    text = unit.text
    return (
        unit.lines == 1
        and len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and not text[0].islower()
        and any(character.isalpha() for character in text)
        and (_ENDS_HEADING.search(text) is not None or _is_capitals(text))
        and "://" not in text
        and not _BYLINE.match(text)
        and not is_furniture(text)
    )


def _is_numbered_heading(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """Whether a numbered unit is a heading: "1.1 Uses", or "1. Uses" alone and not one of several in a row."""
    if not unit.number or not _is_short(unit):
        return False
    if "." in unit.number:
        return True
    number = int(unit.number)
    follows = before is not None and before.role is Role.LIST_ITEM and before.number == str(number - 1)
    return unit.opens and unit.closes and not follows and after is not None and after.number != str(number + 1)


def _is_heading(unit: Unit, run: int, before: Unit | None, after: Unit | None) -> bool:
    if not 0 < run <= _LONGEST_RUN or after is None:
        return False
    if not unit.opens and not (before and before.role is Role.HEADING):
        return False
    if _is_capitals(unit.text) or _is_title_case(unit.text):
        return True
    introduces = bool(after.marker) or len(after.text) >= _SHORTEST_PARAGRAPH
    return run == 1 and unit.closes and introduces and len(unit.text.split()) <= _MOST_WORDS_IN_SENTENCE_CASE


def _is_bare_item(unit: Unit) -> bool:
    return unit.role is Role.LIST_ITEM and not unit.marker


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(character.isalpha() for character in text) >= 4


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word not in _SMALL_WORDS]
    return len(words) > 1 and all(not word[0].islower() for word in words)
