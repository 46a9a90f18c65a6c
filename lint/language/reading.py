"""An article as the checks read it: one spaCy Doc, its sentences, and what each stretch of words stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import KeysView
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from lint.article import Article, Block, Inline, Role
from lint.pattern import Feature
from lint.tokens import Tokens

Span = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """Tokens ``start`` to ``end`` of the Doc; ``block`` is the block of the first.

    ``places`` says where each word (in lower case) and slot begins, and so, by its keys, what patterns are gated by.
    """

    number: int
    start: int
    end: int
    block: int
    places: dict[Feature, list[int]]

    @property
    def features(self) -> KeysView[Feature]:
        """The words and slots that the sentence holds."""
        return self.places.keys()


@dataclass
class Reading:
    """What the language layer found out about one article; valid inside its memory zone."""

    article: Article
    tokens: Tokens
    lower: list[str]
    doc: Doc
    sentences: list[Sentence] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    slots: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, name: str, start: int, end: int) -> None:
        """Note tokens ``start`` to ``end`` as slot ``name``; a stretch that leaves its sentence is none."""
        sentence = self.sentences[self.sentence_of[start]]
        if end > sentence.end:
            return
        held = self.slots[name]
        if start in held:
            held[start] = max(end, held[start])
        else:
            held[start] = end
            sentence.places.setdefault(f"<{name}>", []).append(start)

    def block(self, sentence: Sentence) -> Block:
        """The block in which the sentence begins."""
        return self.article.blocks[sentence.block]

    def is_word(self, token: int) -> bool:
        """Is the token a word or number, and no citation mark?"""
        return self.tokens.words[token][0].isalnum() and token not in self.tokens.marks

    def any_word(self, start: int, end: int) -> bool:
        """Is there a word in the range?"""
        return any(self.is_word(at) for at in range(start, end))

    def text(self, start: int, end: int) -> str:
        """The readable words of tokens ``start`` to ``end``, blocks set apart by a space."""
        blocks = self.tokens.blocks
        if start < end and blocks[start] == blocks[end - 1]:
            return self.article.blocks[blocks[start]].text[self.tokens.starts[start] : self.tokens.ends[end - 1]]
        parts: list[str] = []
        at = start
        while at < end:
            number = blocks[at]
            stop = at
            while stop < end and blocks[stop] == number:
                stop += 1
            parts.append(self.article.blocks[number].text[self.tokens.starts[at] : self.tokens.ends[stop - 1]])
            at = stop
        return " ".join(parts)

    def source(self, start: int, end: int) -> Span:
        """Offsets in the article's text of tokens ``start`` to ``end`` (``start < end``)."""
        tokens = self.tokens
        first = self.article.blocks[tokens.blocks[start]].span(tokens.starts[start], tokens.ends[start])
        last = self.article.blocks[tokens.blocks[end - 1]].span(tokens.starts[end - 1], tokens.ends[end - 1])
        return first[0], max(first[1], last[1])

    def trimmed(self, sentence: Sentence) -> Span:
        """The sentence without the punctuation and citation marks at its ends."""
        words = [at for at in range(sentence.start, sentence.end) if self.is_word(at)]
        return (words[0], words[-1] + 1) if words else (sentence.start, sentence.end)

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds the token."""
        return self.sentences[self.sentence_of[token]]

    @cached_property
    def sentences_by_block(self) -> dict[int, list[Sentence]]:
        """The sentences of each block, by block number."""
        found: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            for number in dict.fromkeys(self.tokens.blocks[sentence.start : sentence.end]):
                found[number].append(sentence)
        return found

    def neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        """The sentence ``step`` away under the same heading, or None."""
        number = sentence.number + step
        if not 0 <= number < len(self.sentences):
            return None
        other = self.sentences[number]
        same = self.block(other).heading == self.block(sentence).heading and self.block(other).role is not Role.HEADING
        return other if same else None

    def inlines(self, start: int, end: int) -> list[Inline]:
        """The links, code spans, … that tokens ``start`` to ``end`` of one sentence touch."""
        return [inline for low, high, inline in self.inlines_of(self.sentence_at(start)) if low < end and high > start]

    def inlines_of(self, sentence: Sentence) -> list[tuple[int, int, Inline]]:
        """The links, code spans, … in the sentence, each with the tokens of the sentence that it touches."""
        return self._inlines.get(sentence.number, [])

    @cached_property
    def _inlines(self) -> dict[int, list[tuple[int, int, Inline]]]:
        """By sentence number. A block may hold tens of thousands of links: each is looked up once, not once a sentence."""
        tokens = self.tokens
        found: dict[int, list[tuple[int, int, Inline]]] = defaultdict(list)
        for number, block in enumerate(self.article.blocks):
            if not block.inlines:
                continue
            first = bisect_left(tokens.blocks, number)
            after = bisect_right(tokens.blocks, number, first)
            for inline in block.inlines:
                at = bisect_right(tokens.ends, inline.start, first, after)
                end = bisect_left(tokens.starts, inline.end, first, after)
                while at < end:
                    sentence = self.sentence_at(at)
                    stop = min(end, sentence.end)
                    found[sentence.number].append((at, stop, inline))
                    at = stop
        return found
