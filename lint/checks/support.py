"""References in reach of a sentence: links, citation marks, author and year, identifiers, named sources."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

from lint.article import Inline, InlineKind, Role
from lint.checks.page import Page
from lint.language.reading import Sentence

# (Smith, 2020), (Smith et al., 2020; Jones 2019), Smith et al. (2020), doi:10.1000/x, PMID 123, PMC123, NCT01234567
_TEXT_REFERENCE = re.compile(
    r"\(\s?[A-Z][^()]{1,80}?,?\s(?:19|20)\d\d[a-z]?(?:[;,][^()]{1,80})?\)|\bet al\.?,?\s?\(?(?:19|20)\d\d"
    r"|\b[A-Z][\w'-]+ (?:and|&) [A-Z][\w'-]+ \((?:19|20)\d\d\)|\b10\.\d{4,9}/\S+|\bPMID:?\s?\d+|\bPMC\d{5,}|\bNCT\d{8}\b"
)
_NO_SOURCE = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|tiktok|pinterest|youtube|youtu|whatsapp|wa|t|linkedin|reddit|quora|amazon|amzn|ebay"
    r"|etsy|iherb|google|bing|goo|maps|linktr|calendly|paypal|stripe|shopify|wikipedia|blogspot|medium|wordpress|tumblr)"
    r"\.[a-z.]{2,6}$"
)


class Support(StrEnum):
    """How a claim is backed."""

    LINK = "link"
    MARK = "mark"
    TEXT = "text"
    NAMED = "named"


def support(page: Page, sentence: Sentence) -> Support | None:
    """What backs the sentence: something in it, in its paragraph, in its list's stem; else None."""
    found = in_sentence(page, sentence)
    if found:
        return found
    block = page.reading.block(sentence)
    around = [other for other in page.reading.sentences_by_block[sentence.block] if other.number > sentence.number]
    if block.stem is not None and page.article.blocks[block.stem].role is not Role.HEADING:
        around += page.reading.sentences_by_block.get(block.stem, [])
    return next((s for other in around if (s := in_sentence(page, other)) not in (None, Support.NAMED)), None)


def in_sentence(page: Page, sentence: Sentence) -> Support | None:
    """What the sentence itself leans on."""
    if "<mark>" in sentence.features:
        return Support.MARK
    if any(is_source(page, inline) for inline in page.reading.inlines(sentence.start, sentence.end)):
        return Support.LINK
    if _TEXT_REFERENCE.search(page.reading.text(sentence.start, sentence.end)):
        return Support.TEXT
    if any(flag == "named" for flag, _, _ in page.context(sentence)):
        return Support.NAMED
    return None


def is_source(page: Page, inline: Inline) -> bool:
    """Does the link lead to an outside page that may back a claim (no shop, social, search or own page)?"""
    if inline.kind is InlineKind.FOOTNOTE_REFERENCE:
        return True
    if inline.kind is not InlineKind.LINK:
        return False
    host = domain(inline.target)
    return bool(host) and not _NO_SOURCE.search(host) and not is_own(page, host)


def is_own(page: Page, host: str) -> bool:
    """Is the host the publisher's own domain, or below it?"""
    return any(host == own or host.endswith("." + own) for own in page.own_domains)


def domain(target: str) -> str:
    """The host of an absolute web address without ``www.``; empty for a relative or unreadable one."""
    try:
        parts = urlsplit(target.strip())
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
