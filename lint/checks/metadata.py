"""``metadata``: what an article says about itself, or must say: author, reviewer, dates, references behind "medically reviewed"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lint.checks.page import Hit, Page
from lint.checks.references import has_reference
from lint.rule import MetadataRule


class MetadataCheck:
    """Fires where none of the keys is given; with patterns, only where the article makes such a claim, and there."""

    def __init__(self, rule: MetadataRule) -> None:
        self.rule = rule
        self._patterns = rule.patterns

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """One hit, at the claim or about the whole article."""
        if stated(page.article.metadata, self.rule.keys) or (self.rule.references_count and has_reference(page)):
            return
        if not self._patterns:
            yield Hit(self.rule)
            return
        for pattern in self._patterns:
            for sentence, span in page.occurrences(pattern):
                if page.flags(sentence, span).isdisjoint({"negated", "question", "quoted"}):
                    yield Hit(self.rule, *span)
                    return


def stated(metadata: Mapping[str, object], keys: tuple[str, ...]) -> bool:
    """Does the metadata, or a schema.org object in it, give one of the keys a value?"""
    places: list[Mapping[str, object]] = [metadata]
    linked = metadata.get("jsonld")
    if isinstance(linked, list):
        places += [{str(k).lower(): v for k, v in item.items()} for item in linked if isinstance(item, Mapping)]
    return any(place.get(key.lower()) not in (None, "", [], {}) for place in places for key in keys)
