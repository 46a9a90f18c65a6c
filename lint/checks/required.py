"""``required``: when an article is about this, it must say that: elements of meaning within a few sentences, not one phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lint.article import Role
from lint.carriers import Outside
from lint.checks.condition import ConditionTest
from lint.checks.page import Addition, Hit, Page
from lint.language.matching import Gate
from lint.language.reading import Sentence, Span
from lint.pattern import Pattern
from lint.rule import About, HouseDisclaimer, RequiredRule, Statement


class RequiredCheck:
    """Looks for the elements on the whole page, furniture included, and in what supplies them from outside the file.

    All ``rules`` share the elements; each fires on another state of an article. ``house`` is what the configuration adds to the
    includes, front-matter keys and links that count, and the words that set it right; files that stand for such a name are
    ``page.outside``.
    """

    def __init__(self, rules: Sequence[RequiredRule], house: HouseDisclaimer) -> None:
        self._rule = rules[0]
        self._rules: dict[str, RequiredRule] = {rule.fires: rule for rule in rules}
        self._supplied = (self._rule.supplied_by, house) if self._rule.configurable else (self._rule.supplied_by,)
        self._insert = house.insert if self._rule.configurable else ""
        self._about = Gate((None, pattern) for pattern in (self._rule.about.patterns if self._rule.about else ()))
        self._unless = ConditionTest(self._rule.unless)
        self._gate: Gate[_Saying] = Gate(
            (saying, pattern)
            for name, statements in self._rule.elements.items()
            for saying in (_Saying(name, statement) for statement in statements)
            for pattern in saying.patterns
        )

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """At most one hit about the whole article, if it should say it and does not, or not all, or only behind a link."""
        if self._rule.about and not self._is_about(page, self._rule.about):
            return
        outside = page.outside if self._rule.configurable else Outside()
        if outside.shows(page.article, self.name, self._supplied):
            return
        found = self._found(page)
        if self._adequate(found):
            return
        told = {name: places for name, places in found.items() if name not in self._rule.weak}
        if outside.links(page.article, self.name, self._supplied):
            states = ["linked"]
        else:
            states = ["partial" if told else "absent", "incomplete"]
        for rule in (self._rules[state] for state in states if state in self._rules):
            note = "; ".join(outside.silent(self.name))
            yield Hit(rule, related=_related(page, told), note=note, change=self._addition(rule.fires))

    @property
    def name(self) -> str:
        """The name that stands for the elements: that of the first rule which asks for them."""
        return self._rule.name

    @property
    def configurable(self) -> bool:
        """May a file of the publisher's say it for its articles?"""
        return self._rule.configurable

    def says(self, page: Page) -> bool:
        """Does the page say all of it, by itself or as the names on it promise?"""
        return page.outside.shows(page.article, self.name, self._supplied) or self._adequate(self._found(page))

    def _addition(self, state: str) -> Addition | None:
        """The publisher's own words: safe where nothing is said, and otherwise beside what is."""
        return Addition(self._insert, safe=state == "absent") if self._insert and state != "linked" else None

    def _is_about(self, page: Page, about: About) -> bool:
        count = 0
        for _, sentence, _ in page.occurrences(self._about):
            role = page.reading.block(sentence).role
            if about.in_heading and role in (Role.HEADING, Role.METADATA):
                return True
            count += role not in (Role.BOILERPLATE, Role.REFERENCE)
            if count >= about.at_least:
                return True
        return False

    def _found(self, page: Page) -> dict[str, list[int]]:
        """Sentence numbers by element."""
        found: dict[str, list[int]] = defaultdict(list)
        for saying, sentence, span in page.occurrences(self._gate):
            if sentence.number not in found[saying.element][-1:] and self._says(page, sentence, saying, span):
                found[saying.element].append(sentence.number)
        return {name: places for name, places in found.items() if places}

    def _says(self, page: Page, sentence: Sentence, saying: _Saying, span: Span) -> bool:
        said = (span[1] - 1, span[1])  # where the words end: a quotation mark round the subject alone quotes nothing
        return saying.holds(page, sentence, span) and not self._unless.any_holds(page, sentence, said)

    def _adequate(self, found: dict[str, list[int]]) -> bool:
        """Is there one of ``enough``, or within the window around one place all of ``all_of`` and one of ``any_of``?"""
        if not found.keys().isdisjoint(self._rule.enough):
            return True
        if not self._rule.all_of:
            return any(found.get(name) for name in self._rule.any_of or self._rule.elements)
        for at in found.get(self._rule.all_of[0], ()):
            near = {name for name, places in found.items() if any(abs(place - at) <= self._reach(name) for place in places)}
            if near.issuperset(self._rule.all_of) and (not self._rule.any_of or not near.isdisjoint(self._rule.any_of)):
                return True
        return False

    def _reach(self, element: str) -> int:
        return self._rule.window // 2 if element in self._rule.weak else self._rule.window


class _Saying:
    """A Statement of an element, compiled."""

    def __init__(self, element: str, statement: Statement) -> None:
        self.element = element
        self.patterns: tuple[Pattern, ...] = statement.patterns
        self._where = ConditionTest(statement.where)
        self._unless = ConditionTest(statement.unless)

    def holds(self, page: Page, sentence: Sentence, span: Span) -> bool:
        """Do the statement's conditions hold around the words at ``span``?"""
        return self._where.all_hold(page, sentence, span) and not self._unless.any_holds(page, sentence, span)


def _related(page: Page, told: dict[str, list[int]]) -> tuple[tuple[str, int, int], ...]:
    if not told:
        return ()
    sentence = page.reading.sentences[min(at for places in told.values() for at in places)]
    return ((f"this says only part of it ({', '.join(sorted(told))})", sentence.start, sentence.end),)
