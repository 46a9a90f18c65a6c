"""``substitution``: a preferred term or notation, with the exact new words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import re2

from lint.checks.condition import ConditionTest
from lint.checks.page import Hit, Page
from lint.language.reading import Sentence, Span
from lint.pattern import parse
from lint.rule import Replacement, SubstitutionRule

# RE2 looks neither ahead nor behind: a group of this name marks the words to report and replace, the rest what they stand by.
_HIT = "hit"


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

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hits at the words at ``span``; for a regular expression those anywhere in the sentence, at its first trigger."""
        if page.reading.block(sentence).role not in self._roles or (self._regex and not page.first_visit(self, sentence)):
            return
        for hit in self._by_regex(page, sentence) if self._regex else self._by_pattern(page, span):
            place = hit.start, hit.end
            if self._where.all_hold(page, sentence, place) and not self._unless.any_holds(page, sentence, place):
                yield hit

    def _by_pattern(self, page: Page, span: Span) -> Iterator[Hit]:
        new = self._replacement.use
        yield Hit(self.rule, *span, replacement=_cased(new, page.reading.text(*span)) if new else None)

    def _by_regex(self, page: Page, sentence: Sentence) -> Iterator[Hit]:
        tokens = page.reading.tokens
        for number, places in groupby(range(sentence.start, sentence.end), tokens.blocks.__getitem__):
            inside = list(places)
            block = page.article.blocks[number]
            first = tokens.starts[inside[0]]
            for match in self._regex.finditer(block.text[first : tokens.ends[inside[-1]]]):
                start, end = (first + at for at in match.span(self._regex.groupindex.get(_HIT, 0)))
                touched = [at for at in inside if tokens.starts[at] < end and tokens.ends[at] > start]
                if start < end and touched:
                    new = match.expand(self._replacement.use) if self._replacement.use else None
                    offsets = block.span(start, end)
                    yield Hit(self.rule, touched[0], touched[-1] + 1, replacement=new, offsets=offsets)


def _cased(new: str, old: str) -> str:
    """The new words with a capital where the old ones begin with one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() and not old.isupper() else new
