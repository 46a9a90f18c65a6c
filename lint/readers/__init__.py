"""Bytes to Article, one file a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from lint.files import MOST_BYTES
from lint.readers.source import ReadError, decode

if TYPE_CHECKING:
    from lint.article import Article

_FORMATS = {
    "markdown": (".md", ".markdown", ".mdown", ".mdx", ".qmd"),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".text"),
}
SUFFIXES: dict[str, str] = {suffix: name for name, suffixes in _FORMATS.items() for suffix in suffixes}
"""Each file suffix that can be read, and the module here that reads it."""

__all__ = ["MOST_BYTES", "SUFFIXES", "ReadError", "decode", "read", "read_part"]


def read(data: bytes, path: str) -> Article:
    """The article in a file's bytes; the suffix of ``path`` chooses the reader.

    Raises ReadError where the suffix is not one of SUFFIXES, the bytes are not UTF-8 text, or the front matter is broken.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise ReadError(path, 1, f"no reader for files named {suffix or 'without a suffix'!r}; known suffixes are {known}")
    return _reader(SUFFIXES[suffix])(decode(data, path), path)


def read_part(data: bytes, path: str) -> Article:
    """What a file adds to pages: Markdown and plain text as an article, any other as a template of HTML.

    Raises ReadError where the bytes are not UTF-8 text, or the front matter is broken.
    """
    name = SUFFIXES.get(PurePath(path).suffix.lower(), "html")
    return _reader("part" if name == "html" else name)(decode(data, path), path)


def _reader(name: str) -> Callable[[str, str], Article]:
    reader: Callable[[str, str], Article] = import_module(f"lint.readers.{name}").read
    return reader
