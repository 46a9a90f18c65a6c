"""One article as the checks share it: the reading, and everything about it that is worth working out only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lint.article import Article, Role
from lint.carriers import Outside
from lint.language.context import Contexts
from lint.language.matching import Gate, Owner
from lint.language.reading import Reading, Sentence, Span
from lint.pattern import Feature
from lint.rule import Rule, UnsupportedRule
from lint.scorer import Scored, packaged_scorer

if TYPE_CHECKING:
    from lint.checks.support import Backing

_SHORTEST_SENTENCE = 4  # tokens; what is shorter is a label, an address, a caption
_LEAST_NAMED = 2
_NAMED_SHARE = 0.05
_STUDY = ("studied", "reported")
_NEWS_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words to read in place of ``text[start:end]`` of a block; ``safe`` as in ``lint.finding.Fix``."""

    block: int
    start: int
    end: int
    words: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """Words to read at the end of the article, in paragraphs of their own; ``safe`` as in ``lint.finding.Fix``."""

    words: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: tokens ``start`` to ``end``, or the whole article where both are -1.

    ``related`` are further token ranges with a word why, ``note`` is a sentence to add to the message; ``change`` is what would
    set it right, ``offsets`` (code points in the article's text) where the hit is narrower or wider than its tokens; ``head``
    is what the scorer was asked, if it decided.
    """

    rule: Rule
    start: int = -1
    end: int = -1
    related: tuple[tuple[str, int, int], ...] = ()
    change: Rewording | Addition | None = None
    offsets: Span | None = None
    confidence: float = 1.0
    note: str = ""
    head: str | None = None

    @property
    def whole_article(self) -> bool:
        return self.start < 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A sentence that makes a claim: the gravest rule that says so, and what backs it."""

    rule: UnsupportedRule
    backing: Backing | None


@dataclass
class Page:
    """A reading with its context flags and pattern matches remembered.

    ``own_domains`` are the publisher's, ``outside`` is what there is to the article besides its file; ``claims`` are
    the sentences (by their numbers) that make one, ``references`` says what reference, if any, stands in each sentence looked
    at so far; ``entries`` are those of the reference list (lint.checks.support fills the latter two).
    """

    reading: Reading
    contexts: Contexts
    own_domains: frozenset[str] = frozenset()
    outside: Outside = field(default_factory=Outside)
    hits: list[Hit] = field(default_factory=list)
    claims: dict[int, Claimed] = field(default_factory=dict)
    references: dict[int, Any] = field(default_factory=dict)
    entries: dict[int, int] | None = None
    _context: dict[int, list[tuple[str, int, int]]] = field(default_factory=dict)
    _article: dict[int, bool] = field(default_factory=dict)
    _blocks: dict[tuple[int, int], bool] = field(default_factory=dict)
    _visits: set[tuple[int, int]] = field(default_factory=set)

    @property
    def article(self) -> Article:
        return self.reading.article

    def context(self, sentence: Sentence) -> list[tuple[str, int, int]]:
        """The context flags of a sentence with the token ranges they cover."""
        if sentence.number not in self._context:
            self._context[sentence.number] = self.contexts.find(self.reading, sentence)
        return self._context[sentence.number]

    def flags(self, sentence: Sentence, span: Span) -> frozenset[str]:
        """The flags whose range touches the span."""
        return frozenset(flag for flag, start, end in self.context(sentence) if start < span[1] and end > span[0])

    def raised(self, sentence: Sentence) -> set[str]:
        """The flags raised anywhere in the sentence."""
        return {flag for flag, _, _ in self.context(sentence)}

    @cached_property
    def reports_study(self) -> bool:
        """Does the page speak of studies and name its sources all the time, as news and press releases do?"""
        text = (s for s in self.reading.sentences if self.reading.block(s).role in (Role.PARAGRAPH, Role.QUOTATION))
        sentences = [s for s in text if s.end - s.start >= _SHORTEST_SENTENCE]
        signs = ("named", *_STUDY)
        flags = [self.raised(s) for s in sentences if self.contexts.may_raise(signs, s)]
        named = sum("named" in raised for raised in flags)
        study = sum(not raised.isdisjoint(_STUDY) for raised in flags)
        much = named + study >= _NEWS_SHARE * len(sentences)
        return study > 0 and named >= max(_LEAST_NAMED, _NAMED_SHARE * len(sentences)) and much

    def first_visit(self, check: object, sentence: Sentence) -> bool:
        """Does the check come to the sentence for the first time?"""
        visit = id(check), sentence.number
        known = visit in self._visits
        self._visits.add(visit)
        return not known

    def holds(self, gate: Gate[Any], sentence: Sentence) -> bool:
        """Does one of the patterns stand anywhere in the sentence?"""
        return any(True for _ in gate.find(self.reading, sentence))

    def block_holds(self, gate: Gate[Any], number: int) -> bool:
        """Does one of the patterns stand anywhere in the sentences of the block?"""
        key = id(gate), number
        if key not in self._blocks:
            sentences = self.reading.sentences_by_block.get(number, ())
            self._blocks[key] = any(self.holds(gate, sentence) for sentence in sentences)
        return self._blocks[key]

    @cached_property
    def _scored(self) -> Scored:
        return packaged_scorer().score(self.reading)

    def score(self, head: str, sentence: Sentence) -> float:
        """What the learned scorer says of the sentence: a probability."""
        return float(self._scored.probabilities[head][sentence.number])

    def weighed(self, head: str, sentence: Sentence) -> tuple[str, ...]:
        """The words of the sentence that weighed most with the scorer."""
        return self._scored.weighed(head, sentence.start, sentence.end)

    @cached_property
    def features(self) -> frozenset[Feature]:
        """The words and slots of all sentences."""
        return frozenset().union(*(sentence.features for sentence in self.reading.sentences))

    def mentions(self, gate: Gate[Any]) -> bool:
        """Does one of the patterns stand anywhere on the page, furniture included?"""
        key = id(gate)
        if key not in self._article:
            self._article[key] = any(True for _ in self.occurrences(gate))
        return self._article[key]

    def occurrences(self, gate: Gate[Owner]) -> Iterator[tuple[Owner, Sentence, Span]]:
        """Every place on the page where one of the patterns stands, with its owner."""
        triggers = gate.triggers & self.features
        if not triggers:
            return
        for sentence in self.reading.sentences:
            if not sentence.features.isdisjoint(triggers):
                for owner, span in gate.find(self.reading, sentence):
                    yield owner, sentence, span

    def headings(self, sentence: Sentence) -> Iterator[int]:
        """The blocks of the headings above, nearest first."""
        number = self.reading.block(sentence).heading
        while number is not None:
            yield number
            number = self.article.blocks[number].heading

    def heads(self, sentence: Sentence) -> set[int]:
        """The blocks of the heads of the sentence's table cells."""
        numbers = set(self.reading.tokens.blocks[sentence.start : sentence.end])
        return {head for number in numbers for head in self.article.blocks[number].heads}

    def stem_sentences(self, sentence: Sentence) -> Iterator[Sentence]:
        """The last sentence of each stem of the list around."""
        stem = self.reading.block(sentence).stem
        while stem is not None:
            yield from self.reading.sentences_by_block.get(stem, ())[-1:]
            stem = self.article.blocks[stem].stem

    @cached_property
    def title(self) -> list[int]:
        """The blocks of the title: front matter or page title, and the first heading of the highest level."""
        blocks = self.article.blocks
        levels = [block.level for block in blocks if block.role is Role.HEADING]
        numbers = [n for n, block in enumerate(blocks) if block.role is Role.METADATA]
        if levels:
            numbers.append(next(n for n, b in enumerate(blocks) if b.role is Role.HEADING and b.level == min(levels)))
        return numbers
