"""What an article says of itself: its title, who wrote and who reviewed it, when it was published and updated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from dateutil.parser import ParserError, parse

from lint.article import Article, Role
from lint.rule import MetadataRule
from lint.rulebook import packaged

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WORD = rf"(?!(?i:{_DAY})\b)[A-Z][\w'’-]*\.?"
_NAME = (
    rf"((?:(?:Dr|Prof|Professor)\.?\s)?{_WORD}(?:\s(?:(?:de|da|del|der|den|van|von|bin|la|le|el|al)\s)*{_WORD}){{1,4}}"
    r"(?:,\s(?:[A-Z]{2,}[A-Za-z]*|PhD|Ph\.D|M\.D)\b\.?)*)"
)
_AUTHOR = re.compile(
    rf"^(?:[Bb]y|BY):?\s{_NAME}|^(?:[Aa]uthors?|[Ww]riter|[Bb]yline):\s?{_NAME}"
    rf"|\b(?:[Ww]ritten|[Aa]uthored|[Cc]ompiled|[Pp]repared) by:?\s{_NAME}"
)
_REVIEWER = re.compile(
    rf"\b(?:[Rr]eviewed|[Cc]hecked|[Vv]erified|[Aa]pproved|[Vv]etted) by:?\s{_NAME}"
    rf"|\b(?:[Mm]edical )?[Rr]eviewer:\s?{_NAME}"
)
_NOBODY = frozenset(
    {"admin", "administrator", "author", "editor", "staff", "webmaster", "unknown", "none", "n/a", "guest", "user"}
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|{_MONTH},?\s\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
_UPDATED = re.compile(
    rf"\b(?<![Nn]ext )(?:[Uu]pdated?|[Rr]eview(?:ed)?|[Rr]evised|[Mm]odified|[Cc]hecked)\b\D{{0,25}}?({_DATE})"
)
_PUBLISHED = re.compile(rf"\b(?:[Pp]ublished|[Pp]osted|[Cc]reated|[Ii]ssued|[Dd]ate)\b\D{{0,25}}?({_DATE})|^({_DATE})$")
_DATELINE = re.compile(rf"^[\w\s.,'’(]{{0,60}}?({_DATE})\)?,?\s?(?:\([^()]{{1,40}}\)\s?)?(?:/[\w ]{{1,40}}/\s?)?(?:--?|—|–)")
_NEXT = re.compile(r"\b(?:next|due)\b", re.IGNORECASE)
_LATER = re.compile(r"modif|updat|review|lastmod")
_LONGEST_LINE = 160  # characters: a byline or a date stands in a line of its own
_FIRST, _LAST = 15, 15  # blocks: at the head of the page, or at its foot
_YEAR_FIRST = re.compile(r"\s*\d{4}\D")  # what follows is the month: nobody writes it otherwise
_YEARS = range(1900, 2100)
_DEFAULTS = (datetime(2000, 1, 1), datetime(2003, 2, 2))  # two days with nothing in common: what differs was not said


@dataclass(frozen=True, slots=True)
class About:
    """Names as they are written, several set apart by commas; None where nothing is said."""

    title: str | None
    author: str | None
    reviewer: str | None
    published: date | None
    updated: date | None


def about(article: Article) -> About:
    """What the metadata says, or else a line at the head or foot of the page."""
    lines = _lines(article)
    opening = [block.text[:_LONGEST_LINE] for block in article.blocks[:_FIRST]]
    dates = {key: day for key in _keys("date-missing") for value in _values(article, key) if (day := day_of(value))}
    updated = [day for key, day in dates.items() if _LATER.search(key)]
    published = [day for key, day in dates.items() if not _LATER.search(key)]
    return About(
        _title(article),
        _people(article, "author-missing") or _first(_AUTHOR, lines),
        _people(article, "reviewer-missing") or _first(_REVIEWER, lines),
        next(iter(published), None)
        or next(_days(_PUBLISHED, lines), None)
        or next(_days(_DATELINE, opening), None)
        or _day_of_time(article),
        max(updated, default=None) or max(_days(_UPDATED, lines), default=None),
    )


def _title(article: Article) -> str | None:
    """The title: that of the metadata, but for an HTML page its one main heading, since its title names the site too."""
    headings = [block for block in article.blocks if block.role is Role.HEADING]
    main = [block.text for block in headings if block.level == 1]
    stated = article.metadata.get("title")
    if (len(main) == 1 and "lang" in article.metadata) or not isinstance(stated, str) or not stated.strip():
        return next(iter(main or [block.text for block in headings]), None)
    return stated.strip()


def day_of(value: object) -> date | None:
    """The day that a text states; the first of the month where it names only that.

    None where it is no date, names no month, or can be read in two ways (03/04/2024).
    """
    if not isinstance(value, str) or not value.strip():
        return None
    orders = (False,) if _YEAR_FIRST.match(value) else (False, True)
    readings = {_parsed(value, dayfirst) for dayfirst in orders}
    return readings.pop() if len(readings) == 1 else None


def _parsed(value: str, dayfirst: bool) -> date | None:
    try:
        first, second = (parse(value, default=default, dayfirst=dayfirst).date() for default in _DEFAULTS)
    except (ParserError, OverflowError, ValueError, TypeError):
        return None
    if (first.year, first.month) != (second.year, second.month) or first.year not in _YEARS:
        return None
    return first if first == second else first.replace(day=1)


@cache
def _keys(rule: str) -> tuple[str, ...]:
    """The keys of metadata under which the rule looks, the most telling first."""
    return next(one.keys for one in packaged().rules if isinstance(one, MetadataRule) and one.name == rule)


def _values(article: Article, key: str) -> Iterator[object]:
    """What the metadata, or a schema.org object in it, says under a key."""
    places = [article.metadata, *({str(k).lower(): v for k, v in item.items()} for item in _objects(article))]
    yield from (place[key.lower()] for place in places if place.get(key.lower()))


def _objects(article: Article) -> list[Mapping[str, Any]]:
    linked = article.metadata.get("jsonld")
    return [item for item in linked if isinstance(item, Mapping)] if isinstance(linked, list) else []


def _people(article: Article, rule: str) -> str | None:
    """The names under the keys of a rule."""
    known = {item["@id"]: item for item in _objects(article) if isinstance(item.get("@id"), str)}
    for key in _keys(rule):
        for value in _values(article, key):
            names = [" ".join(name.split()) for name in _names(value, known)]
            names = [name for name in names if name and "://" not in name and name.lower() not in _NOBODY]
            if names:
                return ", ".join(dict.fromkeys(names))
    return None


def _names(value: object, known: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names in a value: a text, a list, or an object with a name or the id of one that has it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        name = value.get("name") or known.get(str(value.get("@id")), {}).get("name")
        if isinstance(name, str):
            yield name
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _names(item, known)


def _lines(article: Article) -> list[str]:
    """The short blocks at the head and at the foot of the page."""
    blocks = [block for block in article.blocks if block.role not in (Role.CODE, Role.REFERENCE)]
    near = blocks if len(blocks) <= _FIRST + _LAST else [*blocks[:_FIRST], *blocks[-_LAST:]]
    return [block.text for block in near if len(block.text) <= _LONGEST_LINE]


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> str | None:
    for line in lines:
        if found := pattern.search(line):
            name: str = next(filter(None, found.groups()))
            return name if re.search(r"\b\w\.$|\.[A-Z]\.$", name) else name.rstrip(".")
    return None


def _days(pattern: re.Pattern[str], lines: Iterable[str]) -> Iterator[date]:
    for line in lines:
        found = None if _NEXT.search(line) else pattern.search(line)
        if found and (day := day_of(next(filter(None, found.groups())))):
            yield day


def _day_of_time(article: Article) -> date | None:
    """The first day that an HTML page marks up, whatever it is that of."""
    return day_of(article.metadata.get("time"))
