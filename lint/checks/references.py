"""``references``: an article's references: none beside its claims, marks without an entry, entries without a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lint.article import Role
from lint.checks.identifiers import GOOD_DOI
from lint.checks.links import is_own, outside_hosts
from lint.checks.page import Hit, Page
from lint.checks.support import entries, mark_numbers, reference
from lint.language.reading import Sentence
from lint.ledger import Support
from lint.rule import ReferencesRule, UnsupportedRule

_FEW = 2
_NAMED_SHARE = 0.75  # an article that names the sources of most of its claims is not without references
_DOI = re.compile(r"\bdoi(?::\s*(?:https?://(?:dx\.)?doi\.org/)?|\.org/)(\S+)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID(?::\s?|\s(?=\d))(\S+)")
_GOOD_PMID = re.compile(r"(?:PMC)?\d{1,8}[.,;)\]]*")
_NAMES_IDENTIFIER = re.compile("doi|PMID", re.IGNORECASE)
_IN_METADATA = ("sources", "references", "citations", "bibliography")
_NOT_TEXT = (Role.REFERENCE, Role.BOILERPLATE, Role.METADATA)


class ReferencesCheck:
    """One problem of a page's references."""

    def __init__(self, rule: ReferencesRule) -> None:
        self.rule = rule
        self._find = _PROBLEMS[rule.problem]

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """The hits, given what the checks on sentences found before."""
        yield from self._find(self.rule, page)


def has_reference(page: Page) -> bool:
    """Does the page cite anything: a mark, an outside link, author and year, an identifier, a list of references?"""
    return bool(entries(page)) or any(reference(page, sentence) for sentence in _text(page))


def _text(page: Page) -> Iterator[Sentence]:
    return (sentence for sentence in page.reading.sentences if page.reading.block(sentence).role not in _NOT_TEXT)


def lists_references(page: Page) -> bool:
    """Has the page a list of references, or its metadata?"""
    return bool(entries(page)) or any(page.article.metadata.get(key) for key in _IN_METADATA)


def _none(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    if not lists_references(page):
        yield from _bare_claims(rule, page)


def _unmarked(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    if entries(page):
        yield from _bare_claims(rule, page)


def _bare_claims(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    """A hit on the article, if it makes enough claims and no reference in its text backs any."""
    numbers = {page.reading.sentence_at(hit.start).number: hit for hit in page.hits if _is_bare_claim(hit)}
    backed = [claimed.backing for claimed in page.claims.values() if claimed.backing]
    named = sum(backing.support is Support.NAMED for backing in backed)
    if len(numbers) < max(rule.claims, _NAMED_SHARE * named) or named < len(backed):
        return
    if not any(reference(page, sentence) in (Support.MARK, Support.TEXT) for sentence in _text(page)):
        gravest = sorted(numbers.values(), key=lambda hit: (hit.rule.risk, hit.start))[:3]  # type: ignore[union-attr]
        yield Hit(rule, related=tuple(("a claim without a reference", hit.start, hit.end) for hit in gravest))


def _is_bare_claim(hit: Hit) -> bool:
    return isinstance(hit.rule, UnsupportedRule) and hit.rule.fires == "unsupported"


def _marks(page: Page) -> dict[int, int]:
    """Cited numbers and the token of their first mark."""
    found: dict[int, int] = {}
    for at in sorted(page.reading.tokens.marks):
        if page.article.blocks[page.reading.tokens.blocks[at]].role in _NOT_TEXT:
            continue
        for number in mark_numbers(page.reading.tokens.words[at]):
            found.setdefault(number, at)
    return found


def _dangling(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    cited, listed = _marks(page), entries(page)
    strays = sorted(cited.keys() - listed.keys())
    if listed and (len(strays) <= _FEW or 2 * len(strays) <= len(cited)):  # if nearly all stray, the list was misread
        for number in strays:
            yield Hit(rule, cited[number], cited[number] + 1)


def _orphan(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    cited, listed = _marks(page), entries(page)
    if cited.keys() & listed.keys():
        for number in sorted(listed.keys() - cited.keys()):
            sentences = page.reading.sentences_by_block.get(listed[number])
            if sentences:
                yield Hit(rule, sentences[0].start, sentences[-1].end)


def _own_domain(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    hosts = outside_hosts(page.article)
    if len(hosts) >= rule.claims and sum(is_own(host, page.own_domains) for host in hosts) >= 0.8 * len(hosts):
        yield Hit(rule)


def _malformed(rule: ReferencesRule, page: Page) -> Iterator[Hit]:
    if not _NAMES_IDENTIFIER.search(page.article.text):
        return
    for sentence in page.reading.sentences:
        text = page.reading.text(sentence.start, sentence.end)
        bad_doi = any(not GOOD_DOI.match(match[1]) for match in _DOI.finditer(text))
        bad_pmid = any(not _GOOD_PMID.fullmatch(match[1]) for match in _PMID.finditer(text))
        if bad_doi or bad_pmid:
            yield Hit(rule, sentence.start, sentence.end)


_PROBLEMS: dict[str, Callable[[ReferencesRule, Page], Iterator[Hit]]] = {
    "none": _none,
    "unmarked": _unmarked,
    "dangling": _dangling,
    "orphan": _orphan,
    "own-domain": _own_domain,
    "malformed": _malformed,
}
