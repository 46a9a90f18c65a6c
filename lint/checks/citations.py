"""Finds every reference that a page gives, once each, and which of them stand in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from lint.article import InlineKind, Role
from lint.checks.identifiers import doi, pmid
from lint.checks.links import domain, may_support
from lint.checks.page import Page
from lint.checks.support import AUTHOR_YEAR, IDENTIFIER, bare_numbers, entries, mark_numbers
from lint.language.reading import Sentence
from lint.ledger import Kind

_LISTED = {Role.REFERENCE: Kind.ENTRY, Role.FOOTNOTE: Kind.FOOTNOTE}
_NO_TEXT = (*_LISTED, Role.BOILERPLATE, Role.METADATA, Role.CODE)
_SAME_PAGE = re.compile(r"^https?://(?:www\.)?|/?(?:[?&]utm_[^#]*)?(?:#.*)?$")  # what two addresses of one page may differ in
_WORK = re.compile(r"[^;()\s][^;()]*?(?:19|20)\d\d[a-z]?")
_SURNAME = re.compile(r"[A-Z][^\W\d]*(?:[-'’][^\W\d]+)*")
_BEFORE_ET_AL = re.compile(r"[A-Z][\w'’-]+,?\s$")
_LONGEST_SURNAME = 40
_YEAR = re.compile(r"(?:19|20)\d\d")
_BETWEEN = re.compile(r"[\s,;:.()]{0,4}(?:doi|DOI)?:?\s?")  # the work and its identifier: Okafor, 2019, doi: 10.1000/x
_AUTHORS = 1000  # characters of an entry in which its authors and its year stand
_LABEL = re.compile(r"^[ \t>]*\[\^([^\s\[\]]{1,80})\]:|\b(?:id|name)\s*=\s*[\"']?([^\s\"'<>]{1,80})", re.MULTILINE)
_LABEL_REACH = 1000  # characters of markup between an anchor and the words that it names


@dataclass(slots=True)
class Found:
    """A reference at ``text[start:end]`` of a block; ``supports`` says that a claim can lean on it."""

    kind: Kind
    block: int
    start: int
    end: int
    number: int | None = None
    url: str | None = None
    supports: bool = True


class Citations:
    """The references of a page: ``found`` holds each once, however often it is cited."""

    def __init__(self, page: Page) -> None:
        self.found: list[Found] = []
        self._page = page
        self._listed: dict[int, Found] = {}
        self._known: dict[str, Found] = {}
        self._links: dict[int, list[Found]] = {}
        self._words: dict[int, list[Found]] = {}
        self._list()
        for sentence in page.reading.sentences:
            if page.reading.block(sentence).role not in _NO_TEXT:
                self._links[sentence.number] = list(self._linked(sentence))
                self._words[sentence.number] = list(self._cited(sentence))

    def links(self, sentence: Sentence) -> list[Found]:
        """The pages to which the sentence links, whether they bear anything out or not."""
        return self._links.get(sentence.number, [])

    def support(self, sentence: Sentence) -> list[Found]:
        """What the sentence cites, each once: by marks, by links to pages that may support, in words."""
        links = [one for one in self.links(sentence) if one.supports]
        found = [*self._marked(sentence), *links, *self._words.get(sentence.number, ())]
        return list({id(one): one for one in found}.values())

    def _list(self) -> None:
        """Take the entries of the reference list, and the footnotes."""
        numbers = {block: number for number, block in entries(self._page).items()}
        for at, block in enumerate(self._page.article.blocks):
            if block.role not in _LISTED:
                continue
            links = (inline.target for inline in block.inlines if inline.kind is InlineKind.LINK)
            url = next((target for target in links if domain(target)), None)
            self._listed[at] = one = Found(_LISTED[block.role], at, 0, len(block.text), numbers.get(at), url)
            self.found.append(one)
            self._know(one, block.text)

    def _know(self, one: Found, text: str) -> None:
        for key in _keys(text, one.url):
            self._known.setdefault(key, one)

    def _linked(self, sentence: Sentence) -> Iterator[Found]:
        for low, _, inline in self._page.reading.inlines_of(sentence):
            if inline.kind is InlineKind.LINK and domain(inline.target):
                block = self._page.reading.tokens.blocks[low]
                supports = may_support(inline, self._page.own_domains)
                yield self._once(Found(Kind.LINK, block, inline.start, inline.end, url=inline.target, supports=supports))

    def _cited(self, sentence: Sentence) -> Iterator[Found]:
        """What the words of the sentence cite: author and year, identifiers."""
        tokens = self._page.reading.tokens
        for number, low, high in self._parts(sentence):
            text = self._page.article.blocks[number].text
            inlines = [i for at, _, i in self._page.reading.inlines_of(sentence) if tokens.blocks[at] == number]
            for start, end in _in_words(text, low, high):
                if not any(inline.kind is InlineKind.LINK and inline.start <= start < inline.end for inline in inlines):
                    yield self._entry_by(text[start:end]) or self._once(Found(Kind.CITATION, number, start, end))

    def _once(self, one: Found) -> Found:
        """The reference, or the one known before that names the same publication."""
        text = self._page.article.blocks[one.block].text[one.start : one.end]
        known = next((self._known[key] for key in _keys(text, one.url) if key in self._known), None)
        if known is None:
            self.found.append(one)
            self._know(one, text)
        return known or one

    def _entry_by(self, citation: str) -> Found | None:
        """The entry of the list that has the first surname and the year of a citation in words."""
        surname, year = _SURNAME.search(citation), _YEAR.search(citation)
        return self._authors.get((surname[0], year[0])) if surname and year else None

    @cached_property
    def _authors(self) -> dict[tuple[str, str], Found]:
        """The first entry with a name and a year, by both."""
        found: dict[tuple[str, str], Found] = {}
        for number, one in self._listed.items():
            text = self._page.article.blocks[number].text[:_AUTHORS]
            for pair in product(set(_SURNAME.findall(text)), set(_YEAR.findall(text))):
                found.setdefault(pair, one)
        return found

    def _marked(self, sentence: Sentence) -> Iterator[Found]:
        """The entries and footnotes to which the marks in the sentence point."""
        reading = self._page.reading
        numbers: list[int] = []
        for at in range(sentence.start, sentence.end):
            if at in reading.tokens.marks:
                targets = [inline.target for inline in reading.inlines(at, at + 1)]
                labelled = next(filter(None, map(self._labelled, targets)), None)
                if labelled:
                    yield labelled
                else:
                    numbers += sorted(mark_numbers(reading.tokens.words[at]))
        numbers += bare_numbers(reading.text(sentence.start, sentence.end))
        listed = entries(self._page)
        yield from (self._listed[listed[number]] for number in numbers if number in listed)

    def _labelled(self, target: str) -> Found | None:
        """The entry or footnote that a mark names by its label or anchor."""
        offset = self._labels.get(target.removeprefix("#").casefold())
        if offset is None or not self._places:
            return None
        at = bisect_right(self._places, offset, key=lambda place: place[1] - 1)
        if at == len(self._places) or self._places[at][0] > offset + _LABEL_REACH:
            return None
        return self._listed[self._places[at][2]]

    @cached_property
    def _labels(self) -> dict[str, int]:
        """Where the labels of footnotes and the anchors of elements stand in the article's text."""
        found = ((match[1] or match[2], match.start()) for match in _LABEL.finditer(self._page.article.text))
        return {label.casefold(): at for label, at in reversed(list(found))}

    @cached_property
    def _places(self) -> list[tuple[int, int, int]]:
        """Where the entries and footnotes stand in the article's text, in order, and their blocks."""
        blocks = self._page.article.blocks
        return sorted((*blocks[number].span(0, len(blocks[number].text)), number) for number in self._listed)

    def _parts(self, sentence: Sentence) -> Iterator[tuple[int, int, int]]:
        """The stretches of block text that make up the sentence."""
        tokens = self._page.reading.tokens
        at = sentence.start
        while at < sentence.end:
            number = tokens.blocks[at]
            stop = at
            while stop < sentence.end and tokens.blocks[stop] == number:
                stop += 1
            yield number, tokens.starts[at], tokens.ends[stop - 1]
            at = stop


def _keys(text: str, url: str | None) -> Iterator[str]:
    """By what a reference can be known again."""
    if name := doi(url or "") or doi(text):
        yield f"doi {name}"
    if number := pmid(url or "") or pmid(text):
        yield f"pmid {number}"
    yield _SAME_PAGE.sub("", url) if url else text


def _in_words(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Where the words cite something; an identifier just behind author and year belongs to them."""
    works = [work for match in AUTHOR_YEAR.finditer(text, low, high) for work in _works(text, match)]
    ends = dict(works)
    for match in IDENTIFIER.finditer(text, low, high):
        before = next((start for start, end in works if _BETWEEN.fullmatch(text, end, match.start())), None)
        ends[match.start() if before is None else before] = match.end()
    yield from ends.items()


def _works(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where each work stands that a citation such as "(Okafor, 2019; Jensen, 2021)" names."""
    start, end = match.span()
    if text[start] == "(":
        yield from (work.span() for work in _WORK.finditer(text, start, end))
        return
    before = _BEFORE_ET_AL.search(text, max(start - _LONGEST_SURNAME, 0), start) if text.startswith("et al", start) else None
    yield before.start() if before else start, end
