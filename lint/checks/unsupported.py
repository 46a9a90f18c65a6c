"""``unsupported``: a claim with no reference in reach, or with a source that is only named."""

from __future__ import annotations

from collections.abc import Iterator

from lint.checks.page import Claimed, Hit, Page
from lint.checks.phrase import PhraseCheck
from lint.checks.support import support
from lint.language.reading import Sentence, Span
from lint.ledger import Support
from lint.rule import UnsupportedRule


class UnsupportedCheck(PhraseCheck):
    """A phrase check that reports the claims with the rule's kind of support, and notes what backs all of them."""

    def __init__(self, rule: UnsupportedRule) -> None:
        super().__init__(rule)
        self._claim = rule
        self._reported = Support.NAMED if rule.fires == "named" else None

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hit, if the claim at ``span`` has no support, or (for a rule on named sources) only a name."""
        for hit in super().judge(page, sentence, span):
            known = page.claims.get(sentence.number)
            backing = known.backing if known else support(page, sentence)
            if known is None or _rank(self._claim) < _rank(known.rule):
                page.claims[sentence.number] = Claimed(self._claim, backing)
            if (backing.support if backing else None) is self._reported:
                yield hit


def _rank(rule: UnsupportedRule) -> tuple[bool, int]:
    """A rule on named sources says little of what kind of claim it is."""
    return rule.fires == "named", rule.risk
