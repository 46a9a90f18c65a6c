"""``references``: an article's references themselves: none beside many claims, marks without an entry, entries without a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lint.article import InlineKind, Role
from lint.checks.page import Hit, Page
from lint.checks.support import Support, domain, in_sentence, is_own
from lint.rule import ReferencesRule, UnsupportedRule

_NUMBER = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")
_ENTRY = re.compile(r"\s*\[?(\d{1,3})[\].)\s]")
# A DOI is 10., a registrant code, a slash and a suffix (ISO 26324); PMIDs have at most eight digits (NLM).
_DOI = re.compile(r"(?:\bdoi:\s?|doi\.org/)(\S+)", re.IGNORECASE)
_GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PMID = re.compile(r"\bPMID:?\s?(\S+)", re.IGNORECASE)
_GOOD_PMID = re.compile(r"\d{1,8}[.,;)\]]*")


class ReferencesCheck:
    """One problem of a page's references."""

    def __init__(self, rule: ReferencesRule) -> None:
        self.rule = rule
        self._find = _PROBLEMS[rule.problem]

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """The hits, given what the checks on sentences found before."""
        yield from self._find(self.rule, page)


def has_reference(page: Page) -> bool:
    """Is there any citation signal in the main text: a mark, an outside link, author and year, an identifier, a list?"""
    blocks = page.article.blocks
    if any(block.role is Role.REFERENCE for block in blocks):
        return True
    return any(
        in_sentence(page, sentence) not in (None, Support.NAMED)
        for sentence in page.reading.sentences
        if page.reading.block(sentence).role not in (Role.BOILERPLATE, Role.METADATA)
    )


def _none(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    claims = {page.reading.sentence_at(hit.start).number: hit for hit in page.hits if isinstance(hit.rule, UnsupportedRule)}
    if len(claims) >= rule.claims and not has_reference(page):
        related = tuple(("a claim without a reference", hit.start, hit.end) for hit in list(claims.values())[:3])
        yield Hit(rule, related=related)


def _marks(page: Page) -> dict[int, int]:
    """Cited numbers and the token of their first mark."""
    found: dict[int, int] = {}
    for at in sorted(page.reading.tokens.marks):
        block = page.article.blocks[page.reading.tokens.blocks[at]]
        if block.role in (Role.REFERENCE, Role.BOILERPLATE):
            continue
        text = page.reading.tokens.words[at]
        numbers = {int(n) for n in _NUMBER.findall(text)}
        for low, high in _RANGE.findall(text):
            numbers |= set(range(int(low), min(int(high), int(low) + 50) + 1))
        for number in numbers:
            found.setdefault(number, at)
    return found


def _entries(page: Page) -> dict[int, int]:
    """Numbers of the entries of the reference list and the block of each; unnumbered entries count from one."""
    numbers = [n for n, block in enumerate(page.article.blocks) if block.role is Role.REFERENCE]
    found: dict[int, int] = {}
    for position, number in enumerate(numbers, 1):
        written = _ENTRY.match(page.article.blocks[number].text)
        found.setdefault(int(written[1]) if written else position, number)
    return found


def _dangling(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    entries = _entries(page)
    if entries:
        for number, at in sorted(_marks(page).items()):
            if number not in entries:
                yield Hit(rule, at, at + 1)


def _orphan(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    cited = _marks(page)
    if cited:
        for number, block in sorted(_entries(page).items()):
            if number not in cited:
                sentences = page.reading.sentences_by_block.get(block)
                if sentences:
                    yield Hit(rule, sentences[0].start, sentences[-1].end)


def _own_domain(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    hosts = [
        domain(inline.target)
        for block in page.article.blocks
        if block.role not in (Role.BOILERPLATE, Role.METADATA)
        for inline in block.inlines
        if inline.kind is InlineKind.LINK
    ]
    outside = [host for host in hosts if host]
    if len(outside) >= rule.claims and sum(is_own(page, host) for host in outside) >= 0.8 * len(outside):
        yield Hit(rule)


def _malformed(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    for sentence in page.reading.sentences:
        text = page.reading.text(sentence.start, sentence.end)
        bad_doi = any(not _GOOD_DOI.match(match[1]) for match in _DOI.finditer(text))
        bad_pmid = any(not _GOOD_PMID.fullmatch(match[1]) for match in _PMID.finditer(text))
        if bad_doi or bad_pmid:
            yield Hit(rule, sentence.start, sentence.end)


_PROBLEMS: dict[str, Callable[[ReferencesRule, Page], Iterator[Hit]]] = {
    "none": _none,
    "dangling": _dangling,
    "orphan": _orphan,
    "own-domain": _own_domain,
    "malformed": _malformed,
}
