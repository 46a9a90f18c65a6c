"""Silences findings where the article, or the configuration for its path, says so and why; and reports what silences none."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from lint.article import Article
from lint.finding import Finding, Severity, Suppression
from lint.places import LineIndex, fingerprint, folded, normalised
from lint.policy.directives import Verb, directives
from lint.policy.scopes import Fault, Scopes, Silence

if TYPE_CHECKING:
    from lint.rule import SuppressionRule


@dataclass(frozen=True, slots=True)
class House:
    """What the configuration silences in the articles of a path: ``rules``, why, and where it says so."""

    rules: frozenset[str]
    suppression: Suppression


@dataclass(frozen=True)
class Suppressions:
    """What holds for the suppressions of an article, besides what it says itself.

    ``names`` maps every name, old name and family to rules; ``severities`` has the rules that ran; ``left_out`` are those that
    would have, had the command line not left them out. ``house`` is in the order of the configuration: the last one wins.
    """

    rules: tuple[SuppressionRule, ...]
    names: Mapping[str, frozenset[str]]
    severities: Mapping[str, Severity]
    left_out: frozenset[str] = frozenset()
    house: tuple[House, ...] = ()
    reason_required: bool = True

    def apply(self, article: Article, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings of one article, the silenced ones marked, and those about its suppressions, in order of their places."""
        said = list(directives(article, reason_required=self.reason_required))
        if not (said or self.house):
            return tuple(findings)
        lines = LineIndex(article.text)
        scopes = Scopes(article, self.names, frozenset(rule.name for rule in self.rules))
        for one in said:
            scopes.take(one)
        scopes.finish()
        marked = list(self._marked(findings, scopes.silences, lines))
        scopes.faults += (_unused(silence, lines) for silence in scopes.silences if self._is_unused(silence))
        marked += self._reported(article, scopes.faults, lines)
        return tuple(sorted(marked, key=lambda finding: (finding.place.start, finding.place.end, finding.rule)))

    def _marked(self, findings: Sequence[Finding], silences: Iterable[Silence], lines: LineIndex) -> Iterator[Finding]:
        by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_rule[finding.rule].append(finding)
        silencing: dict[str, list[Silence]] = defaultdict(list)
        for silence in silences:
            for rule in silence.rules & by_rule.keys():
                silencing[rule].append(silence)
        for rule, found in by_rule.items():
            for finding, nearest in _nearest(found, silencing[rule]):
                if nearest:
                    line = lines.place(nearest.directive.start, nearest.directive.end).line
                    yield replace(finding, suppressed=Suppression(nearest.directive.reason, line))
                else:
                    yield replace(finding, suppressed=self._silenced_by_house(rule))

    def _silenced_by_house(self, rule: str) -> Suppression | None:
        return next((house.suppression for house in reversed(self.house) if rule in house.rules), None)

    def _is_unused(self, silence: Silence) -> bool:
        """Did it silence nothing, although every rule ran that could have found something?"""
        return not silence.used and not silence.rules.isdisjoint(self.severities) and silence.rules.isdisjoint(self.left_out)

    def _reported(self, article: Article, faults: Iterable[Fault], lines: LineIndex) -> Iterator[Finding]:
        ordinals: Counter[tuple[str, str]] = Counter()
        for fault in sorted(faults, key=lambda fault: (fault.start, fault.end)):
            place = lines.place(fault.start, fault.end)
            sentence = normalised(article.text[slice(*fault.around)])
            for rule in self.rules:
                if rule.problem != fault.problem or rule.name not in self.severities:
                    continue
                ordinals[rule.name, sentence] += 1
                yield Finding(
                    path=article.path,
                    family=rule.family,
                    rule=rule.name,
                    severity=self.severities[rule.name],
                    message=f"{rule.message.replace('{text}', folded(place.text))} {fault.detail}".strip(),
                    why=rule.why,
                    suggestion=rule.instead,
                    place=place,
                    standards=rule.cited,
                    sentence=sentence,
                    around=fault.around,
                    fingerprint=fingerprint(rule.name, article.path, sentence, ordinals[rule.name, sentence]),
                )


def _nearest(findings: Iterable[Finding], silences: Iterable[Silence]) -> Iterator[tuple[Finding, Silence | None]]:
    """Each finding of one rule, in order of their places, with the silence that starts last before it; notes which are used."""
    everywhere: Silence | None = None
    spans: list[tuple[int, int, Silence]] = []
    findings = sorted(findings, key=lambda finding: finding.place.start)
    places = [finding.place.start for finding in findings if not finding.place.whole_article]
    for silence in silences:
        if silence.start is None or silence.end is None:
            everywhere, silence.used = everywhere or silence, True
        else:
            spans.append((silence.start, silence.end, silence))
            silence.used |= bisect_left(places, silence.start) < bisect_left(places, silence.end)
    spans.sort(key=lambda span: span[0])
    begun: list[tuple[int, int]] = []
    number = 0
    for finding in findings:
        while number < len(spans) and spans[number][0] <= finding.place.start:
            heappush(begun, (-spans[number][0], number))
            number += 1
        while begun and spans[begun[0][1]][1] <= finding.place.start:
            heappop(begun)
        yield finding, spans[begun[0][1]][2] if begun else everywhere


def _unused(silence: Silence, lines: LineIndex) -> Fault:
    said, name = silence.directive, silence.name
    detail = ""
    if said.verb is Verb.NEXT and silence.start is not None:
        begins = lines.place(silence.start, silence.start).line
        detail = "No block follows it." if silence.start == silence.end else f"The next block begins on line {begins}."
    return Fault("unused", name.start, name.end, detail, (said.start, said.end))
