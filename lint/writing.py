"""How new words get into an article: at which characters, and spelled so that its readers see just these words."""

from __future__ import annotations

import html
import re
from itertools import takewhile
from pathlib import PurePath

from lint.article import Article, InlineKind, Role
from lint.readers import SUFFIXES
from lint.readers.endings import ending

Splice = tuple[int, int, str]
"""Offsets in an article's text, and what to put in place of the characters there."""

_MARKUP = re.compile(r"[\\`*_\[\]{}|~$]")
_LINE_MARKUP = re.compile(r"^(?:[#+=:-]|\d+[.)](?=\s))")  # what would make a line a heading, an item or a rule
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"\n\s*\n")
_INDENT = re.compile(r"[ \t]*")
_VERBATIM = (Role.CODE, Role.METADATA)
_VERBATIM_INLINES = (InlineKind.CODE, InlineKind.IMAGE, InlineKind.FOOTNOTE_REFERENCE)


def reworded(article: Article, number: int, start: int, end: int, words: str) -> Splice | None:
    """How to make block ``number`` read ``words`` in place of ``text[start:end]`` and change nothing else.

    None where that cannot be: markup, a line end or a character reference would have to go, or a spelling rule is not known
    there (code, front matter, pictures).
    """
    block = article.blocks[number]
    if block.role in _VERBATIM:
        return None
    if any(mark.kind in _VERBATIM_INLINES and mark.start < end and mark.end > start for mark in block.inlines):
        return None
    for low, high, new in ((start, end, words), _narrowed(block.text, start, end, words)):
        first, last = block.span(low, high)
        if article.text[first:last] == block.text[low:high]:
            return first, last, _spelled(new, _format(article))
    return None


def added(article: Article, words: str) -> Splice:
    """How to make the article end with ``words``; a blank line among them begins a paragraph."""
    text, format_ = article.text, _format(article)
    at = ending(article, format_)
    newline = match[0] if (match := _LINE_END.search(text)) else "\n"
    paragraphs = [_spelled(" ".join(part.split()), format_) for part in _BLANK_LINES.split(words.strip())]
    if format_ == "html":
        return at, at, "".join(f"{newline}{_indent(text, at)}<p>{paragraph}</p>" for paragraph in paragraphs)
    if format_ == "markdown":
        paragraphs = [_LINE_MARKUP.sub(lambda m: m[0][:-1] + _reference(m[0][-1]), paragraph) for paragraph in paragraphs]
    new = "".join(f"{newline * 2 if n or at else ''}{paragraph}" for n, paragraph in enumerate(paragraphs))
    following = _LINE_END.split(text[at:], maxsplit=2)
    if text[at:].strip() and following[1].strip():
        new += newline  # what follows directly would otherwise go on with the paragraph, or make a heading of it
    return at, at, new


def _format(article: Article) -> str:
    """The format in which the article is written; what no fix is ever written into (DOCX) is shown as text."""
    return SUFFIXES.get(PurePath(article.path).suffix.lower(), "text")


def _narrowed(old: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """The change without what stays the same at both its ends; at least one old character is left."""
    most = min(end - start - 1, len(words))
    kept = min(most, _common(old[start:end], words))
    tail = min(most - kept, _common(old[start + kept : end][::-1], words[kept:][::-1]))
    return start + kept, end - tail, words[kept : len(words) - tail]


def _common(one: str, other: str) -> int:
    """The length of the beginning that the two share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _spelled(words: str, format_: str) -> str:
    """The words as the format writes them. Markdown knows character references in its HTML too, but no backslashes."""
    if format_ == "text":
        return words
    escaped = html.escape(words, quote=False)
    if format_ == "html":
        return escaped.replace("{", "&#123;")  # a template would take it for its own
    return _MARKUP.sub(lambda match: _reference(match[0]), escaped)


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _indent(text: str, at: int) -> str:
    """The white space with which the line of ``at`` begins."""
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    match = _INDENT.match(text, line)
    return match[0] if match else ""
