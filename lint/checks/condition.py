"""Conditions around a hit: what must hold (``where``) and what excuses it (``unless``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from functools import cached_property

from lint.article import InlineKind
from lint.checks.page import Page
from lint.language.matching import Gate
from lint.language.reading import Sentence, Span
from lint.pattern import Pattern
from lint.rule import Condition

_PLACES = ("overlap", "sentence", "block", "heading", "stem", "before", "after", "near", "article", "title")


class ConditionTest:
    """A Condition, compiled."""

    def __init__(self, condition: Condition) -> None:
        self._context = frozenset(condition.context)
        self._roles = frozenset(condition.role)
        self._links = re.compile("|".join(map(translate, condition.link))) if condition.link else None
        self._patterns: dict[str, tuple[Pattern, ...]] = {
            place: getattr(condition, place) for place in _PLACES if getattr(condition, place)
        }

    def __bool__(self) -> bool:
        return bool(self._context or self._roles or self._links or self._patterns)

    @cached_property
    def _gates(self) -> dict[str, Gate[None]]:
        """The patterns of each place; built when a hit first asks, since most rules have none in most runs."""
        return {place: Gate((None, pattern) for pattern in patterns) for place, patterns in self._patterns.items()}

    def any_holds(self, page: Page, sentence: Sentence, span: Span) -> bool:
        """Does at least one of the keys given hold?"""
        return bool(self) and any(self._results(page, sentence, span))

    def all_hold(self, page: Page, sentence: Sentence, span: Span) -> bool:
        """Do all of the keys given hold?"""
        return all(self._results(page, sentence, span))

    def _results(self, page: Page, sentence: Sentence, span: Span) -> Iterator[bool]:
        if self._roles:
            yield page.reading.block(sentence).role in self._roles
        if self._links:
            targets = (i.target.lower() for i in page.reading.inlines(*span) if i.kind is InlineKind.LINK)
            yield any(map(self._links.match, targets))
        for place, gate in self._gates.items():
            if place == "article":
                yield page.mentions(gate)
            elif place == "overlap":
                yield any(start < span[1] and end > span[0] for _, (start, end) in gate.find(page.reading, sentence))
            else:
                blocks, sentences = _around(page, sentence, place)
                yield any(page.block_holds(gate, number) for number in blocks) or any(
                    page.holds(gate, other) for other in sentences
                )
        if self._context:
            yield not self._context.isdisjoint(page.flags(sentence, span))


def _around(page: Page, sentence: Sentence, place: str) -> tuple[Iterable[int], Iterable[Sentence]]:
    """The blocks and the sentences that the place means."""
    match place:
        case "sentence":
            return (), (sentence,)
        case "block":
            return (sentence.block,), ()
        case "heading":
            return page.headings(sentence), ()
        case "stem":
            return page.heads(sentence), page.stem_sentences(sentence)
        case "title":
            return page.title, ()
        case "near":
            before = (page.reading.neighbour(sentence, -step) for step in (1, 2, 3))
            return page.headings(sentence), (sentence, *filter(None, before))
        case _:
            other = page.reading.neighbour(sentence, -1 if place == "before" else 1)
            return (), (other,) if other else ()
