"""``required``: when an article is about this, it must say that; elements of meaning, not one phrase, within a few sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase

from spacy.vocab import Vocab

from lint.article import InlineKind, Role
from lint.checks.condition import ConditionTest, compile_all
from lint.checks.page import Hit, Page
from lint.rule import About, RequiredRule, Supplied


class RequiredCheck:
    """Looks for the elements on the whole page, furniture included, and in what supplies them from outside the file."""

    def __init__(self, rule: RequiredRule, vocab: Vocab) -> None:
        self.rule = rule
        self._about = compile_all(rule.about.patterns, vocab) if rule.about else ()
        self._elements = {name: compile_all(patterns, vocab) for name, patterns in rule.elements.items()}
        self._unless = ConditionTest(rule.unless, vocab)

    def judge_article(self, page: Page) -> Iterator[Hit]:
        """One hit about the whole article, if it should say it and does not."""
        if self.rule.about and not self._is_about(page, self.rule.about):
            return
        if supplied(page, self.rule.supplied_by):
            return
        found = self._found(page)
        if not self._adequate(found) and bool(found) == (self.rule.fires == "partial"):
            first = min((at for places in found.values() for at in places), default=None)
            sentence = page.reading.sentences[first] if first is not None else None
            related = ((f"this says only part of it ({', '.join(found)})", sentence.start, sentence.end),) if sentence else ()
            yield Hit(self.rule, related=related)

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
        for name, patterns in self._elements.items():
            for pattern in patterns:
                for sentence, span in page.occurrences(pattern):
                    if not self._unless.any_holds(page, sentence, span):
                        found[name].append(sentence.number)
        return found

    def _adequate(self, found: dict[str, list[int]]) -> bool:
        """Do all of ``all_of``, and one of ``any_of``, stand within the window around one place?"""
        if not self.rule.all_of:
            return any(found.get(name) for name in self.rule.any_of or self._elements)
        for at in found.get(self.rule.all_of[0], ()):
            near = {name for name, places in found.items() if any(abs(place - at) <= self.rule.window for place in places)}
            if near.issuperset(self.rule.all_of) and (not self.rule.any_of or not near.isdisjoint(self.rule.any_of)):
                return True
        return False


def supplied(page: Page, by: Supplied) -> bool:
    """Does an include, a shortcode, the front matter or a linked page say it?"""
    article = page.article
    if any(fnmatchcase(component.name.lower(), name) for component in article.components for name in by.components):
        return True
    if any(str(article.metadata.get(key, "")).lower() not in ("", "false", "no", "none") for key in by.metadata):
        return True
    return bool(by.links) and any(
        fnmatchcase(inline.target.lower(), name) or fnmatchcase(block.text[inline.start : inline.end].lower(), name)
        for block in article.blocks
        for inline in block.inlines
        if inline.kind is InlineKind.LINK
        for name in by.links
    )
