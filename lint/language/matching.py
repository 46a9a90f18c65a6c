"""Patterns found in sentences, in time bounded by the sentence, and run only on sentences that hold their triggers.

A sequence of a pattern is tried at each place where its first element stands: word by word as long as there is one way to go
on, then with the set of places reached, of which bounded gaps allow few. docs/decisions/0004-matching.md says why this is not
spaCy's Matcher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, KeysView
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from lint.pattern import Element, Feature, Gap, Pattern, Sequence, Slot, Word, is_slot

if TYPE_CHECKING:
    from lint.language.reading import Reading, Sentence

Span = tuple[int, int]
Triggers = tuple[frozenset[Feature], ...]
_NOTHING: frozenset[Feature] = frozenset()


def _disjoint(spans: list[Span]) -> list[Span]:
    """The spans that overlap none further left, and of those that begin together the longest."""
    spans.sort(key=_leftmost_longest)
    kept: list[Span] = []
    at = 0
    for span in spans:
        if span[0] >= at:
            kept.append(span)
            at = span[1]
    return kept


def _leftmost_longest(span: Span) -> Span:
    return span[0], -span[1]


class _Plan:
    """A sequence with everything at hand that finding it takes.

    ``entry`` is the number of its pattern. A sentence must hold one of each of ``needed``, besides the trigger that led here.
    A match begins where ``anchor`` says (where the feature ``first`` stands, if that is all it says), goes on through ``steps``
    (a word out of some, or a slot, by its name) while there is one way to go on, and then through ``rest``.
    """

    __slots__ = ("anchor", "at_end", "at_start", "entry", "first", "is_word", "needed", "rest", "sequence", "steps")

    def __init__(self, entry: int, sequence: Sequence, needed: Triggers) -> None:
        self.entry, self.needed = entry, needed
        self.sequence = sequence
        self.steps: tuple[frozenset[str] | str, ...] | None = None  # until it is needed: most sequences never are

    def _prepare(self) -> None:
        sequence = self.sequence
        self.anchor = anchor = sequence.anchor
        single = len(anchor.features) == 1 and not anchor.high and not sequence.at_start
        self.first = next(iter(anchor.features)) if single else None
        self.steps, self.rest = sequence.plain, sequence.rest
        self.at_start, self.at_end, self.is_word = sequence.at_start, sequence.at_end, sequence.is_word

    def spans(self, reading: Reading, sentence: Sentence) -> list[Span]:
        """The longest match from each place where it may begin."""
        if self.steps is None:
            self._prepare()
        starts = sentence.places[self.first] if self.first else self._starts(reading, sentence)
        if self.is_word:
            return [(start, start + 1) for start in starts]
        lower, slots, steps, end = reading.lower, reading.slots, self.steps or (), sentence.end
        found: list[Span] = []
        for start in starts:
            at = start
            for step in steps:
                if at >= end:
                    break
                if step.__class__ is str:
                    at = slots[step].get(at, 0)
                    if not at:
                        break
                elif lower[at] in step:
                    at += 1
                else:
                    break
            else:
                if self.rest or self.at_end:
                    at = self._longest(reading, at, end)
                if at:
                    found.append((start, at))
        return found

    def _starts(self, reading: Reading, sentence: Sentence) -> Iterable[int]:
        if self.at_start:
            first = next((n for n in range(sentence.start, sentence.end) if reading.is_word(n)), sentence.end - 1)
            return range(sentence.start, first + 1)
        places, anchor = sentence.places, self.anchor
        starts = [at for feature in places.keys() & anchor.features for at in places[feature]]
        if not anchor.high:
            return starts
        return {at - back for at in starts for back in range(anchor.low, anchor.high + 1) if at - back >= sentence.start}

    def _longest(self, reading: Reading, at: int, end: int) -> int:
        """Where the longest match ends that has come to ``at``, in a sentence that ends at ``end``; 0 if there is none."""
        reach: Collection[int] = (at,)
        for element in self.rest:
            reach = _advance(element, reach, reading, end)
            if not reach:
                return 0
        if self.at_end:
            reach = [place for place in reach if not reading.any_word(place, end)]
        return max(reach, default=0)


def _advance(element: Element, reach: Collection[int], reading: Reading, end: int) -> Collection[int]:
    """The places reached behind the element."""
    match element:
        case Gap() if len(reach) == 1:
            (at,) = reach
            return range(at + element.low, min(at + element.high, end) + 1)
        case Gap():
            return {place for at in reach for place in range(at + element.low, min(at + element.high, end) + 1)}
        case Slot() if element.is_open:
            words = reading.tokens.words
            return {at + 1 for at in reach if at < end and words[at][0].isupper()}
        case Slot():
            ends = reading.slots[element.name]
            return {ends[at] for at in reach if at < end and at in ends}
        case Word():
            words = reading.tokens.words if element.exact else reading.lower
            after = {at + 1 for at in reach if at < end and (words[at] in element.forms) is not element.negative}
            if element.joined:
                after = {at for at in after if not reading.tokens.spaces[at - 1]}
            return after.union(reach) if element.optional else after


Owner = TypeVar("Owner")


class Gate(Generic[Owner]):
    """Many patterns, each with an owner, of which a sentence meets only those whose rarest trigger it holds.

    Cost grows with the sentences that hold a trigger, not with the number of patterns.
    """

    def __init__(self, entries: Iterable[tuple[Owner, Pattern]]) -> None:
        self._owners: list[Owner] = []
        self._plans: list[_Plan] = []
        index: dict[Feature, dict[frozenset[Feature], list[int]]] = defaultdict(lambda: defaultdict(list))
        for owner, pattern in entries:
            for sequence in pattern.sequences:
                rarest, *others = sequence.triggers
                words = next((needed for needed in others if not any(map(is_slot, needed))), _NOTHING)
                for feature in rarest:
                    index[feature][words].append(len(self._plans))
                rest = tuple(needed for needed in others if needed is not words)
                self._plans.append(_Plan(len(self._owners), sequence, rest))
            self._owners.append(owner)
        # By the rarest trigger, then by other words that must be there too, which many sequences have in common.
        self._index = {feature: tuple(groups.items()) for feature, groups in index.items()}

    @property
    def triggers(self) -> KeysView[Feature]:
        """A sentence that holds none of these is passed over."""
        return self._index.keys()

    def find(self, reading: Reading, sentence: Sentence) -> Iterator[tuple[Owner, Span]]:
        """Every owner with each place of its pattern in the sentence, in the order of the entries.

        Slots that are marked meanwhile trigger the entries behind.
        """
        features, plans, index = sentence.features, self._plans, self._index
        held = features & index.keys()
        if not held:
            return
        seen = len(features)
        queue = self._triggered(held, features)
        while queue:
            entry = plans[queue[-1]].entry
            spans: list[Span] = []
            while queue and (plan := plans[queue[-1]]).entry == entry:
                queue.pop()
                for needed in plan.needed:
                    if features.isdisjoint(needed):
                        break
                else:
                    spans += plan.spans(reading, sentence)
            if not spans:
                continue
            for span in _disjoint(spans) if len(spans) > 1 else spans:
                yield self._owners[entry], span
            if len(features) > seen:
                marked = [slot for slot in islice(reversed(sentence.places), len(features) - seen) if slot in index]
                seen = len(features)
                later = [n for n in self._triggered(marked, features) if plans[n].entry > entry] if marked else ()
                if later:
                    queue = sorted({*queue, *later}, reverse=True)

    def _triggered(self, held: Iterable[Feature], features: KeysView[Feature]) -> list[int]:
        """The numbers, the last first, of the sequences that have one of ``held`` as their rarest trigger."""
        numbers: set[int] = set()
        for feature in held:
            for words, group in self._index[feature]:
                if not words or not features.isdisjoint(words):
                    numbers.update(group)
        return sorted(numbers, reverse=True)
