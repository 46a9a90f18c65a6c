"""``phrase``: words that must not stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from lint.checks.condition import ConditionTest
from lint.checks.page import Hit, Page
from lint.finding import Severity
from lint.language.matching import Gate
from lint.language.reading import Sentence, Span
from lint.rule import PhraseRule, UnsupportedRule


class PhraseCheck:
    """Finds a rule's patterns in sentences of running text, where its conditions allow."""

    def __init__(self, rule: PhraseRule | UnsupportedRule) -> None:
        self.rule = rule
        self.patterns = rule.patterns + rule.certain
        self._certain = Gate((None, pattern) for pattern in rule.certain)
        self._roles = frozenset(rule.roles)
        self._where = ConditionTest(rule.where)
        self._unless = ConditionTest(rule.unless)

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hit, if the words at ``span`` violate the rule."""
        if page.reading.block(sentence).role not in self._roles:
            return
        confidence, head = 1.0, None
        if self.rule.score:
            confidence, head = page.score(self.rule.score.head, sentence), self.rule.score.head
            if confidence < self.rule.score.at_least:
                if not page.holds(self._certain, sentence):
                    return
                confidence, head = self.rule.score.at_least, None
        if self._where.all_hold(page, sentence, span) and not self._unless.any_holds(page, sentence, span):
            yield Hit(self.rule, *span, confidence=confidence, head=head)

    def judge_scored(self, page: Page) -> Iterator[Hit]:
        """For a rule without patterns: the sentences that score high and that no other rule of its family has hit."""
        assert self.rule.score is not None
        others = [hit for hit in page.hits if hit.rule.family == self.rule.family and hit.rule.severity > Severity.INFO]
        taken = {page.reading.sentence_at(hit.start).number for hit in others}
        for sentence in page.reading.sentences:
            if sentence.number in taken or not page.reading.any_word(sentence.start, sentence.end):
                continue
            if page.score(self.rule.score.head, sentence) >= self.rule.score.at_least:
                yield from self.judge(page, sentence, page.reading.trimmed(sentence))
