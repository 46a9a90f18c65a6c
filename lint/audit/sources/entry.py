"""What the modules that read files of many articles have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lint.readers import MOST_BYTES

TOO_LARGE = f"the record is larger than {MOST_BYTES // 1_000_000} MB; leave it out"
_MARKUP = re.compile(rb"<(?:!doctype|html|body|p|div|h[1-6]|ul|ol|table|article|section)\b", re.IGNORECASE)
_LONGEST_VALUE = 2000
SUFFIXES = {"html": ".html", "markdown": ".md", "text": ".txt"}
"""What ``--text-format`` may say, and the suffix by which the reader goes."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; ``format`` is the format of the text, told by its look where it is None."""

    text: str = "text"
    id: str | None = None
    url: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a file that holds many; the fields are those of a record. Without an ``id`` its number does."""

    data: bytes = b""
    suffix: str = ".html"
    id: str = ""
    url: str | None = None
    section: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


class SourceError(Exception):
    """A file, or the rest of one, that cannot be read; the message says why and what to do."""


def from_row(row: Mapping[str, Any], columns: Columns) -> Entry:
    """The entry in a row of a table: values by the names of columns, those that are no text as Python gives them."""
    text = row.get(columns.text)
    name = row.get(columns.id) if columns.id else None
    url = row.get(columns.url) if columns.url else None
    known = {"id": "" if name is None else str(name), "url": url if isinstance(url, str) and url else None}
    if not isinstance(text, str | bytes):
        problem = f"no text in the column {columns.text!r}" if columns.text in row else _no_column(columns.text, row)
        return Entry(problem=problem, **known)  # type: ignore[arg-type]
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape" if _from_bytes(text) else "replace")
    if len(data) > MOST_BYTES:
        return Entry(problem=TOO_LARGE, **known)  # type: ignore[arg-type]
    said = {key.lower(): value for key, value in row.items() if key not in (columns.text, columns.id) and _is_short(value)}
    suffix = SUFFIXES[columns.format] if columns.format else suffix_of(data)
    return Entry(data, suffix, section=section_of(known["url"]), metadata=said, **known)  # type: ignore[arg-type]


def check_column(columns: Columns, names: Any) -> None:
    """Raises SourceError where a named column is missing among ``names``."""
    for name in (columns.text, columns.id, columns.url):
        if name is not None and name not in names:
            raise SourceError(_no_column(name, names))


def suffix_of(data: bytes) -> str:
    """The suffix that a text's look calls for: HTML where it begins with its tags, else Markdown, as plain text is too."""
    return ".html" if _MARKUP.search(data, 0, 5000) else ".md"


def section_of(url: str | None) -> str:
    """The section that an address names: the first part of its path, where another follows."""
    if not url:
        return ""
    try:
        parts = [part for part in urlsplit(url).path.split("/") if part]
    except ValueError:  # such as a bracket in the host
        return ""
    return parts[0] if len(parts) > 1 else ""


def _no_column(name: str, names: Any) -> str:
    there = ", ".join(map(str, list(names)[:20]))
    return f"no column is called {name!r}; there are {there}: name one with --text-column, --id-column, --url-column"


def _is_short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_VALUE


def _from_bytes(text: str) -> bool:
    """Does it hold bytes that were no UTF-8, as a file that was read with surrogateescape gives them?"""
    return any("\udc80" <= character <= "\udcff" for character in text) if not text.isascii() else False
