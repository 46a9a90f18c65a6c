"""``phrase``: words that must not stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.vocab import Vocab

from lint.checks.condition import ConditionTest, compile_all
from lint.checks.page import Hit, Page
from lint.language.reading import Sentence, Span
from lint.rule import PhraseRule, UnsupportedRule


class PhraseCheck:
    """Finds a rule's patterns in sentences of running text, where its conditions allow."""

    def __init__(self, rule: PhraseRule | UnsupportedRule, vocab: Vocab) -> None:
        self.rule = rule
        self.patterns = compile_all(rule.patterns, vocab)
        self._roles = frozenset(rule.roles)
        self._where = ConditionTest(rule.where, vocab)
        self._unless = ConditionTest(rule.unless, vocab)

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hit, if the words at ``span`` violate the rule."""
        if page.reading.block(sentence).role not in self._roles:
            return
        if self._where.all_hold(page, sentence, span) and not self._unless.any_holds(page, sentence, span):
            yield Hit(self.rule, *span)
