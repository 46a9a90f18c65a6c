"""Finds the reference list of an article among its blocks, whichever format they were read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lint.article import Block, InlineKind, Role

_NAMES = r"references?(?: list)?|citations?|works cited|literature(?: cited)?|bibliography|endnotes|sources?|further reading"
_HEADING = re.compile(
    r"\W*(?:\d[\d.)]*\s+)?(?:(?:scientific|medical|clinical|selected|key|article|cited|our|full|list of)\s+)*"
    rf"(?P<name>{_NAMES})(?:\s*(?:and|&|/|,)\s*(?:{_NAMES}|notes|resources))*\W*",
    re.IGNORECASE,
)
_RUN_IN = re.compile(rf"\W*(?:{_NAMES})\s*:\s*\S", re.IGNORECASE)
_LONGEST_NAME = 100
_AMBIGUOUS = re.compile(r"sources?|further reading|literature", re.IGNORECASE)
"""A food has sources too: a section of this name counts if an entry looks like a reference, or nothing comes after it."""
_ENTRY = re.compile(
    r"\b(?:19|20)\d\d\b|\bdoi\b|\bpmid\b|\bPMC\d|\bisbn\b|\bet al\b|\bretrieved\b|\baccessed\b|\A\W*\d{1,3}[\].)]",
    re.IGNORECASE,
)


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the entries of reference lists in the role REFERENCE.

    A list starts under a heading such as "References" or "Works cited" and ends at the next heading of the same or a higher
    level; or it follows a paragraph that says only that, and ends with the first block that does not look like an entry.
    Headings, and paragraphs between the entries that cite nothing, keep their roles.
    """
    marked = list(blocks)
    number = 0
    while number < len(blocks):
        block = blocks[number]
        number += 1
        if block.role not in (Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM):
            continue
        name = _name(block) if block.role is not Role.LIST_ITEM else None
        if name is None:
            if block.role is not Role.HEADING and _RUN_IN.match(block.text) and _is_entry(block):
                marked[number - 1] = replace(block, role=Role.REFERENCE)
            continue
        end = _end(blocks, number, block)
        entries = [at for at in range(number, end) if blocks[at].role is Role.LIST_ITEM or _is_entry_paragraph(blocks[at])]
        is_last = end == len(blocks) and block.role is Role.HEADING
        if is_last or not _AMBIGUOUS.fullmatch(name["name"]) or any(_is_entry(blocks[at]) for at in entries):
            for at in entries:
                marked[at] = replace(blocks[at], role=Role.REFERENCE)
            number = end
    return marked


def introduces_references(block: Block) -> bool:
    """Does the block say only that references follow?"""
    return _name(block) is not None


def _name(block: Block) -> re.Match[str] | None:
    return _HEADING.fullmatch(block.text) if len(block.text) < _LONGEST_NAME else None


def _end(blocks: Sequence[Block], start: int, head: Block) -> int:
    """Where the section under ``head`` ends."""
    if head.role is Role.HEADING:
        ends = (at for at in range(start, len(blocks)) if blocks[at].role is Role.HEADING and blocks[at].level <= head.level)
    else:
        ends = (
            at
            for at in range(start, len(blocks))
            if blocks[at].role is not Role.LIST_ITEM and not _is_entry_paragraph(blocks[at])
        )
    return next(ends, len(blocks))


def _is_entry_paragraph(block: Block) -> bool:
    return block.role is Role.PARAGRAPH and _is_entry(block)


def _is_entry(block: Block) -> bool:
    """Whether a block cites something: an address, a year, an identifier, a number in front."""
    linked = any(inline.kind is InlineKind.LINK and "//" in inline.target for inline in block.inlines)
    return linked or _ENTRY.search(block.text) is not None
