"""Patterns found in sentences, in time bounded by the sentence, and run only on sentences that hold their triggers.

Each sequence of a pattern is followed element by element as a set of places reached, with the leftmost start of each: at most
elements x tokens x gap steps. docs/decisions/0004-matching.md says why this is not spaCy's Matcher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Generic, TypeVar

from lint.pattern import Element, Feature, Gap, Pattern, Sequence, Slot, Word

if TYPE_CHECKING:
    from lint.language.reading import Reading, Sentence

Span = tuple[int, int]
Reach = dict[int, int]  # where the next element would begin -> the leftmost start of a match that got there


def find(pattern: Pattern, reading: Reading, sentence: Sentence) -> list[Span]:
    """Where the pattern stands in the sentence, as token ranges from left to right, the longest of those that overlap."""
    features = sentence.features
    return _spans([s for s in pattern.sequences if _holds(features, s.triggers)], reading, sentence)


def _holds(features: KeysView[Feature], triggers: tuple[frozenset[Feature], ...]) -> bool:
    for needed in triggers:  # noqa: SIM110 - the hottest loop of the program; all() with a generator takes twice as long
        if features.isdisjoint(needed):
            return False
    return True


def _spans(sequences: list[Sequence], reading: Reading, sentence: Sentence) -> list[Span]:
    """The places of any of the sequences that overlap no place further left, and of those that begin together the longest."""
    if len(sequences) == 1:
        return list(_one_after_another(sequences[0], reading, sentence))
    found = ((_first(sequence, reading, sentence, sentence.start), n) for n, sequence in enumerate(sequences))
    ahead = [(span[0], -span[1], number) for span, number in found if span]
    heapify(ahead)
    spans: list[Span] = []
    at = sentence.start
    while ahead:
        start, end, number = heappop(ahead)
        if start >= at:
            spans.append((start, -end))
            at = -end
        span = _first(sequences[number], reading, sentence, at)
        if span:
            heappush(ahead, (span[0], -span[1], number))
    return spans


def _one_after_another(sequence: Sequence, reading: Reading, sentence: Sentence) -> Iterator[Span]:
    span = _first(sequence, reading, sentence, sentence.start)
    while span:
        yield span
        span = _first(sequence, reading, sentence, span[1])


def _first(sequence: Sequence, reading: Reading, sentence: Sentence, at: int) -> Span | None:
    """The leftmost place of the sequence from ``at`` on, as far as it goes."""
    reach: Reach = {start: start for start in _starts(sequence, reading, sentence, at)}
    for element in sequence.elements:
        reach = _advance(element, reach, reading, sentence.end)
        if not reach:
            return None
    if sequence.at_end:
        reach = {end: start for end, start in reach.items() if not reading.any_word(end, sentence.end)}
        if not reach:
            return None
    leftmost = min(reach.values())
    return leftmost, max(end for end, start in reach.items() if start == leftmost)


def _starts(sequence: Sequence, reading: Reading, sentence: Sentence, at: int) -> Iterable[int]:
    if sequence.opening:
        places = sentence.places
        return [start for feature in sequence.opening & places.keys() for start in places[feature] if start >= at]
    if not sequence.at_start:
        return range(at, sentence.end)
    first = next((n for n in range(sentence.start, sentence.end) if reading.is_word(n)), sentence.end - 1)
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
            is_open = element.is_open
            for at, start in reach.items():
                if at >= end:
                    continue
                place = (at + 1 if reading.tokens.words[at][0].isupper() else 0) if is_open else ends.get(at, 0)
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
        self._sequences: list[tuple[int, Sequence, tuple[frozenset[Feature], ...]]] = []
        index: dict[Feature, list[int]] = defaultdict(list)
        for owner, pattern in entries:
            for sequence in pattern.sequences:
                for feature in sequence.triggers[0]:
                    index[feature].append(len(self._sequences))
                self._sequences.append((len(self._owners), sequence, sequence.triggers[1:]))
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
        triggered: dict[int, list[Sequence]] = {}
        for number in sorted({number for feature in held for number in self._index[feature]}):
            entry, sequence, others = self._sequences[number]
            if _holds(features, others):
                triggered.setdefault(entry, []).append(sequence)
        for entry, sequences in triggered.items():
            for span in _spans(sequences, reading, sentence):
                yield self._owners[entry], span
