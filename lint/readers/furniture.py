"""Tells the furniture of a page (share bars, comment forms, navigation) from what the article says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lint.article import Block, InlineKind, Role

_NETWORK = (
    r"(?:social(?: media| networks)?|facebook|twitter|x|instagram|linkedin|pinterest|whatsapp|telegram|reddit|youtube|email)"
)
_NETWORKS = rf"{_NETWORK}(?:(?:,| and|, and| or| &) {_NETWORK}){{0,6}}"
_PHRASES = (
    # Sharing and following
    r"(?:share|tweet|pin|email|print|bookmark)(?: this)?(?: (?:article|post|page|story|entry))?",
    rf"(?:click to )?share (?:this )?(?:(?:article |post |page |story )?(?:on|via|with) )(?:{_NETWORKS})(?: \(opens.{{0,30}})?",
    rf"(?:like|follow|find) us on (?:{_NETWORKS})",
    r"(?:spread the word|sharing is caring)",
    # Comment forms
    r"(?:leave|post|write|add) a (?:reply|comment)(?: cancel reply)?",
    r"your e-?mail(?: address)? will (?:not|never) be (?:published|shared)\b.{0,60}",
    r"required fields are marked\b.{0,5}",
    r"save my name\b.{0,60}\bbrowser\b.{0,60}",
    r"(?:no|\d+) (?:comments|responses|replies)(?: yet)?",
    # Navigation
    r"skip to (?:main |primary )?(?:content|navigation)",
    r"(?:back|return|scroll) to (?:the )?top",
    r"(?:previous|next|older|newer) (?:post|article|page|story)s?",
    r"(?:you are here: )?home(?: [»>/|] [^»>/|.]{1,60}){1,6}",
    r"(?:filed under|posted in|tagged(?: with| as)?|categories|tags):.{0,200}",
    # What templates leave behind
    r"avatar photo.{0,60}",
    r"(?:publish(?:ed)?|post(?:ed)?|update(?:d)?) (?:date|on)",
    r"(?:\d+|one|a few) min(?:ute)?s?(?: of)? read(?:ing)?",
    r"(?:advertisements?|sponsored content|loading)",
    r"\w[\w.-]*\.[a-z]{2,}, ?pub-\d+, ?(?:direct|reseller)\b.{0,200}",
)
"""Each stands alone in its block; an article's own sentence never reads like that from end to end."""

_FURNITURE = re.compile(rf"\W*+(?:{'|'.join(_PHRASES)})[\W_]*", re.IGNORECASE)
_LONGEST = 300
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FEWEST_LINKS = 3
_ROLES = (Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTATION)


def mark_furniture(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with furniture in the role BOILERPLATE."""
    return [
        replace(block, role=Role.BOILERPLATE)
        if block.role in _ROLES and (is_furniture(block.text) or _is_navigation(block))
        else block
        for block in blocks
    ]


def is_furniture(text: str) -> bool:
    """Whether the whole of a block's text is a phrase of page furniture."""
    return len(text) <= _LONGEST and _FURNITURE.fullmatch(text) is not None


def _is_navigation(block: Block) -> bool:
    """Whether a block is several links with nothing but separators between them."""
    links = [inline for inline in block.inlines if inline.kind is InlineKind.LINK]
    if len(links) < _FEWEST_LINKS:
        return False
    at = 0
    for link in links:
        if _WORD.search(block.text, at, link.start):
            return False
        at = max(at, link.end)
    return not _WORD.search(block.text, at) and all(_LETTERS.search(block.text, link.start, link.end) for link in links)
