"""The little language that rules are written in: words with slots, parsed and checked, without spaCy.

The grammar is specified in docs/patterns.md. A pattern expands to sequences of elements; a sequence states the words and slots
that a sentence must hold before it is worth matching (its triggers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, product
from typing import NoReturn

from lint.inflection import forms as inflect
from lint.tokens import words_of

MAX_GAP = 12
MAX_SEQUENCES = 64
MAX_DEPTH = 8


class PatternError(ValueError):
    """A pattern that cannot be used; the message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token out of ``forms``. ``exact`` compares the case too; ``joined`` wants nothing or a hyphen before the next."""

    forms: frozenset[str]
    exact: bool = False
    joined: bool = False
    negative: bool = False
    optional: bool = False

    @property
    def is_plain(self) -> bool:
        """Is it there or not, whatever its case and what stands around it?"""
        return not (self.exact or self.joined or self.negative or self.optional)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of tokens that a lexicon or a named pattern recognised, such as ``<dose>``."""

    name: str

    @property
    def is_open(self) -> bool:
        """``<capitalised>`` stands for any word with a capital letter; no lexicon or pattern finds it: it triggers nothing."""
        return self.name == "capitalised"


@dataclass(frozen=True, slots=True)
class Gap:
    """Between ``low`` and ``high`` tokens of any kind."""

    low: int
    high: int


Element = Word | Slot | Gap
Feature = str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Features of which one stands ``low`` to ``high`` tokens behind the place where a match begins."""

    features: frozenset[Feature]
    low: int
    high: int


@dataclass(frozen=True)
class Sequence:
    """Elements in a row, with no alternatives left except inside a word."""

    elements: tuple[Element, ...]
    at_start: bool = False
    at_end: bool = False

    @cached_property
    def plain(self) -> tuple[frozenset[str] | str, ...]:
        """The elements that stand before the first with more than one way to go on: the forms of a word, or a slot's name."""
        steps: list[frozenset[str] | str] = []
        for element in self.elements:
            if isinstance(element, Word) and element.is_plain:
                steps.append(element.forms)
            elif isinstance(element, Slot) and not element.is_open:
                steps.append(element.name)
            else:
                break
        return tuple(steps)

    @cached_property
    def rest(self) -> tuple[Element, ...]:
        """The elements behind those in ``plain``."""
        return self.elements[len(self.plain) :]

    @cached_property
    def is_word(self) -> bool:
        """Is it one plain word, wherever it stands?"""
        plain = self.plain
        return len(plain) == 1 and not isinstance(plain[0], str) and not (self.rest or self.at_start or self.at_end)

    @cached_property
    def anchor(self) -> Anchor:
        """What tells where a match begins: its first element, or the most telling behind that if it may be anything."""
        anchors: list[Anchor] = []
        low = high = 0
        for element in self.elements:
            if features := _features(element):
                anchors.append(Anchor(features, low, high))
                if not high:
                    break
            if isinstance(element, Gap):
                low, high = low + element.low, high + element.high
            elif isinstance(element, Slot) and not element.is_open:  # it may be of any length
                break
            else:
                low, high = low + (isinstance(element, Slot) or not element.optional), high + 1
        return min(anchors, key=lambda anchor: _rarity(anchor.features))

    @cached_property
    def triggers(self) -> tuple[frozenset[Feature], ...]:
        """A sentence must hold one feature (a lower-case word, or ``<slot>``) of each set; the most telling set comes first."""
        return tuple(sorted(filter(None, map(_features, self.elements)), key=_rarity))


@dataclass(frozen=True)
class Pattern:
    """A pattern as it was written. It is parsed when first needed; ``parse`` does so at once."""

    text: str

    @cached_property
    def sequences(self) -> tuple[Sequence, ...]:
        """What it stands for; raises PatternError where the text is no pattern."""
        return _sequences(self.text)

    @property
    def words(self) -> frozenset[str]:
        """The words of which it is any one, wherever that stands; none for a pattern that is more than that."""
        if all(sequence.is_word for sequence in self.sequences):
            return frozenset().union(*(sequence.anchor.features for sequence in self.sequences))
        return frozenset()

    @property
    def slots(self) -> frozenset[str]:
        """The names of the slots it uses."""
        return frozenset(match[1:-1] for match in _SLOT.findall(self.text))


def is_slot(feature: Feature) -> bool:
    """Is it a slot, and no word?"""
    return feature[0] == "<" and len(feature) > 1


@cache  # the same sets of words stand in many sequences
def _features(element: Element) -> frozenset[Feature]:
    """The features of which a sentence holds one where the element stands; none where that can be anything, or nothing."""
    if isinstance(element, Word) and not (element.optional or element.negative):
        return frozenset(form.lower() for form in element.forms)
    return frozenset([f"<{element.name}>"]) if isinstance(element, Slot) and not element.is_open else frozenset()


@cache
def _rarity(features: frozenset[Feature]) -> tuple[int, str]:
    """Order by how few sentences hold one of the features."""
    frequencies = _frequencies()
    return sum(frequencies.get(feature, _RARE) for feature in features), min(features)


_RARE = 4  # sentences in ten thousand; most words of patterns that are not in the list are about as frequent


@cache
def _frequencies() -> dict[Feature, int]:
    """How many sentences in ten thousand hold a frequent word or slot (training/frequencies.py counts them)."""
    lines = (files("lint") / "frequencies.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("# "))
    return {feature: int(rate) for feature, rate in pairs}


_SLOT = re.compile(r"<[a-z][a-z-]*>")
_LEX = re.compile(
    r"\s*(?:(?P<slot><[a-z][a-z-]*>)|(?P<gap>\{\s*(?P<low>\d+)\s*,\s*(?P<high>\d+)\s*\})"
    r"|(?P<set>\[[a-z]+~?(?:\|[a-z]+~?)+\]|[a-z]+~?(?![^\s\[\]|?^$!<>{}]))"
    r"|(?P<mark>[\[\]|?^$!])|(?P<word>[^\s\[\]|?^$!<>{}]+)|(?P<bad>\S))"
)


@cache  # most words and brackets of a rule pack are plain lower-case ones; reading them without the parser halves the start-up
def _simple_set(token: str) -> Word:
    words = token.strip("[]").split("|")
    if "~" in token:
        return Word(frozenset().union(*(inflect(word[:-1]) if word.endswith("~") else (word,) for word in words)))
    return Word(frozenset(words))


@dataclass(slots=True)
class _Parser:
    text: str
    tokens: list[tuple[str, str, re.Match[str]]]
    at: int = 0

    def fail(self, message: str) -> NoReturn:
        raise PatternError(f"in the pattern {self.text!r}: {message}")

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def alternatives(self, depth: int) -> list[list[Element]]:
        """Sequences up to the next ``|`` or ``]``, already multiplied out."""
        if depth > MAX_DEPTH:
            self.fail("brackets are nested too deeply; write two patterns")
        parts: list[list[list[Element]]] = []
        while self.peek() not in ("", "|", "]"):
            parts.append(self.item(depth))
        return [list(chain.from_iterable(choice)) for choice in _product(parts, self)]

    def item(self, depth: int) -> list[list[Element]]:
        if self.at == len(self.tokens):
            self.fail("nothing follows the '!'")
        kind, token, match = self.tokens[self.at]
        self.at += 1
        if kind == "set":
            found: list[list[Element]] = [[_simple_set(token)]]
        elif kind == "slot":
            found = [[Slot(token[1:-1])]]
        elif kind == "gap":
            low, high = _size(match["low"]), _size(match["high"])
            if not low <= high <= MAX_GAP:
                self.fail(f"the gap {token} must run from a smaller to a larger number, at most {MAX_GAP}")
            found = [[Gap(low, high)]]
        elif token == "[":
            found = self.group(depth)
        elif token == "!":
            return self.negative(depth)
        elif kind == "word" or token == "$":
            found = [self.word(token)]
        else:
            self.fail(f"{token!r} does not belong here; docs/patterns.md has the signs")
        if self.peek() == "?":
            self.at += 1
            if len(found) == 1 and len(found[0]) == 1 and isinstance(found[0][0], Word):
                return [[replace(found[0][0], optional=True)]]
            found = [*found, []]
        return found

    def group(self, depth: int) -> list[list[Element]]:
        found = self.alternatives(depth + 1)
        while self.peek() == "|":
            self.at += 1
            found += self.alternatives(depth + 1)
        if self.peek() != "]":
            self.fail("a '[' has no ']'")
        self.at += 1
        if any(not sequence for sequence in found):
            self.fail("an empty alternative; write '?' behind the bracket to make it optional")
        return _merge_words(found)

    def negative(self, depth: int) -> list[list[Element]]:
        found = self.item(depth) if self.peek() != "!" else []
        if len(found) != 1 or len(found[0]) != 1 or not isinstance(found[0][0], Word):
            self.fail("'!' stands before one word or a bracket of single words")
        return [[replace(found[0][0], negative=True)]]

    def word(self, token: str) -> list[Element]:
        inflected = token.endswith("~")
        pieces = words_of(token.removesuffix("~"))
        if not pieces or "~" in token.removesuffix("~"):
            self.fail(f"{token!r} is not a word")
        elements: list[Element] = []
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            exact = len(piece) > 1 and piece.isupper()
            shapes = inflect(piece.lower()) if inflected and last else frozenset([piece if exact else piece.lower()])
            elements.append(Word(shapes, exact=exact and not (inflected and last), joined=not last))
        return elements


def _size(digits: str) -> int:
    """The number, or one that is too large: Python refuses to read thousands of digits."""
    return int(digits) if len(digits) < 9 else MAX_GAP + 1


def _product(parts: list[list[list[Element]]], parser: _Parser) -> Iterator[tuple[list[Element], ...]]:
    size = 1
    for part in parts:
        size *= len(part)
        if size > MAX_SEQUENCES:
            parser.fail(f"it stands for more than {MAX_SEQUENCES} sequences; write several patterns")
    return product(*parts)


def _merge_words(sequences: list[list[Element]]) -> list[list[Element]]:
    """Fold the alternatives that are one plain word each into one element."""
    plain: set[str] = set()
    exact: set[str] = set()
    rest: list[list[Element]] = []
    for sequence in sequences:
        first = sequence[0]
        if len(sequence) == 1 and isinstance(first, Word) and not (first.joined or first.negative or first.optional):
            (exact if first.exact else plain).update(first.forms)
        else:
            rest.append(sequence)
    merged: list[list[Element]] = []
    if plain:
        merged.append([Word(frozenset(plain))])
    if exact:
        merged.append([Word(frozenset(exact), exact=True)])
    return merged + rest


def parse(text: str) -> Pattern:
    """The pattern, checked; raises PatternError for one that is malformed, too large, or can have no trigger."""
    pattern = Pattern(text)
    _ = pattern.sequences
    return pattern


def _sequences(text: str) -> tuple[Sequence, ...]:
    tokens = [(kind, match[kind], match) for match in _LEX.finditer(text) if (kind := match.lastgroup)]
    parser = _Parser(text, tokens)
    bad = next((t for kind, t, _ in tokens if kind == "bad"), None)
    if bad:
        parser.fail(f"{bad!r} does not belong here; docs/patterns.md has the signs")
    at_start = bool(tokens) and tokens[0][1] == "^"
    at_end = len(tokens) > at_start and tokens[-1][1] == "$"
    parser.tokens = tokens[at_start : len(tokens) - at_end]
    found = parser.alternatives(0)
    if parser.at < len(parser.tokens):
        parser.fail(f"{parser.peek()!r} has no bracket around it")
    sequences = tuple(Sequence(tuple(elements), at_start, at_end) for elements in found)
    for sequence in sequences:
        if not sequence.triggers:
            parser.fail("nothing in it must be there; a pattern needs one word or slot that is not optional")
        if isinstance(sequence.elements[0], Gap) or isinstance(sequence.elements[-1], Gap):
            parser.fail("a gap stands between two words or slots, not at an end")
    return sequences
