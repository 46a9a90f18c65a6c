"""``unsupported``: a claim with no reference in reach."""

from __future__ import annotations

from collections.abc import Iterator

from lint.checks.page import Hit, Page
from lint.checks.phrase import PhraseCheck
from lint.checks.support import support
from lint.language.reading import Sentence, Span


class UnsupportedCheck(PhraseCheck):
    """A phrase check whose hits a reference, a link or a named source near by takes away."""

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """The hit, if the claim at ``span`` stands without support."""
        if not support(page, sentence):
            yield from super().judge(page, sentence, span)
