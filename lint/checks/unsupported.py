"""``unsupported``: a claim with no reference in reach, or with a source that is only named."""

from __future__ import annotations

from collections.abc import Iterator

from lint.checks.page import Hit, Page
from lint.checks.phrase import PhraseCheck
from lint.checks.support import Support, support
from lint.language.reading import Sentence, Span
from lint.rule import UnsupportedRule


class UnsupportedCheck(PhraseCheck):
    """A phrase check that reports the claims with the rule's kind of support, and notes what backs the others."""

    def __init__(self, rule: UnsupportedRule) -> None:
        super().__init__(rule)
        self._reported = Support.NAMED if rule.fires == "named" else None

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hit, if the claim at ``span`` has no support, or (for a rule on named sources) only a name."""
        for hit in super().judge(page, sentence, span):
            found = support(page, sentence)
            if found:
                page.backed[sentence.number] = found
            if found is self._reported:
                yield hit
