"""References in reach of a sentence: links, citation marks, author and year, identifiers, named sources."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lint.article import InlineKind, Role
from lint.checks.links import may_support
from lint.checks.page import Page
from lint.language.reading import Sentence
from lint.ledger import Support

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2,3}\.)\s"
_SIGN = re.compile(r"[\d\[]")  # no citation in words does without a figure or a bracket
# (Smith, 2020), (Smith et al., 2020; Jones 2019), Smith et al. (2020)
AUTHOR_YEAR = re.compile(
    rf"\((?!{_MONTH})\s?[A-Z][^()\d]{{1,80}}?,?\s(?:19|20)\d\d[a-z]?(?:[;,][^()]{{1,80}})?\)"
    r"|\bet al\.?,?\s?\(?(?:19|20)\d\d|\b[A-Z][\w'-]{1,40} (?:and|&) [A-Z][\w'-]{1,40},? \((?:19|20)\d\d\)"
)
# doi:10.1000/x, PMID 123, PMC12345, NCT01234567
IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S+|\bPMID:?\s?\d+|\bPMC\d{5,}|\bNCT\d{8}\b")
_ROMAN_MARK = re.compile(r"(?<=\w)\[([ivx]{1,4})\]")  # study[iv]
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# What looks like a mark only where the page has the entry: "in their lives1.", "of arthritis. 2", "these criteria, (1)".
_LOOSE_MARK = re.compile(
    r"(?<=[a-z]{4})(\d{1,2})(?=[.,;]|\s*$)|(?<=[a-z][.,])\s\(?(\d{1,2})\)?(?=\W*$)|^\(?(\d{1,2})\)?(?=\s[A-Z]|$)"
)
_NUMBER = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s?[–-]\s?(\d{1,3})")
_WIDEST_RANGE = 50
_ENTRY = re.compile(r"\s*\[?(\d{1,3})[\].)\s]")
# A finding is told in the past tense; what is known anyway, in the present.
_PAST = re.compile(
    r"\b(?:was|were|had|did|found|showed|reported|experienced|received|increased|decreased|reduced|improved|lost|led|appeared"
    r"|suggested|compared|remained|took|became|gained|developed|died|saw|tended|fell|rose|dropped|occurred|used|survived|lived"
    r"|achieved|demonstrated|revealed|performed|kept|gave|began|stopped|caused|underwent|responded|scored|ate|drank|slept)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|can|may|affects?|causes?|occurs?|remains?|suffer|live|die|makes|each year|every year|annually)\b"
)
# A sentence that begins so goes on about what the one before it said.
_GOES_ON = frozenset(["it", "its", "they", "their", "this", "these", "that", "those", "both", "such", "he", "she"])
_BELOW = 2  # a reference covers its paragraph upwards: so many sentences before it


class Backing(NamedTuple):
    """What backs a claim, and the sentence in which it stands."""

    support: Support
    sentence: Sentence


# Author and year back the words that they stand behind; a mark or a link, the sentences before it too.
_REACHING = (Support.LINK, Support.MARK)


def support(page: Page, sentence: Sentence) -> Backing | None:
    """What backs the sentence: a reference in it, a mark or link just behind it or at the head of its block or list, a name."""
    found = in_sentence(page, sentence)
    if found in (None, Support.NAMED):
        for other in _around(page, sentence):
            beside = reference(page, other)
            if beside in _REACHING:
                return Backing(beside, other)
    return Backing(found, sentence) if found else None


def in_sentence(page: Page, sentence: Sentence) -> Support | None:
    """What the sentence itself leans on."""
    found = reference(page, sentence)
    if found is None and ("named" in page.raised(sentence) or _is_told(page, sentence)):
        return Support.NAMED
    return found


def reference(page: Page, sentence: Sentence) -> Support | None:
    """The mark, outside link, or citation in words that stands in the sentence."""
    if sentence.number not in page.references:
        page.references[sentence.number] = _reference(page, sentence)
    found: Support | None = page.references[sentence.number]
    return found


def _reference(page: Page, sentence: Sentence) -> Support | None:
    if "<mark>" in sentence.features:
        return Support.MARK
    if any(may_support(inline, page.own_domains) for inline in page.reading.inlines(sentence.start, sentence.end)):
        return Support.LINK
    text = page.reading.text(sentence.start, sentence.end)
    if not _SIGN.search(text):
        return None
    if AUTHOR_YEAR.search(text):
        return Support.TEXT
    return Support.MARK if IDENTIFIER.search(text) or _ROMAN_MARK.search(text) or _loose_mark(page, text) else None


def entries(page: Page) -> dict[int, int]:
    """Numbers of the entries of the reference list and the block of each; unnumbered entries count from one."""
    if page.entries is None:
        page.entries = {}
        numbers = (n for n, block in enumerate(page.article.blocks) if block.role is Role.REFERENCE)
        for position, number in enumerate(numbers, 1):
            written = _ENTRY.match(page.article.blocks[number].text)
            page.entries.setdefault(int(written[1]) if written else position, number)
    return page.entries


def _is_told(page: Page, sentence: Sentence) -> bool:
    """Is the sentence part of what somebody named nearby says, or on a page that reports a study, of what the study found?"""
    raised = page.raised(sentence)
    quoted = sum(end - start for flag, start, end in page.context(sentence) if flag == "quotation-marks")
    if 2 * quoted > sentence.end - sentence.start and any("named" in page.raised(other) for other in _beside(page, sentence)):
        return True
    if not page.reports_study:
        return False
    if not raised.isdisjoint(("studied", "reported", "quoted")):
        return True
    text = page.reading.text(sentence.start, sentence.end)
    return bool(_PAST.search(text)) and not _PRESENT.search(text)


def _beside(page: Page, sentence: Sentence) -> list[Sentence]:
    neighbours = (page.reading.neighbour(sentence, step) for step in (-2, -1, 1, 2))
    return [other for other in neighbours if other]


def _around(page: Page, sentence: Sentence) -> list[Sentence]:
    """Where a reference stands that covers the sentence too, the nearest first."""
    reading = page.reading
    block = reading.block(sentence)
    others = reading.sentences_by_block[sentence.block]
    at = sentence.number - others[0].number  # no search: a block may hold ten thousand sentences
    around = others[at + 1 : at + 1 + _BELOW]
    if at and reading.lower[sentence.start] in _GOES_ON:
        around.append(others[at - 1])
    if others[0] is not sentence and _opens_with_link(page, others[0]):
        around.append(others[0])
    if block.stem is not None and page.article.blocks[block.stem].role is not Role.HEADING:
        around += [stem for stem in reading.sentences_by_block.get(block.stem, [])[-1:] if _leads_on(page, stem)]
    return around


def _leads_on(page: Page, stem: Sentence) -> bool:
    """Does the sentence above a list introduce it, and not end of its own?"""
    tokens = page.reading.tokens
    words = [tokens.words[at] for at in range(stem.start, stem.end) if at not in tokens.marks]
    return bool(words) and words[-1] not in {".", "!", "?"}


def _opens_with_link(page: Page, first: Sentence) -> bool:
    """Does the block begin with a link, as a title that speaks for all of it?"""
    return any(i.kind is InlineKind.LINK and i.start <= 2 for i in page.reading.inlines(first.start, first.end))


def bare_numbers(text: str) -> list[int]:
    """The numbers of what in a sentence is a mark though no token: Roman ones, and those that are one if there is an entry."""
    roman = (match[1] for match in _ROMAN_MARK.finditer(text))
    return [*(_ROMAN.index(number) + 1 for number in roman if number in _ROMAN), *_loose_numbers(text)]


def _loose_numbers(text: str) -> list[int]:
    return [int(next(filter(None, match.groups()))) for match in _LOOSE_MARK.finditer(text)]


def _loose_mark(page: Page, text: str) -> bool:
    numbers = _loose_numbers(text)
    return bool(numbers) and not entries(page).keys().isdisjoint(numbers)


def mark_numbers(mark: str) -> set[int]:
    """The numbers of a citation mark, those inside a range too."""
    text = unicodedata.normalize("NFKC", mark)  # ³ is 3
    numbers = {int(n) for n in _NUMBER.findall(text)}
    for low, high in _RANGE.findall(text):
        numbers |= set(range(int(low), min(int(high), int(low) + _WIDEST_RANGE) + 1))
    return numbers
