"""What each suppression of an article covers: which rules, from where to where; and which cannot be followed."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lint.article import Article
from lint.policy.directives import Directive, Malformed, Name, Verb

_MOST_HINTS = 20  # a hint takes a millisecond


@dataclass(slots=True, eq=False)
class Silence:
    """One name of a suppression: the rules it silences from ``start`` to ``end``; in the whole article where there is no start.

    ``end`` is None while the range is open.
    """

    directive: Directive
    name: Name
    rules: frozenset[str]
    start: int | None = None
    end: int | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a suppression: its words at ``start`` to ``end``, what to add to the message, and all of it."""

    problem: Literal["malformed", "unknown", "unused"]
    start: int
    end: int
    detail: str
    around: tuple[int, int]


class Scopes:
    """Takes directives in order and fills ``silences`` and ``faults``."""

    def __init__(self, article: Article, names: Mapping[str, frozenset[str]], exempt: frozenset[str]) -> None:
        self.silences: list[Silence] = []
        self.faults: list[Fault] = []
        self._names = names
        self._exempt = exempt
        self._blocks = sorted((block.pieces[0].start, block.pieces[-1].end) for block in article.blocks)
        self._open: list[list[Silence]] = []
        self._open_by_rules: dict[frozenset[str], list[Silence]] = defaultdict(list)
        self._hints = 0

    def take(self, said: Directive | Malformed) -> None:
        """Take the next one."""
        if isinstance(said, Malformed):
            self._malformed(said, said.advice)
        elif said.verb is Verb.END:
            self._end(said)
        else:
            self._silence(said)

    def finish(self) -> None:
        """After the last one, ranges that are still open silence nothing."""
        for group in self._open:
            if any(silence.end is None for silence in group):
                self._malformed(group[0].directive, f"Write {Verb.END} where the range ends.")
        self.silences = [silence for silence in self.silences if silence.start is None or silence.end is not None]

    def _silence(self, said: Directive) -> None:
        group = [Silence(said, name, rules) for name in said.names if (rules := self._known(said, name))]
        self.silences += group
        if said.verb is Verb.NEXT:
            number = bisect_left(self._blocks, (said.end, 0))
            span = self._blocks[number] if number < len(self._blocks) else (said.end, said.end)
            for silence in group:
                silence.start, silence.end = span
        elif said.verb is Verb.START:
            self._open.append(group)
            for silence in group:
                silence.start = said.end
                self._open_by_rules[silence.rules].append(silence)

    def _end(self, said: Directive) -> None:
        if not said.names:
            group: list[Silence] = []
            while self._open and not group:
                group = [silence for silence in self._open.pop() if silence.end is None]
            if not group:
                self._malformed(said, f"No {Verb.START} is open here.")
            for silence in group:
                silence.end = said.start
        for name in said.names:
            rules = self._known(said, name)
            if rules is None:
                continue
            ranges = self._open_by_rules[rules]
            while ranges and ranges[-1].end is not None:
                ranges.pop()
            if ranges:
                ranges.pop().end = said.start
            else:
                self._malformed(said, f"No {Verb.START} of “{name.word}” is open here.")

    def _known(self, said: Directive, name: Name) -> frozenset[str] | None:
        """The rules that the name stands for; None, and a fault, where it stands for none that can be silenced."""
        rules = self._names.get(name.word)
        if rules is None:
            self.faults.append(Fault("unknown", name.start, name.end, self._hint(name.word), (said.start, said.end)))
        elif not rules.isdisjoint(self._exempt):
            self._malformed(said, f"“{name.word}” is about suppressions; no suppression silences it.")
            return None
        return rules

    def _hint(self, word: str) -> str:
        self._hints += 1
        close = difflib.get_close_matches(word, self._names, 1) if self._hints <= _MOST_HINTS else ()
        return f"Did you mean “{close[0]}”?" if close else "`healthlint rules` lists them."

    def _malformed(self, said: Directive | Malformed, advice: str) -> None:
        self.faults.append(Fault("malformed", said.start, said.end, advice, (said.start, said.end)))
