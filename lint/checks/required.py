"""``required``: when an article is about this, it must say that: elements of meaning within a few sentences, not one phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from lint.article import InlineKind, Role
from lint.checks.condition import ConditionTest
from lint.checks.page import Hit, Page
from lint.language.matching import Gate
from lint.language.reading import Sentence, Span
from lint.pattern import Pattern
from lint.rule import About, RequiredRule, Statement, Supplied

_SAYS_NO = frozenset({"", "false", "no", "none", "off", "0"})


class RequiredCheck:
    """Looks for the elements on the whole page, furniture included, and in what supplies them from outside the file.

    All ``rules`` share the elements; each fires on another state of an article. ``house`` is what the configuration adds to the
    includes, front-matter keys and links that count.
    """

    def __init__(self, rules: Sequence[RequiredRule], house: Supplied) -> None:
        self._rule = rules[0]
        self._rules: dict[str, RequiredRule] = {rule.fires: rule for rule in rules}
        self._supplied = (self._rule.supplied_by, house) if self._rule.configurable else (self._rule.supplied_by,)
        self._about = self._rule.about.patterns if self._rule.about else ()
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
        if any(supplied(page, by) for by in self._supplied):
            return
        found = self._found(page)
        if self._adequate(found):
            return
        told = {name: places for name, places in found.items() if name not in self._rule.weak}
        if any(linked(page, by) for by in self._supplied):
            states = ["linked"]
        else:
            states = ["partial" if told else "absent", "incomplete"]
        for rule in (self._rules[state] for state in states if state in self._rules):
            yield Hit(rule, related=_related(page, told))

    def _is_about(self, page: Page, about: About) -> bool:
        count = 0
        for pattern in self._about:
            for sentence, _ in page.occurrences(pattern):
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
        for sentence in page.reading.sentences:
            for saying, span in self._gate.find(page.reading, sentence):
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


def supplied(page: Page, by: Supplied) -> bool:
    """Does an include, a shortcode or the front matter say it?"""
    if any(_let_in(component.name, by.components) for component in page.article.components):
        return True
    given = (value for key, value in page.article.metadata.items() if _let_in(key, by.metadata))
    values = (value if isinstance(value, str) else str(bool(value)) for value in given)  # YAML aliases can make lists endless
    return any(value.strip().lower() not in _SAYS_NO and not _kept_out(value, by.metadata) for value in values)


def linked(page: Page, by: Supplied) -> bool:
    """Does a link on the page, by its words or its target, lead to where it is said?"""
    return bool(by.links) and any(
        _let_in(inline.target, by.links) or _let_in(block.text[inline.start : inline.end], by.links)
        for block in page.article.blocks
        for inline in block.inlines
        if inline.kind is InlineKind.LINK
    )


def _let_in(name: str, globs: Iterable[str]) -> bool:
    return any(_matches(name, glob) for glob in globs if not glob.startswith("!")) and not _kept_out(name, globs)


def _kept_out(name: str, globs: Iterable[str]) -> bool:
    return any(_matches(name, glob[1:]) for glob in globs if glob.startswith("!"))


def _matches(name: str, glob: str) -> bool:
    return fnmatchcase(name.strip().lower(), glob.lower())
