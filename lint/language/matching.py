"""Patterns found in sentences, in time bounded by the sentence, and run only on sentences that hold their triggers.

Each sequence of a pattern is followed element by element as a set of places reached, with the leftmost start of each: at most
elements x tokens x gap steps. docs/decisions/0004-matching.md says why this is not spaCy's Matcher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from lint.pattern import Element, Feature, Gap, Pattern, Sequence, Slot, Word

if TYPE_CHECKING:
    from lint.language.reading import Reading, Sentence

Span = tuple[int, int]
Reach = dict[int, int]  # where the next element would begin -> the leftmost start of a match that got there


def find(pattern: Pattern, reading: Reading, sentence: Sentence) -> list[Span]:
    """Where the pattern stands in the sentence, as token ranges from left to right, the longest of those that overlap."""
    found: list[Span] = []
    for sequence in pattern.sequences:
        if _triggered(sequence, sentence.features):
            found += _spans(sequence, reading, sentence)
    return leftmost_longest(found) if len(found) > 1 else found


def _triggered(sequence: Sequence, features: set[Feature]) -> bool:
    for needed in sequence.triggers:  # noqa: SIM110 - the hottest loop of the program; all() with a generator takes twice as long
        if features.isdisjoint(needed):
            return False
    return True


def leftmost_longest(spans: Iterable[Span]) -> list[Span]:
    """The spans that do not overlap an earlier or longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _spans(sequence: Sequence, reading: Reading, sentence: Sentence) -> list[Span]:
    spans: list[Span] = []
    at = sentence.start
    while at < sentence.end:
        reach: Reach = {start: start for start in _starts(sequence, reading, sentence, at)}
        for element in sequence.elements:
            reach = _advance(element, reach, reading, sentence.end)
            if not reach:
                return spans
        if sequence.at_end:
            reach = {end: start for end, start in reach.items() if not reading.any_word(end, sentence.end)}
            if not reach:
                return spans
        leftmost = min(reach.values())
        longest = max(end for end, start in reach.items() if start == leftmost)
        if longest > leftmost:
            spans.append((leftmost, longest))
        at = max(longest, leftmost + 1)
    return spans


def _starts(sequence: Sequence, reading: Reading, sentence: Sentence, at: int) -> Iterable[int]:
    if not sequence.at_start:
        return range(at, sentence.end)
    first = next((n for n in range(sentence.start, sentence.end) if reading.is_word(n)), sentence.start)
    return range(max(at, sentence.start), first + 1)


def _advance(element: Element, reach: Reach, reading: Reading, end: int) -> Reach:
    """The places reached behind the element."""
    after: Reach = {}
    match element:
        case Gap():
            for at, start in reach.items():
                for place in range(at + element.low, min(at + element.high, end) + 1):
                    if after.get(place, start) >= start:
                        after[place] = start
            return after
        case Slot():
            ends = reading.slots.get(element.name, {})
            for at, start in reach.items():
                if at >= end:
                    continue
                place = (at + 1 if reading.tokens.words[at][0].isupper() else 0) if element.is_open else ends.get(at, 0)
                if place and after.get(place, start) >= start:
                    after[place] = start
            return after
        case Word():
            words = reading.tokens.words if element.exact else reading.lower
            for at, start in reach.items():
                if (
                    at < end
                    and (words[at] in element.forms) is not element.negative
                    and not (element.joined and reading.tokens.spaces[at])
                    and after.get(at + 1, start) >= start
                ):
                    after[at + 1] = start
            if element.optional:
                for at, start in reach.items():
                    after[at] = min(start, after.get(at, start))
            return after


Owner = TypeVar("Owner")


class Gate(Generic[Owner]):
    """Many patterns, each with an owner, of which a sentence meets only those whose rarest trigger it holds.

    Cost grows with the sentences that hold a trigger, not with the number of patterns.
    """

    def __init__(self, entries: Iterable[tuple[Owner, Pattern]]) -> None:
        self._owners: list[Owner] = []
        self._sequences: list[tuple[int, Sequence]] = []
        index: dict[Feature, list[int]] = defaultdict(list)
        for owner, pattern in entries:
            for sequence in pattern.sequences:
                for feature in sequence.triggers[0]:
                    index[feature].append(len(self._sequences))
                self._sequences.append((len(self._owners), sequence))
            self._owners.append(owner)
        self._index = dict(index)

    @property
    def triggers(self) -> Iterable[Feature]:
        """A sentence that holds none of these is passed over."""
        return self._index.keys()

    def find(self, reading: Reading, sentence: Sentence) -> Iterator[tuple[Owner, Span]]:
        """Every owner with each place of its pattern in the sentence, in the order of the entries."""
        features = sentence.features
        held = features & self._index.keys()
        if not held:
            return
        found: dict[int, list[Span]] = {}
        for number in sorted({number for feature in held for number in self._index[feature]}):
            entry, sequence = self._sequences[number]
            if _triggered(sequence, features):
                spans = _spans(sequence, reading, sentence)
                if spans:
                    found.setdefault(entry, []).extend(spans)
        for entry, spans in found.items():
            for span in leftmost_longest(spans) if len(spans) > 1 else spans:
                yield self._owners[entry], span
