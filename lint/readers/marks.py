"""Finds what a page shows without markup: bare addresses, superscript digits, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lint.article import Inline, InlineKind

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”]++")
_TRAILING = ".,;:!?'’*_]"
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹](?:[⁰¹²³⁴-⁹⁻⁺˒,–-]*[⁰¹²³⁴-⁹])?|\^\d[\d,–-]*\^")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]{1,80})\]")


def plain_marks(text: str, inlines: Sequence[Inline]) -> list[Inline]:
    """The marks in ``text`` outside the links, code and footnote marks that ``inlines`` already holds.

    A bare address is a LINK, a footnote mark's target its label. ``^3,4^`` counts as superscript: word processors export it.
    """
    found = []
    if "://" in text or "www." in text:
        for match in _ADDRESS.finditer(text):
            address = _trimmed(match[0])
            target = address if "://" in address else f"http://{address}"
            found.append(Inline(InlineKind.LINK, match.start(), match.start() + len(address), target))
    if not text.isascii() or "^" in text:
        found += [Inline(InlineKind.SUPERSCRIPT, *match.span()) for match in _SUPERSCRIPT.finditer(text)]
    if "[^" in text:
        found += [Inline(InlineKind.FOOTNOTE_REFERENCE, *match.span(), match[1]) for match in _FOOTNOTE.finditer(text)]
    return _outside(found, inlines) if found else found


def _trimmed(address: str) -> str:
    """The address without the punctuation of the sentence around it."""
    end = len(address)
    opened = address.count("(") - address.count(")")
    while end:
        if address[end - 1] == ")" and opened < 0:
            opened += 1
        elif address[end - 1] not in _TRAILING:
            break
        end -= 1
    return address[:end]


def _outside(found: list[Inline], inlines: Sequence[Inline]) -> list[Inline]:
    closed = sorted(
        (inline.start, inline.end)
        for inline in inlines
        if inline.kind in (InlineKind.LINK, InlineKind.CODE, InlineKind.FOOTNOTE_REFERENCE)
    )
    kept, number, reach = [], 0, 0
    for mark in sorted(found, key=lambda mark: mark.start):
        while number < len(closed) and closed[number][0] < mark.end:
            reach = max(reach, closed[number][1])
            number += 1
        if mark.start >= reach:
            kept.append(mark)
            reach = mark.end
    return kept
