"""``substitution``: a preferred term or notation, with the exact new words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import re2

from lint.article import InlineKind, Role
from lint.checks.condition import ConditionTest
from lint.checks.page import Hit, Page, Rewording
from lint.language.reading import Sentence, Span
from lint.pattern import parse
from lint.places import folded
from lint.rule import Replacement, SubstitutionRule

# RE2 looks neither ahead nor behind: a group of this name marks the words to report and replace, the rest what they stand by.
_HIT = "hit"
_GROUP = re.compile(r"\\(\d)")
# RE2 takes no-break and thin spaces, which typographers put before units, for no white space: it is shown plain ones.
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_JOINERS = "-‐‑–'’/"
_LONGEST_ABBREVIATION = 4
# A heading's words are its address, a link's may be somebody's title, and a quotation's are somebody's own.
_FREE_TO_CHANGE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.TABLE_CELL, Role.FOOTNOTE})
_NOT_OURS = frozenset({InlineKind.LINK, InlineKind.QUOTE, InlineKind.IMAGE})


class SubstitutionCheck:
    """One replacement of a rule: found by a pattern, or by a regular expression in sentences that hold a trigger word."""

    def __init__(self, rule: SubstitutionRule, replacement: Replacement) -> None:
        self.rule = rule
        self._replacement = replacement
        self._regex: Any = re2.compile(replacement.regex) if replacement.regex else None
        found = [replacement.find] if replacement.find else [parse(trigger) for trigger in rule.triggers]
        self.patterns = tuple(pattern for pattern in found)
        self._roles = frozenset(rule.roles)
        self._where = ConditionTest(rule.where)
        self._unless = ConditionTest(rule.unless)
        self._safe_where = ConditionTest(rule.safe.where)
        self._safe_unless = ConditionTest(rule.safe.unless)

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hits at the words at ``span``; for a regular expression those anywhere in the sentence, at its first trigger."""
        if page.reading.block(sentence).role not in self._roles or (self._regex and not page.first_visit(self, sentence)):
            return
        for hit in self._by_regex(page, sentence) if self._regex else self._by_pattern(page, sentence, span):
            place = hit.start, hit.end
            if self._where.all_hold(page, sentence, place) and not self._unless.any_holds(page, sentence, place):
                yield hit

    def _by_pattern(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        tokens, new = page.reading.tokens, self._replacement.use
        number, start, end = tokens.blocks[span[0]], tokens.starts[span[0]], tokens.ends[span[1] - 1]
        change = None
        in_one_block = tokens.blocks[span[1] - 1] == number
        if new is not None and in_one_block and not _joined(page.article.blocks[number].text, start, end):
            safe = _plainly_cased(page, sentence, span) and self._is_safe(page, sentence, span, new)
            change = Rewording(number, start, end, _cased(new, page.reading.text(*span)), safe)
        yield Hit(self.rule, *span, change=change)

    def _by_regex(self, page: Page, sentence: Sentence) -> Iterator[Hit]:
        tokens = page.reading.tokens
        for number, places in groupby(range(sentence.start, sentence.end), tokens.blocks.__getitem__):
            inside = list(places)
            block = page.article.blocks[number]
            first = tokens.starts[inside[0]]
            text = block.text[first : tokens.ends[inside[-1]]]
            for match in self._regex.finditer(text.translate(_SPACES)):
                start, end = (first + at for at in match.span(self._regex.groupindex.get(_HIT, 0)))
                touched = [at for at in inside if tokens.starts[at] < end and tokens.ends[at] > start]
                if start < end and touched:
                    span, change = (touched[0], touched[-1] + 1), None
                    if self._replacement.use is not None:
                        new = _expanded(self._replacement.use, match, text)
                        change = Rewording(number, start, end, new, self._is_safe(page, sentence, span, new))
                    yield Hit(self.rule, *span, change=change, offsets=block.span(start, end))

    def _is_safe(self, page: Page, sentence: Sentence, span: Span, new: str) -> bool:
        """May the new words stand there without anybody looking?"""
        return (
            self._replacement.safe
            and page.reading.block(sentence).role in _FREE_TO_CHANGE
            and not any(inline.kind in _NOT_OURS for inline in page.reading.inlines(*span))
            and "quoted" not in page.flags(sentence, span)
            and self._safe_where.all_hold(page, sentence, span)
            and not self._safe_unless.any_holds(page, sentence, span)
            and not _said_beside(page, sentence, span, new)
        )


def _expanded(use: str, match: Any, text: str) -> str:
    """The new words, with what the groups stand for as the article spells it."""
    return _GROUP.sub(lambda group: text[slice(*match.span(int(group[1])))], use)


def _joined(text: str, start: int, end: int) -> bool:
    """Are the words a part of a longer one (“non-…”, “…'s”, “…/…”), which the new ones would tear?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before and before in _JOINERS) or bool(after and after in _JOINERS)


def _plainly_cased(page: Page, sentence: Sentence, span: Span) -> bool:
    """Do the words have capitals only as a short abbreviation, or where a sentence begins? Others are names and titles."""
    old = page.reading.text(*span)
    if old == old.lower() or (old.isupper() and len(old) <= _LONGEST_ABBREVIATION):
        return True
    following = page.reading.text(span[1], span[1] + 1) if span[1] < sentence.end else ""
    begins = not page.reading.any_word(sentence.start, span[0]) and not following[:1].isupper()
    return begins and old[1:] == old[1:].lower()


def _said_beside(page: Page, sentence: Sentence, span: Span, new: str) -> bool:
    """Does the sentence hold the new words already, as where it explains or compares the two?"""
    rest = f"{page.reading.text(sentence.start, span[0])} \0 {page.reading.text(span[1], sentence.end)}"
    words = folded(new)
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", rest, re.IGNORECASE) is not None


def _cased(new: str, old: str) -> str:
    """The new words with a capital where the old ones begin with one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() and not old.isupper() else new
