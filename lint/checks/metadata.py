"""``metadata``: what an article says about itself, or must say: author, reviewer, dates, what bears out a claim of review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.checks.condition import ConditionTest
from lint.checks.page import Hit, Page
from lint.checks.references import has_reference
from lint.language.matching import Gate
from lint.rule import MetadataRule


class MetadataCheck:
    """Fires where neither the keys nor the page say it; with patterns, only where the article makes such a claim, and there."""

    def __init__(self, rule: MetadataRule) -> None:
        self.rule = rule
        self._unless = ConditionTest(rule.unless)
        self._claims = Gate((None, pattern) for pattern in rule.patterns)
        self._said_by = Gate((None, pattern) for pattern in rule.said_by)

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """One hit, at the claim or about the whole article."""
        rule = self.rule
        if stated(page.article.metadata, rule.keys) or page.mentions(self._said_by):
            return
        if rule.references_count and has_reference(page):
            return
        if not rule.patterns:
            yield Hit(rule)
            return
        for _, sentence, span in page.occurrences(self._claims):
            if not self._unless.any_holds(page, sentence, span):
                yield Hit(rule, *span)
                return


def stated(metadata: Mapping[str, object], keys: tuple[str, ...]) -> bool:
    """Does the metadata, or a schema.org object in it, give one of the keys a value?"""
    places: list[Mapping[str, object]] = [metadata]
    linked = metadata.get("jsonld")
    if isinstance(linked, list):
        places += [{str(k).lower(): v for k, v in item.items()} for item in linked if isinstance(item, Mapping)]
    values = (place.get(key.lower()) for place in places for key in keys)
    return any(value.strip() if isinstance(value, str) else value for value in values)
