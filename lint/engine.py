"""Article x rules -> findings; the only place that knows the order of things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from lint import rulebook
from lint.article import Article
from lint.brands import own_names
from lint.carriers import Carrier, House, Outside
from lint.checked import Dependency
from lint.checks.ledger import ledger
from lint.checks.links import domain, own_sites
from lint.checks.metadata import MetadataCheck
from lint.checks.page import Addition, Hit, Page, Rewording
from lint.checks.phrase import PhraseCheck
from lint.checks.references import ReferencesCheck
from lint.checks.required import RequiredCheck
from lint.checks.substitution import SubstitutionCheck
from lint.checks.unsupported import UnsupportedCheck
from lint.finding import Finding, Fix, Place, Related, Severity
from lint.language.lexicon import packaged
from lint.language.matching import Gate
from lint.language.pipeline import Language
from lint.language.reading import Reading, Sentence, Span
from lint.language.topic import reason_to_skip
from lint.ledger import Ledger
from lint.pattern import Pattern
from lint.places import WHOLE_ARTICLE, LineIndex, fingerprint, folded, normalised
from lint.rule import (
    HouseDisclaimer,
    MetadataRule,
    PhraseRule,
    ReferencesRule,
    RequiredRule,
    Rule,
    SubstitutionRule,
    UnsupportedRule,
)
from lint.rulebook import packaged_document
from lint.writing import added, reworded

_BENCHMARK = {"authorship": "author-missing", "disclosure": "disclosure-missing", "currency": "date-missing"}


class SentenceCheck(Protocol):
    """A check on sentences that hold one of its patterns."""

    patterns: tuple[Pattern, ...]

    def judge(self, page: Page, sentence: Sentence, span: Span) -> Iterable[Hit]: ...


class ArticleCheck(Protocol):
    """A check on a whole article, after the checks on its sentences."""

    def judge_article(self, page: Page) -> Iterable[Hit]: ...


@dataclass(frozen=True, slots=True)
class Publisher:
    """What the configuration says of the publisher.

    Its brand names, its own domains, the includes, shortcodes, front-matter keys and links that carry its disclaimer, the files
    that do (``contents`` gives their bytes), and terms to add to the lexicons (class to terms).
    """

    brands: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    disclaimer: HouseDisclaimer = field(default_factory=HouseDisclaimer)
    lexicons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carriers: tuple[Carrier, ...] = ()
    contents: Callable[[str], bytes] = lambda path: Path(path).read_bytes()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: its findings in the order of their places, or why it was skipped.

    ``dependencies`` are the other files that had a say, whether they are there or not; ``ledger`` is there if it was asked for.
    """

    findings: tuple[Finding, ...] = ()
    skipped: str = ""
    dependencies: tuple[Dependency, ...] = ()
    ledger: Ledger | None = None


class Engine:
    """Lints articles, one at a time, with one spaCy pipeline and one compiled set of rules."""

    def __init__(self, rules: Iterable[Rule], publisher: Publisher = Publisher()) -> None:
        self._publisher = publisher
        self._language = packaged_language(publisher.lexicons)
        entries: list[tuple[SentenceCheck, Pattern]] = []
        self._scored: list[PhraseCheck] = []
        self._article_checks: list[ArticleCheck] = []
        rules = tuple(rules)
        for rule in rules:
            for check in _sentence_checks(rule):
                entries += [(check, pattern) for pattern in check.patterns]
                if isinstance(check, PhraseCheck) and not check.patterns:
                    self._scored.append(check)
            self._article_checks += _article_checks(rule)
        self._required = _required_checks(rules, publisher.disclaimer)
        self._article_checks += self._required
        self._house = House(publisher.carriers, publisher.contents, self._said)
        self._gate: Gate[SentenceCheck] = Gate(entries)

    def lint(self, article: Article, severities: Mapping[str, Severity], *, with_ledger: bool = False) -> Outcome:
        """The findings of the rules named in ``severities`` on one article."""
        names = self._names(article)
        own = own_sites(article, names) | frozenset(filter(None, (*self._publisher.domains, domain(article.base))))
        outside = self._house.outside(article)  # reads other pages, so before this one
        with self._language.reading(article, {"brand": names} if names else None) as reading:
            if reason := reason_to_skip(reading):
                return Outcome(skipped=reason)
            page = Page(reading, self._language.contexts, own, outside)
            for sentence in reading.sentences:
                for check, span in self._gate.find(reading, sentence):
                    page.hits += check.judge(page, sentence, span)
            for scored in self._scored:
                page.hits += scored.judge_scored(page)
            page.hits = _gravest_claims(page, severities)
            for article_check in self._article_checks:
                page.hits += list(article_check.judge_article(page))
            book = ledger(page, self._benchmark) if with_ledger else None
            return Outcome(tuple(_findings(page, severities)), dependencies=outside.dependencies, ledger=book)

    @cached_property
    def _benchmark(self) -> dict[str, MetadataCheck]:
        """What judges the items of the JAMA benchmark, whichever rules hold: the rules that come with healthlint."""
        rules = {rule.name: rule for rule in rulebook.packaged().rules if isinstance(rule, MetadataRule)}
        return {item: MetadataCheck(rules[name]) for item, name in _BENCHMARK.items()}

    def _said(self, article: Article) -> frozenset[str]:
        """The rules whose words a page holds by itself."""
        with self._language.reading(article) as reading:
            page = Page(reading, self._language.contexts, outside=Outside(carriers=self._publisher.carriers))
            return frozenset(check.name for check in self._required if check.configurable and check.says(page))

    def _names(self, article: Article) -> list[str]:
        """What the publisher calls itself."""
        return sorted(name for name in {*self._publisher.brands, *own_names(article)} if name.strip())


def packaged_language(additions: Mapping[str, Iterable[str]] = {}) -> Language:
    """The language layer with the lexicons, slots and context cues of the rule pack, and terms added to the lexicons."""
    lexicons = packaged()
    for name, terms in additions.items():
        lexicons[name] = [*lexicons.get(name, ()), *terms]
    return Language(lexicons, packaged_document("slots.yaml").data, packaged_document("context.yaml").data)


def _sentence_checks(rule: Rule) -> list[SentenceCheck]:
    match rule:
        case PhraseRule():
            return [PhraseCheck(rule)]
        case UnsupportedRule():
            return [UnsupportedCheck(rule)]
        case SubstitutionRule():
            return [SubstitutionCheck(rule, replacement) for replacement in rule.replacements]
    return []


def _article_checks(rule: Rule) -> list[ArticleCheck]:
    match rule:
        case ReferencesRule():
            return [ReferencesCheck(rule)]
        case MetadataRule():
            return [MetadataCheck(rule)]
    return []


def _required_checks(rules: Iterable[Rule], house: HouseDisclaimer) -> list[RequiredCheck]:
    """One check for all the rules that look for the same elements."""
    together: dict[int, list[RequiredRule]] = defaultdict(list)
    for rule in rules:
        if isinstance(rule, RequiredRule):
            together[id(rule.elements)].append(rule)
    return [RequiredCheck(group, house) for group in together.values()]


def _gravest_claims(page: Page, severities: Mapping[str, Severity]) -> list[Hit]:
    """The hits with only the gravest unsupported claim of each sentence; a rule that does not hold hides none that does."""
    gravest: dict[int, tuple[tuple[bool, int], Hit]] = {}
    others: list[Hit] = []
    for hit in page.hits:
        if not isinstance(hit.rule, UnsupportedRule):
            others.append(hit)
            continue
        number = page.reading.sentence_at(hit.start).number
        rank = hit.rule.name not in severities, hit.rule.risk
        if number not in gravest or rank < gravest[number][0]:
            gravest[number] = rank, hit
    return others + [hit for _, hit in gravest.values()]


def _findings(page: Page, severities: Mapping[str, Severity]) -> list[Finding]:
    lines = LineIndex(page.article.text)
    ordinals: Counter[tuple[str, str]] = Counter()
    found: list[Finding] = []
    for hit in _without_overlaps(page, _without_yielded(page, [hit for hit in page.hits if hit.rule.name in severities])):
        place = _place(page.reading, lines, hit)
        sentence, around = "", (0, 0)
        weighed: tuple[str, ...] = ()
        if not hit.whole_article:
            tokens = page.reading.sentence_at(hit.start)
            sentence = normalised(page.reading.text(tokens.start, tokens.end))
            around = page.reading.source(tokens.start, tokens.end)
            weighed = page.weighed(hit.head, tokens) if hit.head else ()
        ordinals[hit.rule.name, sentence] += 1
        related = tuple(Related(message, lines.place(*page.reading.source(start, end))) for message, start, end in hit.related)
        found.append(
            Finding(
                path=page.article.path,
                family=hit.rule.family,
                rule=hit.rule.name,
                severity=severities[hit.rule.name],
                message=hit.rule.message.replace("{text}", folded(place.text)) + (f" {hit.note}." if hit.note else ""),
                why=hit.rule.why,
                suggestion=hit.rule.instead,
                place=place,
                standards=hit.rule.cited,
                sentence=sentence,
                around=around,
                fingerprint=fingerprint(hit.rule.name, page.article.path, sentence, ordinals[hit.rule.name, sentence]),
                related=related,
                fix=_fix(page, lines, hit),
                confidence=hit.confidence,
                weighed=weighed,
            )
        )
    return sorted(found, key=lambda f: (f.place.start, f.place.end, f.rule))


def _without_yielded(page: Page, hits: list[Hit]) -> list[Hit]:
    """The hits without those of rules that keep quiet where a rule they yield to reports the same sentence."""
    reported: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if not hit.whole_article:
            reported[hit.rule.name].add(page.reading.sentence_at(hit.start).number)
    return [
        hit
        for hit in hits
        if hit.whole_article
        or not any(page.reading.sentence_at(hit.start).number in reported.get(name, ()) for name in hit.rule.yields_to)
    ]


def _without_overlaps(page: Page, hits: list[Hit]) -> list[Hit]:
    """Of the overlapping hits of one rule the longest, and each hit once, in the order of their places."""
    kept: list[Hit] = []
    ends: dict[str, int] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.offsets or (0, 0), h.rule.name)):
        if hit.whole_article:
            kept.append(hit)
        elif hit.start >= ends.get(hit.rule.name, 0):
            kept.append(hit)
            ends[hit.rule.name] = hit.end
    return kept


def _fix(page: Page, lines: LineIndex, hit: Hit) -> Fix | None:
    match hit.change:
        case Rewording(block, start, end, words):
            splice = reworded(page.article, block, start, end, words)
        case Addition(words):
            splice = added(page.article, words)
        case None:
            return None
    return Fix(splice[2], lines.place(*splice[:2]), hit.change.safe) if splice else None


def _place(reading: Reading, lines: LineIndex, hit: Hit) -> Place:
    if hit.whole_article:
        return WHOLE_ARTICLE
    return lines.place(*(hit.offsets or reading.source(hit.start, hit.end)))
