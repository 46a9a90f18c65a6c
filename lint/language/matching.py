"""Patterns as spaCy Matchers, run only on sentences that hold their triggers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from spacy.matcher import Matcher
from spacy.vocab import Vocab

from lint.pattern import Feature, Gap, Pattern, Sequence, Word

if TYPE_CHECKING:
    from lint.language.reading import Reading, Sentence

Span = tuple[int, int]
_SLOT_TAIL = 6  # a slot of more than seven tokens is cut


class CompiledPattern:
    """A pattern with its Matcher, which is built when a sentence first needs it."""

    def __init__(self, pattern: Pattern, vocab: Vocab) -> None:
        self.pattern = pattern
        self._vocab = vocab
        self._groups: list[tuple[Sequence, Matcher | None]] = [(sequence, None) for sequence in pattern.sequences]

    def find(self, reading: Reading, sentence: Sentence) -> list[Span]:
        """Where the pattern stands in the sentence, as token ranges from left to right, the longest of overlapping ones."""
        found: list[Span] = []
        for number, (sequence, matcher) in enumerate(self._groups):
            if any(sentence.features.isdisjoint(features) for features in sequence.triggers):
                continue
            if matcher is None:
                matcher = Matcher(self._vocab)
                matcher.add("p", [_compile(sequence)], greedy="LONGEST")
                self._groups[number] = (sequence, matcher)
            for _, start, end in matcher(reading.doc[sentence.start : sentence.end]):
                span = reading.widen(sequence, sentence.start + start, sentence.start + end)
                if span[1] <= sentence.end and _anchored(sequence, reading, sentence, span):
                    found.append(span)
        return _leftmost_longest(found) if len(found) > 1 else found


def _compile(sequence: Sequence) -> list[dict[str, Any]]:
    compiled: list[dict[str, Any]] = []
    for number, element in enumerate(sequence.elements):
        last = number == len(sequence.elements) - 1
        if isinstance(element, Gap):
            compiled.append({"OP": f"{{{element.low},{element.high}}}"})
        elif isinstance(element, Word):
            compiled.append(_word(element))
        elif element.is_open:
            compiled.append({"SHAPE": {"REGEX": "^X"}})
        else:
            compiled.append({"MORPH": {"IS_SUPERSET": [f"B={element.name}"]}})
            if not last:
                compiled.append({"MORPH": {"IS_SUPERSET": [f"I={element.name}"]}, "OP": f"{{0,{_SLOT_TAIL}}}"})
    return compiled


def _word(element: Word) -> dict[str, Any]:
    attribute = "ORTH" if element.exact else "LOWER"
    shapes = sorted(element.forms)
    spec: dict[str, Any]
    if element.negative:
        spec = {attribute: {"NOT_IN": shapes}}
    else:
        spec = {attribute: shapes[0] if len(shapes) == 1 else {"IN": shapes}}
    if element.joined:
        spec["SPACY"] = False
    if element.optional:
        spec["OP"] = "?"
    return spec


def _anchored(sequence: Sequence, reading: Reading, sentence: Sentence, span: Span) -> bool:
    start, end = span
    if sequence.at_start and any(reading.is_word(at) for at in range(sentence.start, start)):
        return False
    return not (sequence.at_end and any(reading.is_word(at) for at in range(end, sentence.end)))


def _leftmost_longest(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


Owner = TypeVar("Owner")


class Gate(Generic[Owner]):
    """Which patterns are worth matching on a sentence, found through the rarest trigger of each of their sequences.

    Cost grows with the sentences that hold a trigger, not with the number of patterns.
    """

    def __init__(self, entries: Iterable[tuple[Owner, CompiledPattern]]) -> None:
        self._entries = list(entries)
        index: dict[Feature, list[int]] = defaultdict(list)
        for number, (_, compiled) in enumerate(self._entries):
            for feature in {f for sequence in compiled.pattern.sequences for f in sequence.triggers[0]}:
                index[feature].append(number)
        self._index = dict(index)
        self._keys = frozenset(index)

    def open(self, features: frozenset[Feature]) -> list[tuple[Owner, CompiledPattern]]:
        """The entries that may match a sentence with these features, in their original order."""
        held = features & self._keys
        if not held:
            return []
        numbers = sorted({number for feature in held for number in self._index[feature]})
        return [self._entries[number] for number in numbers]
